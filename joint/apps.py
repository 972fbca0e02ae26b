from django.apps import AppConfig


class Joint(AppConfig):
    name = "joint"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self):
        # What this room shows on her page; see iss/beside.py.
        from . import her_page  # noqa: F401
