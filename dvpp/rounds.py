"""What beat rings for. A ring of the minute that nobody heard within it is worth nothing: the next one comes."""

from datetime import timedelta

from celery.schedules import crontab

EVERY_MINUTE = {
    "sweep": "monitoring.tasks.sweep",
    "deliver": "alerts.tasks.deliver_unsent",
    "texts": "texts.tasks.deliver_texts",
    "releases": "monitoring.publishing.tasks.make_releases",
    "extracts": "monitoring.extract.tasks.make_extracts",
    "papers": "monitoring.papers.tasks.make_papers",
    "seal the trail": "audit.tasks.seal_trail",
}
CELERY_BEAT_SCHEDULE = {
    name: {"task": task, "schedule": timedelta(minutes=1), "options": {"expires": 55}}
    for name, task in EVERY_MINUTE.items()
} | {
    # A page counts for itself what is not folded yet: let that be little
    "summary": {
        "task": "monitoring.summary.tasks.fold_summary",
        "schedule": timedelta(seconds=10),
        "options": {"expires": 9},
    },
    "summary, checked": {
        "task": "monitoring.summary.tasks.check_summary",
        "schedule": crontab(hour=3, minute=10),
        "options": {"expires": 3600},
    },
}

__all__ = ["CELERY_BEAT_SCHEDULE"]
