"""Two that were written beside each other, neither of which asks for the other."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = (("referrals", "0033_what_ended_lately"), ("referrals", "0034_two_words_together"))
    operations = ()
