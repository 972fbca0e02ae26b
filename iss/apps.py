from django.apps import AppConfig


class Iss(AppConfig):
    name = "iss"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self):
        # Says who is told about this room's files, and what answering does; see alerts/audiences.py, answers.py.
        from . import answers, audiences  # noqa: F401
