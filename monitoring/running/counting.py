"""Numbers of this process for Prometheus: how many requests, how long, how many questions to the database.

By the name of a page and never by its address: nothing here leads to a person or a file. Several web processes share
their numbers through the folder PROMETHEUS_MULTIPROC_DIR (docs/operating.md).
"""

import os
import time
from contextlib import ExitStack

from django.db import connections
from prometheus_client import REGISTRY, CollectorRegistry, Counter, Histogram, generate_latest, multiprocess

TAKEN = (0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10)
METHODS = frozenset(("GET", "POST", "HEAD", "OPTIONS"))

ANSWERS = Counter("dvpp_answers", "Requests that were answered", ["page", "method", "status"])
SECONDS = Histogram("dvpp_answer_seconds", "How long an answer took", ["page"], buckets=TAKEN)
QUERIES = Counter("dvpp_queries", "Questions to the database", ["page"])


class MetricsMiddleware:
    """Outside of everything that can refuse: a refusal is an answer too."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        started, asked = time.perf_counter(), Asked()
        with ExitStack() as stack:
            for each in connections.all():
                stack.enter_context(each.execute_wrapper(asked))
            response = self.get_response(request)
        page = (request.resolver_match and request.resolver_match.url_name) or "none"
        method = request.method if request.method in METHODS else "other"
        ANSWERS.labels(page, method, str(response.status_code)).inc()
        SECONDS.labels(page).observe(time.perf_counter() - started)
        QUERIES.labels(page).inc(asked.times)
        return response


class Asked:
    def __init__(self):
        self.times = 0

    def __call__(self, execute, sql, params, many, context):
        self.times += 1
        return execute(sql, params, many, context)


def exposed(*collectors):
    """The text that Prometheus reads: what all web processes have counted, and what ``collectors`` find out now."""
    registry = CollectorRegistry()
    if os.environ.get("PROMETHEUS_MULTIPROC_DIR"):
        multiprocess.MultiProcessCollector(registry)
    else:
        registry.register(REGISTRY)
    for collector in collectors:
        registry.register(collector)
    return generate_latest(registry)
