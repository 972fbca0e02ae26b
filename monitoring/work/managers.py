"""The desks of those who answer for the whole: My Time's manager, and the ISS with its provider's."""

from django.db.models import Q
from django.urls import reverse
from django.utils.timezone import localtime

from accounts.roles import Permission, Role
from iss.statuses import HerStatus
from joint.models import NewPartner, Pair
from programme.reading import waiting
from referrals.models import Referral
from referrals.statuses import Status
from timescales.promises import Promise

from . import queries
from .due import overdue, soon
from .following import left_behind
from .his import alerts, contacts, registers
from .items import SOON, Item, her_item, his_item, section, table_item
from .reports import signing
from .stirring import strong_topics
from .table import agreed, next_meetings


def manager(user, *, at):
    """Everything overdue on his side, the joint table, registers, places and holds."""
    clocks = queries.his_clocks(user, [user.pk]).exclude(promise__in=queries.AT_THE_TABLE)
    late = overdue(
        clocks.filter(due_at__lte=at),
        his_item,
        href=reverse("referrals") + "?overdue=on",
        heading="Overdue across the service",
    )
    return [
        alerts(user, at=at),
        _for_a_manager(user),
        late,
        _counter_allegations(user, "counter_reviewed_by_my_time"),
        signing(user),
        agreed(user, [user.pk]),
        _table(queries.table_clocks(Referral.objects.visible_to(user)), at=at, for_iss=False),
        next_meetings(user, at=at),
        registers(queries.my_sessions(user, [user.pk]), at=at),
        contacts(user, [user.pk], at=at),
        _waiting_for_a_place(user),
        _holds(user, at=at),
        left_behind(),
    ]


def iss(user, *, at):
    """Her files by their clocks, distress first; for the manager the whole provider, and files nobody has yet."""
    names = queries.in_whose_name(user, at=at)
    files = queries.her_files(user, names)
    clocks = queries.her_clocks(files)
    distress = clocks.filter(promise=Promise.ANSWER_DISTRESS)
    rest = clocks.exclude(promise=Promise.ANSWER_DISTRESS)
    found = [
        section("Distress to answer", distress, her_item, href=reverse("her_files"), presses=True),
        _new_partners(user),
        alerts(user, at=at),
        overdue(rest.filter(due_at__lte=at), her_item, href=reverse("her_files")),
        soon(rest.filter(due_at__gt=at, due_at__lte=at + SOON), her_item, href=reverse("her_files")),
        strong_topics(files, at=at),
        agreed(user, names),
        _table(queries.table_clocks(files.values("referral")), at=at, for_iss=True),
        next_meetings(user, at=at),
    ]
    if user.role == Role.ISS_MANAGER:
        found.insert(3, _counter_allegations(user, "counter_reviewed_by_iss"))
        found.append(_unallocated(files))
    return found


def _for_a_manager(user):
    """Assessed, with a history of strangulation that no manager has considered yet."""
    return section(
        "Only a manager can decide",
        queries.to_sign_off(user),
        lambda referral: Item(
            title=referral.man.name,
            reference=referral.reference,
            href=reverse("decide", args=[referral.pk]),
            what="Consider his history of strangulation, and decide",
            note=f"assessed {localtime(referral.assessed_at):%-d %B %Y}",
        ),
        href=reverse("referrals"),
        presses=True,
    )


def _table(clocks, *, at, for_iss):
    """Every discussion that waits, and the reviews of the coming week."""
    return section(
        "Joint discussions and reviews",
        clocks.filter(Q(promise=Promise.JOINT_DISCUSSION) | Q(due_at__lte=at + SOON)),
        lambda clock: table_item(clock, for_iss=for_iss),
        href=reverse("joint"),
        presses=True,
        empty="No discussion is waiting and no review is due within a week.",
    )


def _counter_allegations(user, reviewed):
    pairs = Pair.objects.visible_to(user) if user.may(Permission.JOINT_TABLE) else Pair.objects.none()
    waiting_for_us = pairs.filter(counter_allegation=True, **{reviewed: False})
    return section(
        "Counter-allegations to review",
        waiting_for_us.order_by("pk"),
        lambda pair: Item(
            title=pair.reference,
            href=reverse("pair", args=[pair.pk]),
            what="Review it: nothing is shared until both sides have",
        ),
        href=reverse("joint"),
        presses=True,
    )


def _waiting_for_a_place(user):
    def item(referral):
        deadline = next(iter(referral.commence), None)
        return Item(
            title=referral.man.name,
            reference=referral.reference,
            href=referral.get_absolute_url(),
            what=f"Give him a place in {referral.area}",
            deadline=deadline,
        )

    return section(
        "Waiting for a place", waiting(user).order_by("decision_date", "pk"), item, href=reverse("waiting")
    )


def _holds(user, *, at):
    held = Referral.objects.visible_to(user).filter(
        status=Status.ON_HOLD, hold_review_date__lte=localtime(at).date()
    )
    return section(
        "Holds to review",
        held.select_related("man").order_by("hold_review_date", "pk"),
        lambda referral: Item(
            title=referral.man.name,
            reference=referral.reference,
            href=referral.get_absolute_url(),
            what="Review the hold",
            note=f"{referral.hold_review_date:%-d %B %Y}",
        ),
        href=reverse("referrals") + "?status=on_hold",
    )


def _new_partners(user):
    return section(
        "New partners to decide on",
        NewPartner.objects.visible_to(user).undecided().select_related("referral").order_by("at", "pk"),
        lambda partner: Item(
            title=partner.referral.reference,
            href=partner.get_absolute_url(),
            what="Decide whether to open a file for her",
        ),
        href=reverse("new_partners"),
        presses=True,
    )


def _unallocated(files):
    waiting_files = files.filter(worker=None).exclude(status=HerStatus.CLOSED)
    return section(
        "Not given to a worker yet",
        waiting_files.order_by("released_at", "pk"),
        lambda file: Item(
            title=file.name,
            reference=file.reference,
            href=reverse("her_allocate", args=[file.pk]),
            what="Give it to a worker",
            note=file.get_status_display(),
        ),
        href=reverse("her_files") + "?whose=nobody",
        columns=("Who", "What to do", "Status"),
    )
