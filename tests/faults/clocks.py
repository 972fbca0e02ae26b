"""Clocks: each a real process that runs ``keep_time`` and can be killed, stopped and started again."""

import multiprocessing
import os
import random
import signal
import threading
import time
from contextlib import suppress
from datetime import timedelta


def _die_with(pid):
    while os.path.exists(f"/proc/{pid}"):
        time.sleep(0.5)
    os._exit(1)


def run(settings_of_it, ahead, matrix):
    """In the process itself. ``ahead``: by how many seconds its clock is wrong; anybody may change it."""
    from django.conf import settings
    from django.utils import timezone

    from accounts.identity import ask_as_the_service
    from monitoring.management.commands.keep_time import Command

    ask_as_the_service()  # as manage.py does before the command
    threading.Thread(target=_die_with, args=[matrix], daemon=True).start()
    os.setsid()  # a service of its own, with its own share of the processors
    settings.DELIVERY_LONGEST_WAIT = timedelta(seconds=60)  # scaled as the first wait is
    for name, value in settings_of_it.items():
        setattr(settings, name, value)
    true = timezone.now
    timezone.now = lambda: true() + timedelta(seconds=ahead.value)
    Command().handle()


class Clocks:
    def __init__(self, number=1, **settings):
        self.context = multiprocessing.get_context("forkserver")
        self.context.set_forkserver_preload(["tests.faults.warm"])
        self.number, self.settings, self.running = number, settings, []
        self.ahead = self.context.RawValue("d", 0.0)

    def __enter__(self):
        self.refill()
        return self

    def __exit__(self, *_):
        for process in self.running:
            process.kill()
            process.join()

    def refill(self, **settings):
        self.running = [process for process in self.running if process.is_alive()]
        while len(self.running) < self.number:
            process = self.context.Process(
                target=run, args=[self.settings | settings, self.ahead, os.getpid()], daemon=True
            )
            process.start()
            self.running.append(process)

    def kill_one(self):
        process = random.choice(self.running)
        process.kill()
        process.join()
        self.refill()

    def signal_one(self, number, process=None):
        process = process or random.choice(self.running)
        with suppress(ProcessLookupError):
            os.kill(process.pid, number)
        return process

    def stop_one(self):
        return self.signal_one(signal.SIGSTOP)

    def go_on(self, process):
        self.signal_one(signal.SIGCONT, process)
