"""What was issued stays readable as it was issued; what was begun becomes the writer's words on how he takes part."""

from django.db import migrations
from django.utils.html import format_html, linebreaks
from django.utils.safestring import mark_safe
from django.utils.timezone import localtime


def page_of(report):
    """The page as it stood: who, when, the text, and the ISS's part."""
    issued = localtime(report.issued_at)
    contribution = report.iss_contribution or "Nothing to add."
    facts = [
        ("About", f"{report.referral.man.first_name} {report.referral.man.last_name}".strip()),
        ("Area", report.referral.area.name if report.referral.area else "Not recorded"),
        ("Issued", f"{issued.day} {issued:%B %Y}"),
        ("By", report.issued_by.name if report.issued_by else "Not recorded"),
    ]
    rows = mark_safe("".join(format_html("<dt>{}</dt><dd>{}</dd>", *fact) for fact in facts))
    return format_html(
        '<dl class="app-document__facts">{}</dl>'
        '<h2 class="govuk-heading-m">Report</h2><div class="govuk-body">{}</div>'
        '<h2 class="govuk-heading-m">From the Integrated Support Service</h2><div class="govuk-body">{}</div>',
        rows,
        mark_safe(linebreaks(report.body, autoescape=True)),
        mark_safe(linebreaks(contribution, autoescape=True)),
    )


def forwards(apps, schema_editor):
    reports = apps.get_model("joint", "Report").objects
    papers = apps.get_model("joint", "IssuedPaper").objects
    rows = reports.exclude(issued_at=None).select_related("referral__man", "referral__area", "issued_by")
    for report in rows.iterator():
        papers.get_or_create(report=report, defaults={"page": page_of(report)})
    for report in reports.filter(issued_at=None).exclude(body="").iterator():
        report.words = {"engagement": report.body}
        report.save(update_fields=["words"])


def backwards(apps, schema_editor):
    apps.get_model("joint", "IssuedPaper").objects.filter(pdf=b"").delete()


class Migration(migrations.Migration):
    dependencies = [("joint", "0009_reports_in_versions")]
    operations = [migrations.RunPython(forwards, backwards)]
