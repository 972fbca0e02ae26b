from django.apps import AppConfig


class Joint(AppConfig):
    name = "joint"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self):
        # What this room shows on her page (iss/beside.py), whom it tells, and what his start and his end mean for it.
        from . import audiences, ending, her_page, her_schedule  # noqa: F401
