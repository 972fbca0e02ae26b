"""How gunicorn serves the site, wherever it runs: ``gunicorn --config python:dvpp.serving dvpp.wsgi``.

The code is loaded once, before the workers are made from it, and is set aside from the collector of garbage: its first
round would write into every object, and each worker would have a copy of its own of all the code. So new code needs a
new master: it is restarted, not reloaded.
"""

worker_class = "gthread"
workers = 2
threads = 4
timeout = 120
graceful_timeout = 30
preload_app = True


def when_ready(_server):
    """Before the first worker. Django would load pages, addresses and what templates need at the first request, in each."""
    from django.template.loader import get_template

    from accounts.loaded import as_a_web_worker

    get_template("base.html")
    as_a_web_worker()
