"""python manage.py first_administrator EMAIL NAME: who lets everybody else in, on a site where nobody is yet."""

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from accounts.identity import SYSTEM, acting_as
from accounts.models import Organisation, User
from accounts.refusal import Refused
from accounts.roles import Role
from monitoring.people import add_person
from monitoring.signing_in.invitations import invite


class Command(BaseCommand):
    help = "Invites the first administrator by mail. Everybody else is invited by an administrator, on the page People."

    def add_arguments(self, parser):
        parser.add_argument("email")
        parser.add_argument("name")

    def handle(self, *, email, name, **options):
        with acting_as(SYSTEM):
            if User.objects.in_role(Role.ADMINISTRATOR).exists():
                raise CommandError(
                    "There is an administrator already, who can invite others on the page People."
                )
            platform = Organisation.objects.filter(kind=Organisation.Kind.PLATFORM).order_by("pk").first()
            at = timezone.now()
            fields = {"name": name, "role": Role.ADMINISTRATOR, "organisation": platform}
            try:
                person = add_person(email=email, by=None, at=at, **fields)
            except Refused as refusal:
                raise CommandError(str(refusal)) from refusal
            try:
                invite(person, by=person, at=at)
            except OSError as problem:
                raise CommandError(
                    "The mail could not be sent, and nobody was added. Check EMAIL_HOST."
                ) from problem
        self.stdout.write(f"Invited. The link is in a mail to {email}.")
