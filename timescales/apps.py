from django.apps import AppConfig


class Timescales(AppConfig):
    name = "timescales"
    default_auto_field = "django.db.models.BigAutoField"
