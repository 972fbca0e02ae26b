from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("accounts", "0002_the_region")]
    operations = [
        migrations.AddField(
            model_name="cover",
            name="ended_at",
            field=models.DateTimeField(blank=True, null=True),
        ),
    ]
