from django.apps import AppConfig
from django.conf import settings

from . import clock


class DemonstrationConfig(AppConfig):
    name = "demonstration"
    verbose_name = "Demonstration region"

    def ready(self):
        if settings.DEMO:
            clock.install()
