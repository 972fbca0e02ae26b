from django.apps import AppConfig


class Directory(AppConfig):
    name = "directory"
    default_auto_field = "django.db.models.BigAutoField"
