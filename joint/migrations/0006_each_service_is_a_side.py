from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("joint", "0005_whose_side_it_was")]
    operations = [
        migrations.AddConstraint(
            model_name="siderecord",
            constraint=models.UniqueConstraint(
                fields=("referral", "round", "side", "provider"),
                name="each_side_and_service_once_a_round",
                nulls_distinct=False,
            ),
        ),
        migrations.AddConstraint(
            model_name="siderecord",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("provider", None), ("side", "my_time")),
                    models.Q(("provider__isnull", False), ("side", "iss")),
                    _connector="OR",
                ),
                name="an_iss_side_is_of_a_provider",
            ),
        ),
    ]
