"""Loaded once by the process from which the clocks are forked, so that a clock is killed and back within a moment."""

import django

django.setup()

import monitoring.management.commands.keep_time  # noqa: E402
import monitoring.tasks  # noqa: E402, F401
