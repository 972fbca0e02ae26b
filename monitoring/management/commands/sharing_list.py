from django.core.management import BaseCommand

from monitoring.sharing import sharing_list


class Command(BaseCommand):
    help = "Print what each organisation is given, for an information-sharing agreement (docs/information-sharing.md)."

    def handle(self, **_):
        self.stdout.write(sharing_list(), ending="")
