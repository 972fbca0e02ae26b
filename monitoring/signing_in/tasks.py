from celery import shared_task

from accounts.identity import SYSTEM, acting_as

from . import resets


@shared_task
def send_reset(person_id):
    with acting_as(SYSTEM):
        resets.send(person_id)
