"""The address of the questions: made from a key and our secret, kept nowhere, found again by its hash."""

import base64
import hashlib

from django.conf import settings
from django.urls import reverse
from django.utils.crypto import salted_hmac

from accounts.acting import for_the_service
from referrals.models import Questions

SALT = "referrals.measuring.addresses"
BYTES = 20


def token_of(questions):
    digest = salted_hmac(SALT, questions.key.hex, algorithm="sha256").digest()[:BYTES]
    return base64.urlsafe_b64encode(digest).decode().rstrip("=")


def hashed(secret):
    return hashlib.sha256(secret.encode()).hexdigest()


def link_to(questions):
    return (settings.QUESTIONS_URL or settings.SITE_URL) + reverse("questions", args=[token_of(questions)])


@for_the_service("whoever holds the address of his questions answers for himself, without signing in")
def find(token):
    """The questions of an address; None where there are none. Whoever has the address needs nothing else."""
    return Questions.objects.select_related("version", "referral").filter(address_hash=hashed(token)).first()
