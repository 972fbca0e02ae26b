"""What a duplicate held goes to the referral that survives, and what its man was to the man who stays."""

from django.db.models import Q

from iss.actions import owe_support, release
from iss.models import PartnerFile
from iss.statuses import HerStatus
from referrals.actions.agreements import owe_written_agreement
from referrals.agreeing import IN_WORDS, SIGNED, standing
from referrals.likeness import Kid, remember
from referrals.likeness.evidence import same_child
from referrals.models import Child, Man, ManKey, NonAssociation, NotTheSame, Referral
from referrals.statuses import Status
from timescales import clocks
from timescales.promises import Promise

from .details import DETAILS
from .hanging import followers, taken, ties

# Details are released with the provisional decision: from then on none may lie held.
AFTER_RELEASE = {Status.PENDING, Status.SUITABLE, Status.ON_PROGRAMME}
# Facts of the pathway that hold for the survivor where it has none of its own
_FACTS = (
    "first_attempt_at",
    "contacted_at",
    "assessment_offered_date",
    "assessment_attended_date",
    "sessions_attended",
)
_SIGNS = {"strangulation": True, "counter_allegation": True}
_WORDS = ("abuse", "risk_known")
_PAIRS = {"referrals.NonAssociation", "referrals.NotTheSame"}


def what_follows(duplicate, into):
    """[(tie, ids of the rows that follow, ids of those that stay)]. Reads only; the merge and its preview share it."""
    found = []
    for tie in followers():
        rows = tie.rows([duplicate.pk])
        stay = taken(tie, rows, into.pk) if tie.model is not Child else _told_twice(duplicate, into)
        ids = set(rows.values_list("pk", flat=True))
        if ids:
            found.append((tie, sorted(ids - stay), sorted(stay)))
    return found


def _told_twice(duplicate, into):
    """The same child stands on both forms."""
    there = list(into.children.all())
    return {
        child.pk
        for child in duplicate.children.all()
        if any(same_child(_kid(child, duplicate), _kid(other, into)) for other in there)
    }


def _kid(child, referral):
    return Kid.aged(child.age, referral.received_date, child.first_name)


def carry(duplicate, into, *, by, at):
    """Everything that follows, what the duplicate alone knew, and what it alone was promised."""
    moved = what_follows(duplicate, into)
    for tie, ids, _ in moved:
        tie.model._base_manager.filter(pk__in=ids).update(**{tie.field.name: into})
    _credit_what_was_attended(duplicate, into)
    _facts(duplicate, into, new_children=[pk for tie, ids, _ in moved if tie.model is Child for pk in ids])
    _clocks(duplicate, into, by=by, at=at)
    _release_what_is_due(into, by=by, at=at)


def _credit_what_was_attended(duplicate, into):
    """At a session on both records he was there where either says so."""
    for his in into.attendances.exclude(pk__in=into.attendances.credited()):
        other = duplicate.attendances.credited().filter(session=his.session_id).first()
        if other:
            into.attendances.filter(pk=his.pk).update(
                outcome=other.outcome, held_date=other.held_date or his.held_date
            )
            duplicate.attendances.filter(pk=other.pk).update(outcome=his.outcome)


def _facts(duplicate, into, *, new_children):
    known = {name: getattr(duplicate, name) for name in _FACTS}
    changed = {
        name: value for name, value in known.items() if value is not None and getattr(into, name) is None
    }
    changed |= {
        name: sign for name, sign in _SIGNS.items() if getattr(duplicate, name) and not getattr(into, name)
    }
    for name in _WORDS:
        if added := _added(getattr(duplicate, name), getattr(into, name), duplicate):
            changed[name] = added
    if new_children:
        ages = Child.objects.filter(pk__in=new_children).order_by("pk").values_list("age", flat=True)
        ages = [*(into.children_ages or ()), *(age for age in ages if age is not None)]
        changed["children_ages"] = ages or None
        changed["children_count"] = (into.children_count or 0) + len(new_children)
    if changed:
        Referral.objects.filter(pk=into.pk).update(**changed)


def _added(words, to, duplicate):
    """The words of both; nothing where those of the duplicate say nothing new."""
    if not words.strip() or words.strip() in to:
        return ""
    return f"{to}\n\nFrom {duplicate.reference}: {words}".strip() if to.strip() else words


def _clocks(duplicate, into, *, by, at):
    """A promise that both run under is due when the earlier one was; what came with something goes with it."""
    running = {clock.promise: clock for clock in into.deadlines.running()}
    for clock in duplicate.deadlines.running():
        other = running.get(clock.promise)
        if other and clock.due_at < other.due_at:
            into.deadlines.filter(pk=other.pk).update(
                started_at=min(clock.started_at, other.started_at),
                due_at=clock.due_at,
                remind_at=clock.remind_at,
            )
        if (
            other is None
            and clock.promise == Promise.ANSWER_REQUEST
            and into.information_requests.open().exists()
        ):
            duplicate.deadlines.filter(pk=clock.pk).update(referral=into)
    clocks.stop(duplicate.deadlines, at=at)
    duplicate.information_requests.open().update(
        withdrawn_at=at, withdrawn_because="The referral was merged."
    )
    _agreement(into, by=by, at=at)


def _agreement(into, *, by, at):
    """What he answered under either reference holds for the one that goes on."""
    answers = list(into.agreements.order_by("-asked_date", "-pk"))
    state = standing(answers).state
    if state == SIGNED:
        clocks.keep(into.deadlines, Promise.WRITTEN_AGREEMENT, at=at)
    elif state == IN_WORDS and into.is_open:
        owe_written_agreement(into, by=by, at=at)


def _release_what_is_due(into, *, by, at):
    """Details that came with the duplicate are not left behind when those of the survivor have been released."""
    stage = into.came_from if into.status == Status.ON_HOLD else into.status
    if stage not in AFTER_RELEASE:
        return
    for file in PartnerFile.objects.filter(referral=into, status=HerStatus.HELD):
        release(file, by=by, at=at)
        into.linked_providers.add(file.provider)
        if into.is_suitable:
            owe_support(file, at=at)


def join(man, into, *, chosen):
    """``man`` was ``into`` all along: everything of his hangs on ``into``, who has the details ``chosen`` of both."""
    details = {name: value for name, value in chosen.items() if name in DETAILS}
    if man.pk != into.pk:
        NotTheSame.objects.filter(Q(man=man, other=into) | Q(man=into, other=man)).delete()
        for tie in ties(Man):
            if tie.label not in _PAIRS and tie.model is not ManKey:
                rows = tie.rows([man.pk])
                stay = taken(tie, rows, into.pk)
                rows.exclude(pk__in=stay).update(**{tie.field.name: into})
                rows.filter(pk__in=stay).delete()
        for pairs in (NonAssociation, NotTheSame):
            _pairs(pairs, man, into)
        ManKey.objects.filter(man=man).delete()
        Man.objects.filter(pk=man.pk).delete()
    if details:
        Man.objects.filter(pk=into.pk).update(**details)
    remember(Man.objects.get(pk=into.pk))


def _pairs(pairs, man, into):
    """Two men in one order: the other man stays, and the lower number comes first."""
    for pair in pairs.objects.filter(Q(man=man) | Q(other=man)):
        other = pair.other_id if pair.man_id == man.pk else pair.man_id
        one, two = sorted((other, into.pk))
        standing = pairs.objects.filter(man=one, other=two)
        if getattr(pair, "ended_at", None) is None and _again(pairs, standing):
            pair.delete()
        else:
            pairs.objects.filter(pk=pair.pk).update(man=one, other=two)


def _again(pairs, standing):
    return (standing.in_force() if hasattr(standing, "in_force") else standing).exists()
