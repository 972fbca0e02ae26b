from celery import shared_task

from monitoring.in_turn.tasks import make_what_waits


@shared_task
def make_extracts():
    """Every extract that was approved and is not made yet, and whatever else waits. Rung by a commit, and by the clock every minute."""
    if make_what_waits():
        make_extracts.apply_async(ignore_result=True, retry=False)
