"""Keys of the men who are there already; from now on whoever makes or changes a man writes them."""

from collections import defaultdict

from django.db import migrations

from referrals.likeness.keys import tokens
from referrals.likeness.people import Description, Kid

BATCH = 2000
TOLD = ("first_name", "last_name", "date_of_birth", "phone", "address")


def remember(apps, schema_editor):
    men = apps.get_model("referrals", "Man").objects.order_by("pk")
    last = 0
    while batch := list(men.filter(pk__gt=last).values("pk", *TOLD)[:BATCH]):
        last = batch[-1]["pk"]
        _remember(apps, batch)


def _remember(apps, batch):
    names = defaultdict(set)
    children = apps.get_model("referrals", "Child").objects.filter(
        referral__man__in=[man["pk"] for man in batch]
    )
    for man, name in children.exclude(first_name="").values_list("referral__man", "first_name"):
        names[man].add(name)
    key = apps.get_model("referrals", "ManKey")
    rows = []
    for man in batch:
        pk = man.pop("pk")
        told = Description(**man, children=tuple(Kid(name) for name in names[pk]))
        rows += [key(token=token, man_id=pk) for token in tokens(told)]
    key.objects.bulk_create(rows, batch_size=5000, ignore_conflicts=True)


class Migration(migrations.Migration):
    dependencies = [("referrals", "0011_men_remembered")]

    operations = [migrations.RunPython(remember, migrations.RunPython.noop)]
