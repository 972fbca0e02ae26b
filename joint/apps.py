from django.apps import AppConfig


class Joint(AppConfig):
    name = "joint"
    default_auto_field = "django.db.models.BigAutoField"
