"""What became of the promises of a row of the matrix, asked of the database and of the receiver."""

from collections import Counter
from dataclasses import asdict, dataclass

from .arena import TOLD_OF_EACH


@dataclass
class Row:
    fault: str
    faults: int = 0
    due: int = 0
    delivered: int = 0
    doubled: int = 0
    lost: int = 0
    half: int = 0
    recovery: float = 0.0
    seconds: float = 0.0
    note: str = ""

    def as_dict(self):
        return asdict(self)

    @property
    def holds(self):
        return not (self.lost or self.doubled or self.half)


def count(arena, row, promises, *, but=None):
    """Fill in ``row``: one alert is one broken promise told to one person. ``but``: an address that does not exist."""
    from alerts.channels import message_id, reference
    from alerts.models import Alert, Notice
    from audit.models import Entry
    from referrals.models import Deadline

    taken = arena.receiver.taken
    with arena.as_system():
        broken = set(
            Deadline.objects.filter(pk__in=promises).exclude(missed_at=None).values_list("pk", flat=True)
        )
        keys = {f"missed:referrals.deadline:{pk}": pk for pk in promises}
        alerts = {alert.pk: alert for alert in Alert.objects.filter(key__in=keys)}
        notices = list(Notice.objects.filter(alert__in=alerts).select_related("alert", "person"))
        files = list(Deadline.objects.filter(pk__in=promises).values_list("referral", flat=True))
        trail = Entry.objects.filter(act="promise.missed", about_id__in=files).count()
    told = Counter(notice.alert_id for notice in notices)
    unreachable = sum(notice.person.email == but for notice in notices)
    names = [(notice, message_id(reference(notice)), reference(notice)) for notice in notices]
    got = [taken[by_mail] + taken[by_notify] for _, by_mail, by_notify in names]
    row.due = TOLD_OF_EACH * len(promises) - unreachable
    row.delivered = sum(1 for times in got if times)
    row.doubled = sum(times - 1 for times in got if times > 1)
    row.lost = row.due - row.delivered
    row.half = (
        abs(len(broken) - len(alerts))
        + abs(len(broken) - trail)
        + sum(1 for alert in alerts if told[alert] != TOLD_OF_EACH)
        + sum(
            1
            for (notice, _, _), times in zip(names, got, strict=True)
            if bool(notice.mailed_at) != bool(times)
        )
    )
    return row
