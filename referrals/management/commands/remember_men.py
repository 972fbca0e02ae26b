"""Fill the tables by which likely duplicates are found and files searched, such as after a secret has been changed."""

from django.core.management.base import BaseCommand
from django.db import transaction

from accounts.identity import SYSTEM, acting_as
from referrals.likeness import remember_everybody


class Command(BaseCommand):
    help = "Write the keys of every man, and the words of his files, anew."

    @transaction.atomic
    def handle(self, **options):
        with acting_as(SYSTEM):
            number = remember_everybody()
        self.stdout.write(f"{number} men are remembered.")
