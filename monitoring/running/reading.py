"""Is everything running? Asked of the database and of Redis, for the page, for /readyz and for the banner."""

from dataclasses import dataclass

from django.conf import settings
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from redis import Redis
from redis.exceptions import RedisError

from accounts.acting import for_the_service
from accounts.roles import Permission
from alerts.delivery import LATE, late_digests, late_mails
from alerts.models import Digest, Notice
from forms import scanning
from monitoring import replica
from monitoring.holidays import reading as bank_holidays
from texts.models import Text
from timescales import heartbeat
from timescales.models import Heartbeat
from timescales.words import count, span

BACKUP = "backup"
SHOWN = 200
# Pages on which an administrator settles it
UNDELIVERED = ("undelivered", "Settle what could not be delivered")
BANK_HOLIDAYS = ("bank_holidays", "Enter them")


@dataclass(frozen=True)
class Part:
    """``tone``: as of a status tag; green is well, red asks for somebody."""

    name: str
    state: str
    tone: str
    words: str
    page: str = ""
    link: str = ""


def dead_mails(user):
    rows = Notice.objects.undelivered() if user.may(Permission.MANAGE_SETTINGS) else Notice.objects.none()
    return rows.select_related("person__organisation").order_by("undelivered_at", "pk")


def dead_texts(user):
    rows = Text.objects.undelivered() if user.may(Permission.MANAGE_SETTINGS) else Text.objects.none()
    return rows.order_by("undelivered_at", "pk")


def sweep_is_silent(at):
    """Nobody has looked at the promises for five minutes: nobody is reminded, and nothing missed is told."""
    silence = settings.SWEEP_SILENT_AFTER
    return silence is not None and not sweeps_between(at - silence, at + silence).exists()


def sweeps_between(swept_since, swept_until):
    return Heartbeat.objects.filter(name=heartbeat.SWEEP, at__range=(swept_since, swept_until))


@for_the_service("how much waits and since when; nothing of what it says")
def parts(user, *, at):
    return [
        _sweep(at),
        _mails(at),
        _daily(at),
        _dead(user),
        _texts(at),
        _redis(),
        _scanner(),
        _migrations(),
        *_replica(at),
        _bank_holidays(at),
        _backup(at),
    ]


def _ago(moment, at):
    return f"{span(abs(at - moment))} ago"


def _sweep(at):
    beat = heartbeat.last(heartbeat.SWEEP)
    name = "Promises are looked at"
    if beat is None or beat.at is None:
        return Part(name, "Never", "red", "Start the clock: manage.py keep_time.")
    silent = abs(at - beat.at) > (settings.SWEEP_SILENT_AFTER or abs(at - beat.at))
    words = "Start the clock: manage.py keep_time. Everybody who is signed in is told." if silent else ""
    return Part(name, _ago(beat.at, at), "red" if silent else "green", words or "At least once a minute.")


def _mails(at):
    due = Notice.objects.to_mail(at).values_list("mail_due_at", flat=True).order_by("mail_due_at")
    return _waiting("Emails", due, late_mails(at).exists(), at)


def _daily(at):
    due = Digest.objects.to_mail(at).values_list("due_at", flat=True).order_by("due_at")
    return _waiting("Emails of the day", due, late_digests(at).exists(), at)


def _waiting(name, due, late, at):
    """``due``: the moments of what waits, the oldest first. ``late``: also where somebody is at it at this moment."""
    oldest = due.first()
    if oldest is None and not late:
        return Part(name, "None waits", "green", "Everything that was due has been sent.")
    late = late or at - oldest > LATE
    words = "Look at the mail server and at the clock’s log." if late else "They go within the minute."
    since = f", the oldest for {span(at - oldest)}" if oldest else ""
    return Part(name, f"{count(due.count(), 'email')} waiting{since}", "red" if late else "green", words)


def _dead(user):
    number = dead_mails(user).count() + dead_texts(user).count()
    if not number:
        return Part("Not delivered", "None", "green", "Nothing was given up.")
    return Part("Not delivered", str(number), "red", "Each waits for you to settle it.", *UNDELIVERED)


def _texts(at):
    waiting = Text.objects.to_send(at)
    oldest = waiting.first()
    if oldest is None:
        return Part("Texts and letters", "None waits", "green", "Everything that was due has been sent.")
    late = at - oldest.due_at > LATE
    state = f"{waiting.count()} waiting, the oldest for {span(at - oldest.due_at)}"
    words = "Look at GOV.UK Notify and at the clock’s log." if late else "They go within the minute."
    return Part("Texts and letters", state, "red" if late else "green", words)


def redis_answers():
    place = settings.REDIS_URL or f"unix://{settings.REDIS_SOCKET}"
    try:
        Redis.from_url(place, socket_connect_timeout=0.5, socket_timeout=0.5).ping()
    except (RedisError, OSError):
        return False
    return True


def _redis():
    if redis_answers():
        return Part("Redis", "Answers", "green", "It wakes the workers and counts attempts to sign in.")
    words = "Nothing is lost: the clock goes on without it. Reports wait, and attempts to sign in are not counted."
    return Part("Redis", "Away", "yellow", words)


def _scanner():
    """Of uploads. Where none is set up nobody may take them for scanned."""
    if not scanning.is_on():
        words = "Set DVPP_CLAMD. Until then uploads are known by their content and not looked through."
        return Part("Scanner of uploads", "Not set up", "yellow", words)
    if scanning.answers():
        return Part(
            "Scanner of uploads", "Answers", "green", "Every upload is looked through before it is kept."
        )
    words = "Start clamd. Until it answers no upload is kept, and people are told to try again."
    return Part("Scanner of uploads", "Does not answer", "red", words)


def unapplied():
    """How many migrations wait to be applied to this database."""
    executor = MigrationExecutor(connection)
    return len(executor.migration_plan(executor.loader.graph.leaf_nodes()))


def _migrations():
    number = unapplied()
    if number:
        return Part("Database", f"{count(number, 'migration')} to apply", "red", "Run manage.py migrate.")
    return Part("Database", "Up to date", "green", "Every migration has been applied.")


_OF_REPLICAS = {
    replica.State.CURRENT: ("Follows", "green", "Figures and charts are counted there."),
    replica.State.BEHIND: (
        "{} behind",
        "yellow",
        "Figures and charts are counted there, and say of when they are.",
    ),
    replica.State.TOO_OLD: (
        "{} behind",
        "red",
        "Figures and charts are counted in the main database until it has caught up. Find out what holds it up.",
    ),
    replica.State.AWAY: (
        "Does not answer",
        "red",
        "Figures and charts are counted in the main database meanwhile.",
    ),
    replica.State.WRITES: (
        "Is no copy",
        "red",
        "Where DATABASE_REPLICA_URL leads follows nobody. Figures and charts are counted in the main database.",
    ),
}


def _replica(at):
    if not replica.is_set_up():
        return []
    found = replica.how_it_stands(at=at)
    state, tone, words = _OF_REPLICAS[found.state]
    age = span(max(at - found.as_at, at - at)) if found.as_at else "Nobody knows how far"
    return [Part("Copy of the database for figures", state.format(age), tone, words)]


def _bank_holidays(at):
    missing, unread = bank_holidays.missing(at), bank_holidays.only_in_the_environment()
    if missing:
        words = (
            "Promises that begin now may last until then. Until somebody enters them the usual days count."
        )
        years = ", ".join(str(year) for year in missing)
        return Part("Bank holidays", f"{years} not entered", "yellow", words, *BANK_HOLIDAYS)
    if unread:
        days = ", ".join(f"{day:%-d %B %Y}" for day in unread)
        words = f"DVPP_BANK_HOLIDAYS is no longer read, and says something else of {days}. Enter it here."
        return Part("Bank holidays", "Differ", "yellow", words, *BANK_HOLIDAYS)
    words = f"Entered until the end of {bank_holidays.ahead(at).year} at least."
    return Part("Bank holidays", "Entered", "green", words)


def _backup(at):
    beat = heartbeat.last(BACKUP)
    if beat is None or beat.at is None:
        return Part("Last backup", "Not known here", "yellow", "Ask whoever keeps the database server.")
    old = at - beat.at > settings.BACKUP_OLD_AFTER
    return Part(
        "Last backup", _ago(beat.at, at), "red" if old else "green", "Older than a day." if old else ""
    )
