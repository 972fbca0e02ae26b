"""National helplines and the first rule for quiet teams. Rows: an administrator checks, changes and ends them."""

from datetime import date

from django.db import migrations

SINCE = date(2017, 9, 1)

# whom, name, phone, website, hours, about
CONTACTS = (
    ("emergency", "Police", "999", "", "At any hour", "If somebody is in danger now."),
    (
        "men",
        "Respect Phoneline",
        "0808 802 4040",
        "respectphoneline.org.uk",
        "",
        "Free and confidential, for anybody who is worried about how they treat a partner.",
    ),
    ("men", "Samaritans", "116 123", "samaritans.org", "At any hour", "Free, whatever you are going through."),
    (
        "afraid",
        "National Domestic Abuse Helpline",
        "0808 2000 247",
        "nationaldahelpline.org.uk",
        "At any hour",
        "Free and confidential, for women who are afraid of a partner.",
    ),
    (
        "afraid",
        "Men’s Advice Line",
        "0808 801 0327",
        "mensadviceline.org.uk",
        "",
        "Free and confidential, for men who are afraid of a partner.",
    ),
    ("afraid", "Childline", "0800 1111", "childline.org.uk", "At any hour", "For children and young people."),
)


def make(apps, schema_editor):
    Contact = apps.get_model("knowledge", "Contact")
    for position, (whom, name, phone, website, hours, about) in enumerate(CONTACTS, start=1):
        Contact.objects.create(
            whom=whom,
            name=name,
            phone=phone,
            website=website,
            hours=hours,
            about=about,
            position=position * 10,
            valid_from=SINCE,
        )
    # [D] half a year without a referral, and then once a year
    apps.get_model("knowledge", "QuietRule").objects.create(
        quiet_months=6, again_months=12, valid_from=SINCE
    )


class Migration(migrations.Migration):
    dependencies = [("knowledge", "0001_initial")]
    operations = [migrations.RunPython(make, migrations.RunPython.noop)]
