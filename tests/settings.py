"""The settings under test: the real ones, on servers and folders of their own."""

import os
from datetime import timedelta
from pathlib import Path

# Tests have servers of their own: never the demonstration's, never one that happens to be in the environment.
os.environ.pop("DATABASE_URL", None)
os.environ.pop("REDIS_URL", None)
os.environ["DVPP_DATA"] = os.environ.get("DVPP_TEST_DATA") or str(
    Path(__file__).resolve().parent.parent / ".test-data"
)
# The database is made and migrated by its owner; conftest.py then has everything run as roles of the site.
os.environ["DVPP_DB_ROLE"] = "owner"
os.environ.pop("DVPP_ASKS", None)

from dvpp.settings import *  # noqa: F403

# Signing in a hundred times must not cost a hundred slow hashes
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
# Each worker counts its own sign-in attempts
CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
ACCOUNT_RATE_LIMITS = False
# Signing in is tested with a second factor where that is what is tested
SECOND_FACTOR_REQUIRED = False
MFA_RATE_LIMITS = False
# No clock runs beside the tests; those of the banner say so
SWEEP_SILENT_AFTER = None
# Walks open every file there is as one person; tests/monitoring/test_readers.py counts
READING_LIMITS, SEARCHING_LIMITS, TAKING_LIMITS = {}, {}, {}
# Read before anybody counts questions, and not again because a minute has gone by
BANK_HOLIDAYS_KEPT_FOR = timedelta(days=1)
# Each test has people of its own
PANELS_KEPT_FOR = timedelta(0)
