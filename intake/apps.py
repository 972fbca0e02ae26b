from django.apps import AppConfig


class Intake(AppConfig):
    name = "intake"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self):
        # Says who is told about this room's files; see alerts/audiences.py.
        from . import audiences  # noqa: F401
