from django.apps import AppConfig


class Knowledge(AppConfig):
    name = "knowledge"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self):
        # Says who is told about a team; see alerts/audiences.py.
        from . import audiences  # noqa: F401
