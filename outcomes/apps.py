from django.apps import AppConfig


class Outcomes(AppConfig):
    name = "outcomes"
    default_auto_field = "django.db.models.BigAutoField"
