from django.apps import AppConfig


class Referrals(AppConfig):
    name = "referrals"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self):
        # Says who is told about this room's files and what became of them; see alerts/audiences.py and became.py.
        # And how he is reached; see texts/reaching.py.
        from . import audiences, became, reaching  # noqa: F401
