"""An email that could not be delivered, as an administrator finds them in the morning."""

from datetime import timedelta

from alerts.models import Notice
from monitoring.rounds import tell_of_what_is_undelivered

NO_SUCH_ADDRESS = "The address was refused"


def give_up(people, *, at):
    notice = Notice.objects.filter(person=people["social-worker"]).order_by("-pk").first()
    given_up = at - timedelta(hours=1)
    Notice.objects.filter(pk=notice.pk).update(
        mailed_at=None, attempts=3, last_error=NO_SUCH_ADDRESS, undelivered_at=given_up
    )
    tell_of_what_is_undelivered(at=at)
