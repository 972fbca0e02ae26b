"""The doorbell: workers are woken through Redis; what there is to do stands in PostgreSQL."""

import os

from celery import Celery
from celery.signals import celeryd_init, setup_logging, worker_init

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "dvpp.settings")

app = Celery("dvpp")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()


@setup_logging.connect
def keep_own_logging(**_):
    """A receiver here keeps Celery from replacing the logging that settings.py configured."""


@celeryd_init.connect
def work_for_the_service(**_):
    """No person asks in a worker: what it looks for, it looks for as the service (docs/decisions/0034)."""
    from accounts.identity import ask_as_the_service

    ask_as_the_service()


@worker_init.connect
def load_before_there_are_several(**_):
    """Processes that are made from a worker that has loaded everything share it."""
    from accounts.loaded import load_and_set_aside

    load_and_set_aside()
