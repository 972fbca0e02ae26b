"""The criteria of pathway.md section 3 with the days from and to which they apply."""

from datetime import date

from django.db import migrations

BEGAN = date(2017, 9, 1)
EARLY_HELP = date(2018, 12, 1)  # [D]: the report says December 2018
STRANGULATION_LIFTED = date(2018, 12, 1)  # [D]: the report gives no date

RULES = (
    ("male", BEGAN, None),
    ("adult", BEGAN, None),
    ("heterosexual", BEGAN, None),
    ("medium_risk", BEGAN, None),
    ("child_on_plan", BEGAN, EARLY_HELP),
    ("child_on_plan_or_early_help", EARLY_HELP, None),
    ("in_area", BEGAN, None),
    ("willing", BEGAN, None),
    ("no_strangulation", BEGAN, STRANGULATION_LIFTED),
    ("strangulation_sign_off", STRANGULATION_LIFTED, None),
)


def make(apps, schema_editor):
    EligibilityRule = apps.get_model("referrals", "EligibilityRule")
    EligibilityRule.objects.bulk_create(
        EligibilityRule(criterion=criterion, position=position, valid_from=valid_from, valid_to=valid_to)
        for position, (criterion, valid_from, valid_to) in enumerate(RULES, start=1)
    )


class Migration(migrations.Migration):
    dependencies = [("referrals", "0001_initial")]
    operations = [migrations.RunPython(make, migrations.RunPython.noop)]
