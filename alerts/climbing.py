"""Where an alert begins to climb, and where somebody's answer ends it (see next_told.py for what lies between)."""

from .kinds import manner
from .models import Climb, LadderRule, Notice


def begin_climbs(alert, told, *, at):
    """One climb for each organisation and file among ``told`` (person, recipient): {(organisation id, reference): it}."""
    rule = LadderRule.objects.in_force(alert.kind, at)
    first = rule.rungs.first() if rule else None
    if first is None or not told:
        return {}
    keys = dict.fromkeys((person.organisation_id, recipient.reference) for person, recipient in told)
    climbs = Climb.objects.bulk_create(
        Climb(
            alert=alert,
            organisation_id=organisation,
            reference=reference,
            rule=rule,
            started_at=at,
            next_at=first.due(at),
        )
        for organisation, reference in keys
    )
    return dict(zip(keys, climbs, strict=True))


def notice_to(person, recipient, alert, climb, *, at, told_at=None, digest=None):
    """``digest``: the mail of the day that says so, in place of one of its own."""
    how = manner(alert.kind)
    return Notice(
        alert=alert,
        person=person,
        reference=recipient.reference,
        path=recipient.path,
        must_acknowledge=how.must_acknowledge,
        climb=climb,
        told_at=told_at,
        mail_due_at=at if how.mail and digest is None else None,
        digest=digest,
    )


def end_climb(climb, *, by, at):
    """Somebody of the organisation has acknowledged: true for the first, and nobody else of it has to."""
    ended = Climb.objects.open().filter(pk=climb.pk).update(acknowledged_at=at, acknowledged_by=by)
    if ended != 1:
        return False
    others = Notice.objects.filter(climb=climb, acknowledged_at=None).exclude(person=by)
    others.update(answered_at=at)
    return True
