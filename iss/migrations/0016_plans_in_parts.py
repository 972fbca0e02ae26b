from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("iss", "0015_carry_plans_and_dashes")]
    operations = [
        migrations.RemoveField(model_name="safetyplan", name="needs"),
        migrations.RemoveField(model_name="safetyplan", name="plan"),
    ]
