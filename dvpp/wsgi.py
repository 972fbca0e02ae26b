import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "dvpp.settings")
os.environ.setdefault("DVPP_PROCESS", "web")

application = get_wsgi_application()
