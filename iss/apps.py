from django.apps import AppConfig


class Iss(AppConfig):
    name = "iss"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self):
        # Says who is told about this room's files, what answering does, and what his closure means for her.
        from . import answers, audiences, reassessing, recommending  # noqa: F401
