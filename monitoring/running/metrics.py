"""How the service stands, for Prometheus: is what was promised looked at, does what was written leave, who answers?

Counted when asked, and up to a bound: a number at the bound means that many or more.
"""

from prometheus_client.core import GaugeMetricFamily
from prometheus_client.registry import Collector

from alerts.models import Notice
from iss.models import Deadline as HerDeadline
from monitoring import replica
from monitoring.models.summary import SummaryStale
from programme.models import Deadline as RegisterDeadline
from referrals.models import Deadline
from texts.models import Text
from timescales import heartbeat

from . import reading

BOUND = 10_000


class Standing(Collector):
    """``at``: the moment that is asked about."""

    def __init__(self, at):
        self.at = at

    def collect(self):
        yield from self._beats()
        yield from self._leaving()
        yield from self._promises()
        yield _one("dvpp_redis_up", "Whether Redis answers", int(reading.redis_answers()))
        yield _one("dvpp_migrations_waiting", "Migrations that are not applied", reading.unapplied())
        yield from self._replica()
        stale = SummaryStale.objects.all()
        yield _one("dvpp_summary_unfolded", "Parts of the summary that changed and wait", _bounded(stale))

    def _beats(self):
        found = GaugeMetricFamily(
            "dvpp_seconds_since", "Seconds since a part of the clockwork last ended a round", labels=["part"]
        )
        for part in (heartbeat.SWEEP, reading.BACKUP):
            beat = heartbeat.last(part)
            if beat and beat.at:
                found.add_metric([part], (self.at - beat.at).total_seconds())
        yield found

    def _leaving(self):
        waiting = GaugeMetricFamily("dvpp_unsent", "What is due and has not left", labels=["channel"])
        oldest = GaugeMetricFamily(
            "dvpp_unsent_seconds", "For how long the oldest has waited", labels=["channel"]
        )
        dead = GaugeMetricFamily(
            "dvpp_undelivered", "What was given up and is not settled", labels=["channel"]
        )
        for channel, rows, given_up, due in (
            ("email", Notice.objects.to_mail(self.at), Notice.objects.undelivered(), "mail_due_at"),
            ("text", Text.objects.to_send(self.at), Text.objects.undelivered(), "due_at"),
        ):
            first = rows.values_list(due, flat=True).first()
            waiting.add_metric([channel], _bounded(rows))
            oldest.add_metric([channel], max((self.at - first).total_seconds(), 0) if first else 0)
            dead.add_metric([channel], _bounded(given_up))
        yield from (waiting, oldest, dead)
        unanswered = Notice.objects.unanswered()
        yield _one(
            "dvpp_unacknowledged", "Notices that ask for an answer and have none", _bounded(unanswered)
        )

    def _replica(self):
        if not replica.is_set_up():
            return
        found = replica.how_it_stands(at=self.at)
        serves = "Whether figures are counted in the replica"
        yield _one("dvpp_replica_serves", serves, int(found.serves))
        behind = "Seconds the replica is behind; none where nobody knows"
        if found.as_at:
            yield _one("dvpp_replica_seconds_behind", behind, (self.at - found.as_at).total_seconds())
        elif found.state == replica.State.CURRENT:
            yield _one("dvpp_replica_seconds_behind", behind, 0)

    def _promises(self):
        unseen = GaugeMetricFamily(
            "dvpp_promises_unseen", "Promises that ran out and that no round has seen", labels=["side"]
        )
        for side, deadlines in (("his", Deadline), ("hers", HerDeadline), ("register", RegisterDeadline)):
            unseen.add_metric([side], _bounded(deadlines.objects.overdue(self.at)))
        yield unseen
        late = RegisterDeadline.objects.running().exclude(missed_at=None)
        yield _one("dvpp_registers_late", "Registers that are late and not recorded yet", _bounded(late))


def _one(name, words, value):
    return GaugeMetricFamily(name, words, value=value)


def _bounded(rows):
    return rows.order_by()[:BOUND].count()
