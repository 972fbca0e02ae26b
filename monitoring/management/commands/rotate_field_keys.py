from collections import Counter

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from accounts import factors
from accounts.identity import SYSTEM, acting_as
from sealing.resealing import BATCH, fields_of, go_through, sealed_models, under_the_present_key
from sealing.seal import Sealed


class Command(BaseCommand):
    help = (
        "Seals every sealed column anew with the first key of DVPP_FIELD_KEYS. Give the new key first and leave the "
        "old one behind it, start the site anew, run this until it changes nothing, then take the old key away. It "
        "may be broken off and run again, and people may work meanwhile."
    )

    def add_arguments(self, parser):
        parser.add_argument("--batch", type=int, default=BATCH, help="rows locked at a time")
        parser.add_argument("--count", action="store_true", help="only count the rows under each key")

    def handle(self, *, batch, count, **options):
        if batch < 1:
            raise CommandError("--batch has to be 1 or more.")
        if count:
            return self._count()
        self.stdout.write(f"The key that seals is {settings.FIELD_KEYS.writes}.")
        refused = [line for model in sealed_models() for line in self._rotate(model, batch)]
        with acting_as(SYSTEM):
            self.stdout.write(f"Second factors: {factors.seal_anew()} sealed anew")
        if refused:
            raise CommandError("\n".join(refused))
        return None

    def _rotate(self, model, batch):
        label, done = model._meta.label, None
        with acting_as(SYSTEM):
            total = model._base_manager.count()
        for done in go_through(model, under_the_present_key, size=batch, within=as_system):
            self.stdout.write(f"{label}: {done.seen} of {total} rows, {done.sealed} sealed anew")
        return [
            f"{label}, {len(rows)} rows, the first is {rows[0]}: {error}"
            for error, rows in (done.refused if done else {}).items()
        ]

    def _count(self):
        for model in sealed_models():
            with acting_as(SYSTEM):
                for field in fields_of(model):
                    found = Counter(
                        _key_of(raw) for raw in model._base_manager.values_list(field.name, flat=True)
                    )
                    held = ", ".join(f"{name} {number}" for name, number in sorted(found.items()))
                    self.stdout.write(f"{model._meta.label}.{field.name}: {held or 'no row'}")


def as_system():
    return acting_as(SYSTEM)


def _key_of(raw):
    return (raw.key_name or "not sealed") if isinstance(raw, Sealed) else "empty"
