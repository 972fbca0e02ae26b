"""Redis counts attempts at signing in. Where it is away, each process counts for itself: nobody is locked out by a
server that is down, and nobody may guess without end either (docs/decisions/0033).
"""

import logging

from django.core.cache.backends.base import DEFAULT_TIMEOUT
from django.core.cache.backends.locmem import LocMemCache
from django.core.cache.backends.redis import RedisCache
from redis.exceptions import RedisError

logger = logging.getLogger(__name__)


class RedisOrHere(RedisCache):
    def __init__(self, server, params):
        super().__init__(server, params)
        self._here = LocMemCache(f"instead of {server}", params)

    def _either(self, name, *args, **kwargs):
        try:
            return getattr(super(), name)(*args, **kwargs)
        except (RedisError, OSError):
            logger.warning("Redis does not answer: attempts are counted by each process for itself.")
            return getattr(self._here, name)(*args, **kwargs)

    def add(self, key, value, timeout=DEFAULT_TIMEOUT, version=None):
        return self._either("add", key, value, timeout, version)

    def get(self, key, default=None, version=None):
        return self._either("get", key, default, version)

    def set(self, key, value, timeout=DEFAULT_TIMEOUT, version=None):
        return self._either("set", key, value, timeout, version)

    def delete(self, key, version=None):
        return self._either("delete", key, version)

    def incr(self, key, delta=1, version=None):
        return self._either("incr", key, delta, version)

    def clear(self):
        return self._either("clear")
