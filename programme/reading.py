"""What the pages of the programme show, read in a few queries however many men and sessions there are."""

from dataclasses import dataclass, field

from django.db.models import Count, Exists, OuterRef, Prefetch, Q, Subquery
from django.utils.timezone import localtime

from referrals.models import Referral
from referrals.statuses import Status
from timescales.promises import Promise
from timescales.words import count

from .models import Deadline, Enrolment, Session, Visit
from .progress import credited_of, past_of, runs_in
from .rules import Expected, Outcome

OUTCOME_TONES = {
    Outcome.ATTENDED: "green",
    Outcome.LATE: "green",
    Outcome.CAUGHT_UP: "green",
    Outcome.NOT_TAKING_PART: "yellow",
    Outcome.ABSENT_NOTICE: "grey",
    Outcome.ABSENT_NO_CONTACT: "red",
}
TAKING_A_PLACE = (Status.ON_PROGRAMME, Status.ON_HOLD)


@dataclass
class Standing:
    """Where a man stands in his group. ``would_close``: a miss at the session in question closes his file.

    ``visit``: of one who comes from another group to catch up, instead of his enrolment here.
    """

    enrolment: Enrolment | None
    credited: int
    misses: int
    would_close: bool = False
    visit: Visit | None = None
    fields: dict = field(default_factory=dict)

    @property
    def referral(self):
        return (self.visit or self.enrolment).referral

    @property
    def required(self):
        return self.referral.sessions_required or 0

    @property
    def misses_in_words(self):
        return "1 miss" if self.misses == 1 else f"{self.misses} misses"

    @property
    def tone(self):
        return "green" if self.referral.status == Status.ON_PROGRAMME else "grey"

    @property
    def would_complete(self):
        on_programme = self.referral.status == Status.ON_PROGRAMME
        return on_programme and 0 < self.required <= self.credited + 1


def standings(enrolments, *, session=None):
    """The men of ``enrolments`` by name; with ``session``, what a miss there would lead to."""
    enrolments = list(enrolments.select_related("referral__man", "first_session", "group"))
    enrolments.sort(key=lambda e: (e.referral.man.last_name, e.referral.man.first_name, e.pk))
    referrals = [enrolment.referral for enrolment in enrolments]
    done, past = credited_of(referrals), past_of(referrals)
    runs, then = runs_in(past), {}
    if session:
        then = runs_in(past, {session.pk: Expected(session.starts_at, Outcome.ABSENT_NO_CONTACT)})
    return [
        Standing(
            e,
            done.get(e.referral_id, 0),
            runs[e.referral_id],
            would_close=e.referral.status == Status.ON_PROGRAMME and then.get(e.referral_id, 0) >= 2,
        )
        for e in enrolments
    ]


def members(group):
    """The men who take a place in the group."""
    return standings(group.enrolments.taking_a_place())


def with_places(groups, *, at):
    """Groups with ``left`` (places) and the next session's ``next_at`` and ``next_pk``; a list."""
    taking = Q(enrolments__ended_at=None, enrolments__referral__status__in=TAKING_A_PLACE)
    coming = Session.objects.filter(
        group=OuterRef("pk"), state=Session.State.PLANNED, starts_at__gt=at
    ).order_by("starts_at")
    return groups.select_related("area", "venue", "version", "lead_man", "lead_woman").annotate(
        taken=Count("enrolments", filter=taking),
        next_at=Subquery(coming.values("starts_at")[:1]),
        next_pk=Subquery(coming.values("pk")[:1]),
    )


def places_left(group):
    """Of a group ``with_places``. A man who came back after a closure was undone may make it one too many."""
    return max(0, group.capacity - group.taken)


def with_registers(sessions):
    """Sessions with their group, topic and the promise of their register, for ``register_clock``."""
    promised = Deadline.objects.filter(promise=Promise.REGISTER).select_related("rule").order_by("-pk")
    return sessions.select_related("group__area", "group__venue", "topic").prefetch_related(
        Prefetch("deadlines", queryset=promised, to_attr="register_promises")
    )


def register_clock(session):
    """The promise that runs, or ran, for the register of a session ``with_registers``; None without one."""
    return next(iter(session.register_promises), None)


def put_clocks(sessions, *, user, at):
    """Give each of ``sessions`` its ``clock``: of its register, None where none is owed."""
    seen = Session.objects.visible_to(user).filter(pk__in=[session.pk for session in sessions])
    owed = set(seen.without_register(at).values_list("pk", flat=True))
    for session in sessions:
        clock = register_clock(session)
        over = session.ends_at <= at
        session.clock = None if clock and clock.is_running and over and session.pk not in owed else clock


def expected_men(session):
    """Who is expected, with what a miss here would lead to; after the men of the group those who come to catch up."""
    return standings(Enrolment.objects.expected_at(session), session=session) + _visitors(session)


def _visitors(session):
    visits = Visit.objects.coming_to(session).select_related("referral__man", "missed__session__topic")
    visits = list(visits.order_by("referral__man__last_name", "pk"))
    done = credited_of([visit.referral for visit in visits]) if visits else {}
    return [Standing(None, done.get(visit.referral_id, 0), 0, visit=visit) for visit in visits]


def recorded(session):
    """The attendances of a session in the order of names, with what was put right."""
    rows = session.attendances.select_related("referral__man", "by", "makes_up__session").prefetch_related(
        "corrections__by"
    )
    return sorted(rows, key=lambda row: (row.referral.man.last_name, row.referral.man.first_name, row.pk))


def names_of_expected(session):
    """{referral id: name} of the men expected."""
    men = Referral.objects.filter(pk__in=on_the_register(session)).select_related("man")
    return {referral.pk: referral.man.name for referral in men}


def on_the_register(session):
    """Ids of the men who are expected at a session: of its group, and of others who come to catch up."""
    expected = set(Enrolment.objects.expected_at(session).values_list("referral", flat=True))
    return expected | set(Visit.objects.coming_to(session).values_list("referral", flat=True))


def men_of(session):
    """Everybody on its register, expected or recorded: whoever runs the session works with them there."""
    recorded_here = session.attendances.values("referral")
    men = Referral.objects.filter(Q(pk__in=on_the_register(session)) | Q(pk__in=recorded_here))
    return men.select_related("man", "area")


def tapped_too_late(rows, cells):
    """Sentences about men whose line was recorded before a tap arrived that says otherwise. ``cells``: as tapped."""
    late = [row for row in rows if cells.get((row.referral_id, "outcome"), row.outcome) != row.outcome]
    return [
        f"{row.referral.man} is recorded already, as “{row.get_outcome_display()}” by {row.by}. "
        "If that is wrong, correct it on the register."
        for row in late
    ]


def to_get_in_touch_with(session):
    """The men whose miss at this session nobody has spoken with them about yet."""
    return [row.referral for row in session.attendances.missed_without_word().select_related("referral__man")]


def waiting(user):
    """Suitable men without a place."""
    promised = Promise.COMMENCE_HIM
    running = Referral._meta.get_field("deadlines").related_model.objects.running()
    return (
        Referral.objects.visible_to(user)
        .filter(status=Status.SUITABLE)
        .select_related("man", "area")
        .prefetch_related(Prefetch("deadlines", running.filter(promise=promised), to_attr="commence"))
    )


def to_place_again(user):
    """Men on the programme without a group: their place had gone when their file came back."""
    placed = Enrolment.objects.filter(referral=OuterRef("pk"), ended_at=None)
    men = Referral.objects.visible_to(user).filter(status=Status.ON_PROGRAMME, imported=False)
    return men.exclude(Exists(placed)).select_related("man", "area").order_by("pk")


def days_in_words(days):
    return "Since today" if days < 1 else count(days, "day")


def short_moment(value):
    """Such as "Wed 3 June, 6:30pm", for a list of sessions."""
    local = localtime(value)
    return f"{local:%a} {local.day} {local:%B}, {clock_time(local)}"


def clock_time(value):
    """Such as "6:30pm" or "10am"."""
    minutes = f":{value:%M}" if value.minute else ""
    return f"{value.hour % 12 or 12}{minutes}{'am' if value.hour < 12 else 'pm'}"


def meets(group):
    """Such as "Fridays at 10am"."""
    return f"{group.get_weekday_display()}s at {clock_time(group.starts)}"
