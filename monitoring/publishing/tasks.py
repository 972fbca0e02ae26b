from celery import shared_task

from monitoring.in_turn.tasks import make_what_waits


@shared_task
def make_releases():
    """Every release that was asked for and is not made yet, and whatever else waits. Rung by a commit, and by the clock every minute."""
    if make_what_waits():
        make_releases.apply_async(ignore_result=True, retry=False)
