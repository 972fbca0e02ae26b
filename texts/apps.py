from django.apps import AppConfig


class Texts(AppConfig):
    name = "texts"
    default_auto_field = "django.db.models.BigAutoField"
