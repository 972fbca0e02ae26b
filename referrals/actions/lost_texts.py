"""What was written to him and did not reach him: whoever is to contact him hears of it, or nobody would ring."""

from django.utils.timezone import localtime

from accounts.acting import one_act
from alerts.actions import raise_alert
from alerts.audiences import Audience
from alerts.kinds import Kind
from audit.trail import record
from referrals.models import Referral
from texts.models import Text
from texts.occasions import Channel


@one_act
def tell_of_lost_text(text, *, at):
    """Whoever holds his file, all of the area while nobody does. True for the one who told."""
    if Text.objects.undelivered_untold().filter(pk=text.pk).update(undelivered_told_at=at) != 1:
        return False
    referral = Referral.objects.filter(pk=text.about_id).first()
    if referral is None or text.about_model != referral._meta.label_lower:
        return False
    what = "A text" if text.channel == Channel.TEXT else "A letter"
    about = text.get_occasion_display().lower()
    because = (
        f"{what} ({about}, {localtime(text.moment):%-d %B}) did not reach him. Contact him in another way."
    )
    key = f"text_lost:{text.pk}:{at.isoformat()}"
    record("text.lost", referral, by=None, at=at, occasion=text.occasion, channel=text.channel)
    raise_alert(Kind.TEXT_LOST, about=referral, to=[Audience.FACILITATORS], because=because, key=key, at=at)
    return True
