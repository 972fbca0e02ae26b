from django.apps import AppConfig


class Wiring(AppConfig):
    name = "dvpp"

    def ready(self):
        from . import (
            celery,  # noqa: F401 - shared tasks find their application here, in the web process as well
            checks,  # noqa: F401
        )
