"""What a new referral of a known man may start from: what stands on his side, as far as this referrer may see it.

Nothing comes from her file, and what is to be asked anew (the abuse, the risk, the agreements) is left empty.
"""

from django.core.exceptions import ObjectDoesNotExist
from django.utils.timezone import localtime

from accounts.acting import for_the_service
from referrals.availability import Part, can_come
from referrals.models import Referral
from referrals.statuses import Status

from .forms.children import MOST
from .forms.equality import boxes_of
from .forms.him import NEEDS, OTHER_NEED
from .forms.others import AGENCIES, ORDERS

ENDED = frozenset({Status.UNSUITABLE, Status.COMPLETED, Status.CLOSED})
GROWN_UP = 18
_NEEDS = {code for code, _ in NEEDS}


def known(referral, *, by, at):
    """``Draft.data`` to begin with: {page: {box: as typed}}, without pages of which nothing is known.

    The row of a man holds what all his referrers said. Where one of them is a stranger to ``by``, only the name and
    the date of birth are taken from it.
    """
    today = localtime(at).date()
    told = _told(referral)
    pages = {
        "him": _him(referral.man),
        "children": _children(referral, told, by, today),
        "others": _others(referral, told, today),
        "where": _where(referral),
    }
    if not _told_by_a_stranger(referral, by):
        pages["him"] |= _reached(referral.man)
        pages["equality"] = _equality(referral.man)
    return {page: boxes for page, boxes in pages.items() if boxes}


@for_the_service("whether a stranger has referred him too; yes or no comes out")
def _told_by_a_stranger(referral, by):
    mine = Referral.objects.visible_to(by)
    return Referral.objects.filter(man=referral.man_id).exclude(pk__in=mine).exists()


def day_boxes(name, day):
    return (
        {f"{name}_{box}": str(part) for box, part in enumerate((day.day, day.month, day.year))} if day else {}
    )


def _told(referral):
    try:
        return referral.told
    except ObjectDoesNotExist:
        return None


def _him(man):
    names = {"first_name": man.first_name, "last_name": man.last_name}
    return names | day_boxes("date_of_birth", man.date_of_birth)


def _reached(man):
    boxes = {name: getattr(man, name) for name in ("phone", "email", "address", "language")}
    other = ", ".join(need for need in man.additional_needs if need not in _NEEDS)
    needs = [need for need in man.additional_needs if need in _NEEDS] + ([OTHER_NEED] if other else [])
    boxes |= {"interpreter_needed": "yes"} if man.interpreter_needed else {}
    return boxes | ({"needs": needs} if needs else {}) | ({"needs_other": other} if other else {})


def _equality(man):
    boxes = {name: getattr(man, name) for name in ("religion", "long_condition", "condition_limits")}
    return {name: value for name, value in (boxes_of(man.ethnicity) | boxes).items() if value}


def _children(referral, told, by, today):
    since = (today - referral.received_date).days // 365 if referral.received_date else 0
    children = [
        (child, None if child.age is None else child.age + since)
        for child in referral.children.order_by("pk")
    ]
    minors = [(child, age) for child, age in children if age is None or age <= GROWN_UP][:MOST]
    boxes = {"rows": str(len(minors))} if minors else {}
    for number, (child, age) in enumerate(minors, start=1):
        boxes |= {
            f"child_{number}_name": child.first_name,
            f"child_{number}_age": "" if age is None else str(age),
            f"child_{number}_plan": child.plan,
            **day_boxes(f"child_{number}_since", child.plan_from),
        }
    return boxes | (_plan(told, by) if told and minors else {})


def _plan(told, by):
    own = told.plan_authority == by.organisation.name
    me = told.plan_social_worker_contact == by.email
    boxes = {"authority": "own"} if own else {"authority": "other", "authority_name": told.plan_authority}
    if me:
        return boxes | {"worker": "me"}
    contact = told.plan_social_worker_contact
    return boxes | {"worker": "other", "worker_name": told.plan_social_worker, "worker_contact": contact}


def _others(referral, told, today):
    if told is None:
        return {}
    boxes = {"has_orders": told.has_orders, "has_agencies": told.has_agencies}
    orders = referral.protection_orders.order_by("pk")
    running = [order for order in orders if order.until_date is None or order.until_date >= today]
    for number, order in enumerate(running[: ORDERS.most], start=1):
        boxes |= {
            ORDERS.box(number, "kind"): order.kind,
            ORDERS.box(number, "conditions"): order.conditions,
            **day_boxes(ORDERS.box(number, "until"), order.until_date),
        }
    for number, agency in enumerate(referral.agencies.order_by("pk")[: AGENCIES.most], start=1):
        boxes |= {
            AGENCIES.box(number, part): getattr(agency, part) for part in ("name", "what_for", "contact")
        }
    if told.has_orders == "yes" and not running:
        del boxes["has_orders"]
    return boxes


def _where(referral):
    found = can_come(referral)
    boxes = {"area": str(referral.area_id)} if referral.area_id else {}
    for part in Part:
        days = sorted(slot.partition("-")[0] for slot in found.slots if slot.endswith(f"-{part.value}"))
        boxes |= {part.value: days} if days else {}
    travel = sorted(str(area) for area in found.areas - {referral.area_id})
    return boxes | ({"travel": travel} if travel else {})
