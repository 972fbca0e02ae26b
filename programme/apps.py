from django.apps import AppConfig


class Programme(AppConfig):
    name = "programme"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self):
        # Says who is told about this room's files (alerts/audiences.py), and what follows here from facts of his file.
        from . import agreeing, audiences  # noqa: F401
