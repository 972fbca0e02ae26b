"""Each service linked to a man is a side of its own: whose were the records of before?"""

from django.db import migrations

ISS = ("iss_worker", "iss_manager")


def say_whose(apps, schema_editor):
    """A side of the ISS is that of its writer's service. So is a review the ISS wrote; one that My Time wrote is with
    the one service linked to him. Where several are, nobody can say with which it was: My Time alone reads it on."""
    for record in apps.get_model("joint", "SideRecord").objects.filter(side="iss").select_related("by"):
        record.provider_id = record.by.organisation_id
        record.save(update_fields=["provider"])
    for review in apps.get_model("joint", "JointReview").objects.select_related("by", "referral"):
        linked = list(review.referral.linked_providers.values_list("pk", flat=True)[:2])
        if review.by.role in ISS:
            review.provider_id = review.by.organisation_id
        elif len(linked) == 1:
            review.provider_id = linked[0]
        review.save(update_fields=["provider"])


class Migration(migrations.Migration):
    dependencies = [("joint", "0004_the_table")]
    operations = [migrations.RunPython(say_whose, migrations.RunPython.noop)]
