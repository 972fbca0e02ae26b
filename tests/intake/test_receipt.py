"""The receipt by mail: a reference and by when to expect contact, and nothing of anybody."""

from django.core import mail

from alerts.delivery import deliver_batch
from referrals.models import Referral

from .form import HERS, HIS


def test_receipt_says_the_reference_and_by_when_contact_is_made(referrer, noon):
    referrer.fill()
    referrer.send()
    while deliver_batch(at=noon, now=lambda: noon):
        pass
    person = referrer.world.social_worker
    receipt = next(message for message in mail.outbox if message.to == [person.email])
    said = receipt.subject + receipt.body
    assert Referral.objects.get().reference in receipt.subject
    # Wednesday noon: one working day to acknowledge, and the 48 hours at the latest after that
    assert "Expect contact to be made by 6 June 2026 at 12:00 at the latest." in receipt.body
    assert not [marker for marker in (*HERS, *HIS, "Gareth", "Robin") if marker in said]


def test_no_other_mail_says_a_moment(referrer, noon):
    referrer.fill()
    referrer.send()
    while deliver_batch(at=noon, now=lambda: noon):
        pass
    others = [message for message in mail.outbox if message.to != [referrer.world.social_worker.email]]
    assert others
    assert not [message for message in others if "Expect" in message.body]
