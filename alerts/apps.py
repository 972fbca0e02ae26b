from django.apps import AppConfig


class Alerts(AppConfig):
    name = "alerts"
    default_auto_field = "django.db.models.BigAutoField"
