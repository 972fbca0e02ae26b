"""An email and a text that could not be delivered, as an administrator finds them in the morning."""

from datetime import timedelta

from alerts.models import Notice
from monitoring.actions import tell_of_what_is_undelivered
from texts.models import Text

NO_SUCH_ADDRESS = "The address was refused"


def give_up(people, *, at):
    notice = Notice.objects.filter(person=people["social-worker"]).order_by("-pk").first()
    given_up = at - timedelta(hours=1)
    Notice.objects.filter(pk=notice.pk).update(
        mailed_at=None, attempts=3, last_error=NO_SUCH_ADDRESS, undelivered_at=given_up
    )
    text = Text.objects.waiting().order_by("pk").first()
    if text:
        Text.objects.filter(pk=text.pk).update(
            attempts=3, last_error="Notify answered 400", undelivered_at=given_up
        )
    tell_of_what_is_undelivered(at=at)
