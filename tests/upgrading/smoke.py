"""Run by the older code on the upgraded database, from its own folder: people open pages, a man is referred, promises are
chased, mails leave. Says how much of each on standard output."""

import json

from django.conf import settings
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.models import Area, User
from alerts.delivery import deliver_batch
from alerts.models import Notice
from iss.models import PartnerFile
from monitoring.actions import sweep
from referrals.models import Referral
from tests.world import PEOPLE, World
from texts.models import Text

settings.ALLOWED_HOSTS = ["testserver"]
settings.SECURE_SSL_REDIRECT = False
now = timezone.now()
world = World.__new__(World)
world.now, world.area = now, Area.objects.get(name="Birmingham")
for name in PEOPLE:
    setattr(world, name, User.objects.get(email=f"{name}@test.example"))

opened, wrong = 0, []
for name in PEOPLE:
    person = getattr(world, name)
    client = Client(raise_request_exception=False)
    client.force_login(person)
    addresses = [reverse("home"), reverse("inbox"), reverse("my_account")]
    if name in ("facilitator", "manager", "spoc"):
        addresses += [reverse("referrals")]
        addresses += [file.get_absolute_url() for file in Referral.objects.visible_to(person)[:5]]
    if name in ("facilitator", "manager"):
        addresses += [reverse("sessions"), reverse("groups")]
    if name in ("iss_worker", "iss_manager"):
        addresses += [reverse("her_files")]
        addresses += [file.get_absolute_url() for file in PartnerFile.objects.visible_to(person)[:5]]
    for address in addresses:
        status = client.get(address, follow=True).status_code
        opened += 1
        if status != 200:
            wrong.append(f"{name} {address}: {status}")

before = Notice.objects.count()
referral = world.acknowledged()
told = Notice.objects.count() - before
sweep(at=now)
sent = 0
while done := deliver_batch(at=now, now=lambda: now):
    sent += done
texts = Text.objects.count()
print(  # noqa: T201 - what whoever started this reads
    json.dumps(
        {
            "opened": opened,
            "wrong": wrong,
            "referred": bool(referral.pk),
            "told": told,
            "sent": sent,
            "texts": texts,
        }
    )
)
