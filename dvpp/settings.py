"""One settings file for every place; what differs comes from the environment (docs/operating.md lists it)."""

import os
from datetime import timedelta
from pathlib import Path

import pghistory
from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured

from dvpp.databases import from_address, replica, through_a_pool, with_patience
from dvpp.decided import *  # noqa: F403  values for settings.NAME, each with its reason there
from dvpp.logs import logging_config
from dvpp.people import *  # noqa: F403
from dvpp.rooms import *  # noqa: F403
from dvpp.rounds import *  # noqa: F403
from dvpp.sign_in_providers import origins_of, providers_from_environment
from dvpp.stack.folders import Folders
from sealing import keys as field_keys

BASE_DIR = Path(__file__).resolve().parent.parent
PRODUCTION = os.environ.get("DVPP_MODE", "local") == "production"
# Building an image collects static files as in production, before there is any secret
COLLECTING = os.environ.get("DVPP_COLLECT") == "1"
DEBUG = os.environ.get("DVPP_DEBUG") == "1" and not PRODUCTION
# Every page says that its people are invented
DEMO = os.environ.get("DVPP_DEMO") == "1" and not PRODUCTION
DATA = Folders.from_environment()


def env_list(name, default=""):
    return [item.strip() for item in os.environ.get(name, default).split(",") if item.strip()]


def needed(name):
    """A value that production does not start without."""
    value = os.environ.get(name, "")
    if PRODUCTION and not value:
        raise ImproperlyConfigured(f"{name} must be set when DVPP_MODE is production.")
    return value


# Where we are

SECRET_KEY = needed("DVPP_SECRET_KEY") or DATA.secret("django-key")
ALLOWED_HOSTS = env_list("DVPP_HOSTS", "" if PRODUCTION else "localhost,127.0.0.1,[::1]")
CSRF_TRUSTED_ORIGINS = env_list("DVPP_ORIGINS")
# Hashes by which likely duplicates are found. Changed: run manage.py remember_men
LIKENESS_KEY = os.environ.get("DVPP_LIKENESS_KEY") or f"likeness of {SECRET_KEY}"
# Hashes by which files are searched (docs/decisions/0040). Changed: run manage.py remember_men
SEARCH_KEY = os.environ.get("DVPP_SEARCH_KEY") or f"search of {SECRET_KEY}"
# From it follow the references of evaluators' extracts (docs/decisions/0032). In production none is made without it
EXTRACT_KEY = os.environ.get("DVPP_EXTRACT_KEY") or ("" if PRODUCTION else DATA.secret("extract-key", 32))
# Marks and seals of the trail (docs/security.md). Changed: what was written before cannot be checked any more
TRAIL_KEY = os.environ.get("DVPP_TRAIL_KEY") or f"trail of {SECRET_KEY}"
# Keys of the sealed columns (docs/decisions/0019): the first seals, all open
if PRODUCTION and not (os.environ.get("DVPP_FIELD_KEYS") or os.environ.get("DVPP_FIELD_KEYS_FILE")):
    raise ImproperlyConfigured(
        "DVPP_FIELD_KEYS, or DVPP_FIELD_KEYS_FILE, must be set when DVPP_MODE is production. "
        "python -m sealing NAME makes a key."
    )
try:
    FIELD_KEYS = field_keys.from_environment(otherwise=lambda: f"local:{DATA.secret('field-key', 32)}")
except field_keys.BadKeys as error:
    raise ImproperlyConfigured(f"The keys of the sealed columns (DVPP_FIELD_KEYS): {error}") from error
SITE_URL = needed("DVPP_SITE_URL") or f"http://127.0.0.1:{os.environ.get('PORT') or '8000'}"
if PRODUCTION and not ALLOWED_HOSTS:
    raise ImproperlyConfigured("DVPP_HOSTS must name the hosts of the site when DVPP_MODE is production.")

ROOT_URLCONF = "dvpp.urls"
WSGI_APPLICATION = "dvpp.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "monitoring.views.shell.shell",
            ],
        },
    }
]
CRISPY_ALLOWED_TEMPLATE_PACKS = ["gds"]
CRISPY_TEMPLATE_PACK = "gds"

# Database: the login role owns the tables and migrates; everything else gives that up for dvpp_app (docs/decisions/0001)


def embedded_database():
    return {
        "NAME": "dvpp",
        "USER": "dvpp_owner",
        "HOST": str(DATA.sockets),
        "OPTIONS": {"passfile": str(DATA.secrets / "owner.pgpass")},
    }


DATABASE_URL = needed("DATABASE_URL")
DATABASES = {
    "default": {
        "ENGINE": "django.db.backends.postgresql",
        "CONN_MAX_AGE": 60,
        "CONN_HEALTH_CHECKS": True,
        **(from_address(DATABASE_URL) if DATABASE_URL else embedded_database()),
    }
}
# Pages alone go through a pool, where there is one: whoever works for the service says so when a connection opens
POOL_URL = os.environ.get("DATABASE_POOL_URL", "") if os.environ.get("DVPP_PROCESS") == "web" else ""
if POOL_URL:
    DATABASES["default"] |= through_a_pool(POOL_URL)
AS_THE_SERVICE = os.environ.get("DVPP_ASKS") == "system"
if os.environ.get("DVPP_DB_ROLE") != "owner":
    DATABASES["default"]["OPTIONS"]["assume_role"] = "dvpp_service" if AS_THE_SERVICE else "dvpp_app"
# Row security (docs/decisions/0034): a command is the service, a page is nobody until somebody asks for it
if AS_THE_SERVICE:
    said = DATABASES["default"]["OPTIONS"].get("options", "")
    DATABASES["default"]["OPTIONS"]["options"] = f"{said} -c dvpp.user_id=system".strip()

# What serves pages says that it is "web", manage.py migrate that it is a "migration"; everything else takes its time
PATIENCE = DATABASE_PATIENCE.get(os.environ.get("DVPP_PROCESS", ""), {})  # noqa: F405
if PATIENCE and not POOL_URL:
    given = DATABASES["default"]["OPTIONS"].get("options", "")
    DATABASES["default"]["OPTIONS"]["options"] = with_patience(PATIENCE, given)

# Figures are counted in a streaming replica, where there is one (docs/decisions/0052)
if os.environ.get("DATABASE_REPLICA_URL"):
    DATABASES["replica"] = DATABASES["default"] | replica(os.environ["DATABASE_REPLICA_URL"], PATIENCE)
    DATABASE_ROUTERS = ["accounts.database.Router"]

DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# Row history, by trigger; the application's role may only insert and read there

PGHISTORY_CONTEXT_FIELD = pghistory.ContextJSONField()
PGHISTORY_CONTEXT_ID_FIELD = pghistory.ContextUUIDField(null=True)
PGHISTORY_OBJ_FIELD = pghistory.ObjForeignKey(related_name="+", related_query_name="+")
PGHISTORY_APPEND_ONLY = True

# Redis: wakes workers and counts sign-in attempts; losing it loses nothing

REDIS_URL = needed("REDIS_URL")
REDIS_SOCKET = DATA.sockets / "redis.sock"
CACHES = {
    "default": {
        "BACKEND": "dvpp.cache.RedisOrHere",
        "LOCATION": REDIS_URL or f"unix://{REDIS_SOCKET}?db=1",
        "KEY_PREFIX": "dvpp",
        # Nobody waits for a Redis that is away: then each process counts for itself
        "OPTIONS": {"socket_connect_timeout": 0.5, "socket_timeout": 0.5},
    }
}

CELERY_BROKER_URL = REDIS_URL or f"redis+socket://{REDIS_SOCKET}?virtual_host=0"
CELERY_TIMEZONE = "Europe/London"
CELERY_TASK_ACKS_LATE = True
CELERY_TASK_REJECT_ON_WORKER_LOST = True
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_TASK_IGNORE_RESULT = True
# Well below the visibility timeout, or a long task would be handed out a second time
CELERY_TASK_TIME_LIMIT = 300
CELERY_TASK_SOFT_TIME_LIMIT = 270
CELERY_BROKER_TRANSPORT_OPTIONS = {
    "visibility_timeout": 900,
    "unacked_restore_interval": 10,
    "unacked_restore_throttle": 1,
    # A Redis that neither answers nor refuses must hold nobody up who only rings the bell
    "socket_connect_timeout": 2,
    "socket_timeout": 5,
}
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_WORKER_MAX_TASKS_PER_CHILD = 200
# A process that has made something large keeps the memory: it is replaced when it is done (kilobytes, at most so far)
CELERY_WORKER_MAX_MEMORY_PER_CHILD = 190_000
# People: invited only, known by their email

# A second factor is asked of everybody. The demonstration's people are invented, and whoever looks at it has no time
SECOND_FACTOR_REQUIRED = PRODUCTION or (not DEMO and os.environ.get("DVPP_SECOND_FACTOR") != "0")
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not PRODUCTION  # http://localhost
if DEMO:
    # Looked at for an hour at a time, and its people are meant to stay
    IDLE_ENDS_AFTER = timedelta(hours=1)
    UNUSED_CLOSES_AFTER = timedelta(0)
    # Whoever looks at it opens everything
    READING_LIMITS, SEARCHING_LIMITS, TAKING_LIMITS = {}, {}, {}

# Identity providers: one tenant an organisation, each known to the letter (docs/decisions/0033)

SIGN_IN_PROVIDERS = providers_from_environment(os.environ)
SOCIALACCOUNT_PROVIDERS = {"openid_connect": {"OAUTH_PKCE_ENABLED": True, "APPS": SIGN_IN_PROVIDERS}}
SESSION_COOKIE_AGE = int(SESSION_ENDS_AFTER.total_seconds())  # noqa: F405
SESSION_ENGINE = "accounts.sessions"
SESSION_COOKIE_HTTPONLY = True
CSRF_COOKIE_HTTPONLY = True
# Keeps what was typed on the page that met it
CSRF_FAILURE_VIEW = "monitoring.signing_in.views.csrf_failure"

# What a page may load: our own files and nothing else, nothing inline

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF],
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF, *origins_of(SIGN_IN_PROVIDERS), *env_list("DVPP_SIGN_IN_ORIGINS")],
        "frame-ancestors": [NONE],
        "base-uri": [NONE],
        "object-src": [NONE],
        "report-uri": ["/policy-reports"],
    }
}
X_FRAME_OPTIONS = "DENY"
SECURE_REFERRER_POLICY = "same-origin"

SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = PRODUCTION
SECURE_SSL_REDIRECT = PRODUCTION
SECURE_REDIRECT_EXEMPT = [r"^(healthz|readyz|metrics)$"]
SECURE_HSTS_SECONDS = int(timedelta(days=365).total_seconds()) if PRODUCTION else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = PRODUCTION
if os.environ.get("DVPP_BEHIND_PROXY") == "1":
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    ALLAUTH_TRUSTED_PROXY_COUNT = 1

# Files. Uploaded ones have no address: a view that knows who may see one hands it out

STATIC_URL = "static/"
STATIC_ROOT = (
    BASE_DIR / "build" / "collected" if PRODUCTION or COLLECTING else None
)  # elsewhere files are served where they lie
STATICFILES_DIRS = [BASE_DIR / "build" / "static", ("js", BASE_DIR / "static" / "js")]
WHITENOISE_USE_FINDERS = not PRODUCTION
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "dvpp.storage.ManifestStorage"
        if PRODUCTION or COLLECTING
        else "django.contrib.staticfiles.storage.StaticFilesStorage"
    },
}
MEDIA_ROOT = os.environ.get("DVPP_FILES") or DATA.files
MEDIA_URL = ""
FILE_UPLOAD_PERMISSIONS = 0o600
FILE_UPLOAD_DIRECTORY_PERMISSIONS = 0o700
# A long text is refused by its form with a message, not by Django with a bare 400
DATA_UPLOAD_MAX_MEMORY_SIZE = 12 * 1024 * 1024
FILE_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024

# Messages

DEFAULT_FROM_EMAIL = os.environ.get("DVPP_FROM_EMAIL", "My Time <no-reply@my-time.example>")
SERVER_EMAIL = DEFAULT_FROM_EMAIL
if os.environ.get("EMAIL_HOST"):
    EMAIL_BACKEND = "outbox.relay.EmailBackend"
    EMAIL_HOST = os.environ["EMAIL_HOST"]
    EMAIL_PORT = int(os.environ.get("EMAIL_PORT", "587"))
    EMAIL_HOST_USER = os.environ.get("EMAIL_HOST_USER", "")
    EMAIL_HOST_PASSWORD = os.environ.get("EMAIL_HOST_PASSWORD", "")
    EMAIL_USE_TLS = os.environ.get("EMAIL_USE_TLS", "1") == "1"
    EMAIL_TIMEOUT = 15
else:
    EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
    EMAIL_FILE_PATH = DATA.mail

# At which hour of the day the email leaves that lists what somebody chose to read once a day
DIGEST_HOUR = 8

NOTIFY_API_KEY = os.environ.get("NOTIFY_API_KEY", "")
NOTIFY_BASE_URL = os.environ.get("NOTIFY_BASE_URL", "")
NOTIFY_TEXT_TEMPLATE = os.environ.get("NOTIFY_TEXT_TEMPLATE", "")
# With it mail goes through Notify too, which can be asked what it has; its whole content is ((words)), its subject ((subject))
NOTIFY_EMAIL_TEMPLATE = os.environ.get("NOTIFY_EMAIL_TEMPLATE", "")
# A mail server cannot be asked. Where its log can: GET ?reference=<Message-ID> answers 200 for a mail taken, 404 for none
MAIL_LOG_URL = os.environ.get("DVPP_MAIL_LOG_URL", "")
NOTIFY_LETTER_TEMPLATE = os.environ.get("NOTIFY_LETTER_TEMPLATE", "")
# Where a process dies or stands still, for the fault matrix (docs/reliability.md)
# Whoever asks /metrics has to carry it; without it there is no such page
METRICS_TOKEN = os.environ.get("DVPP_METRICS_TOKEN", "")
FAIL_AT = os.environ.get("DVPP_FAIL_AT", "")
if FAIL_AT and PRODUCTION:
    raise ImproperlyConfigured(
        "DVPP_FAIL_AT is for trying faults: it must not be set when DVPP_MODE is production."
    )
# Without a key what goes to him is written here and not sent
TEXT_FOLDER = DATA.texts
# Words and clocks

LANGUAGE_CODE = "en-gb"
TIME_ZONE = "Europe/London"
USE_I18N = True
USE_TZ = True

LOGGING_CONFIG = "logging.config.dictConfig"
LOGGING = logging_config(os.environ.get("DVPP_LOG_LEVEL", "INFO"))
