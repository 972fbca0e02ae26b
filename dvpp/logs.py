"""Logs as JSON lines that say what happened and never about whom.

No query strings, no form values, no exception messages: a database error quotes the row it refused.
"""

import logging
import time
import traceback
import uuid

import structlog

log = structlog.get_logger("dvpp.request")


class RequestLogMiddleware:
    """One line a request, with the pattern of its address rather than the address itself."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        started = time.perf_counter()
        structlog.contextvars.clear_contextvars()
        structlog.contextvars.bind_contextvars(request_id=uuid.uuid4().hex)
        response = self.get_response(request)
        route = request.resolver_match.route if request.resolver_match else None
        log.info(
            "request",
            method=request.method,
            route=route,
            status=response.status_code,
            ms=round((time.perf_counter() - started) * 1000),
        )
        return response


def without_case_data(_, __, event):
    """Keep the kind and the place of an exception, drop what it quotes; drop the arguments of foreign messages."""
    exc_info = event.pop("exc_info", None)
    if exc_info and exc_info[0]:
        event["exception"] = f"{exc_info[0].__module__}.{exc_info[0].__qualname__}"
        event["at"] = [
            f"{frame.filename}:{frame.lineno} {frame.name}" for frame in traceback.extract_tb(exc_info[2])
        ]
    event.pop("positional_args", None)
    return event


class PlaceOnly(logging.Filter):
    """Messages of Django's own about a request quote addresses, hosts and exceptions; the line above has the pattern and
    the status, and the logger's name says what kind of refusal it was."""

    def filter(self, record):
        if record.name.startswith(("django.request", "django.security")):
            record.msg, record.args = f"request ended with {getattr(record, 'status_code', 500)}", ()
        return True


def logging_config(level):
    shared: list = [
        structlog.contextvars.merge_contextvars,
        structlog.stdlib.add_log_level,
        structlog.stdlib.add_logger_name,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
    ]
    structlog.configure(
        processors=[*shared, structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
        wrapper_class=structlog.stdlib.BoundLogger,
        logger_factory=structlog.stdlib.LoggerFactory(),
        cache_logger_on_first_use=True,
    )
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "filters": {"place_only": {"()": PlaceOnly}},
        "formatters": {
            "json": {
                "()": structlog.stdlib.ProcessorFormatter,
                "foreign_pre_chain": shared,
                "processors": [
                    structlog.stdlib.ProcessorFormatter.remove_processors_meta,
                    without_case_data,
                    structlog.processors.JSONRenderer(),
                ],
            }
        },
        "handlers": {
            "stderr": {"class": "logging.StreamHandler", "formatter": "json", "filters": ["place_only"]},
        },
        "root": {"handlers": ["stderr"], "level": level},
        "loggers": {
            # Without these, Django would add handlers of its own, one of which writes mails with form values
            "django": {"handlers": [], "level": level, "propagate": True},
            "django.server": {"handlers": [], "level": level, "propagate": True},
            # Names of fonts and CSS properties, hundreds of lines
            "fontTools": {"level": "ERROR"},
            "weasyprint": {"level": "ERROR"},
        },
    }
