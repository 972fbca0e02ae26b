"""Who must not work with a man, and which men must not meet: what both services see of it, in the same words."""

from django.db.models import Q

from accounts.acting import for_the_service
from accounts.models import User
from accounts.roles import Role
from joint.models import Pair
from referrals.models import Conflict, NonAssociation, Referral


def workers():
    """Of whom a conflict may be recorded: everybody who leads groups."""
    return User.objects.in_role(Role.FACILITATOR).order_by("name")


def man_of(reference, user):
    """The man of a reference that the person may see, from his or her own side; None where there is none."""
    seen = Pair.objects if user.role in (Role.ISS_WORKER, Role.ISS_MANAGER) else Referral.objects
    found = seen.visible_to(user).filter(Q(reference__iexact=reference) | Q(man__reference__iexact=reference))
    referral = found.select_related("man").order_by("-pk").first()
    return referral.man if referral else None


@for_the_service("that men must not meet is said of any man; named is only whom the person may see")
def recorded(man, user):
    """(conflicts with workers, conflicts with men) in force. Only workers who lead groups are named, and only men whom
    the person may see: of any other it is said that there is one."""
    conflicts = Conflict.objects.in_force().filter(man=man, worker__in=workers()).select_related("worker")
    apart = list(NonAssociation.objects.in_force().of([man]).select_related("man", "other").order_by("pk"))
    for pair in apart:
        other = pair.other if pair.man_id == man.pk else pair.man
        pair.named = other if man_of(other.reference, user) else None
    return conflicts.order_by("worker__name"), apart


def conflict_of(man, kind, pk):
    """One conflict of a man that is in force: "worker" or "man"; None where there is none."""
    rows = {
        "worker": Conflict.objects.in_force().filter(man=man, worker__in=workers()),
        "man": NonAssociation.objects.in_force().of([man]),
    }
    return rows[kind].filter(pk=pk).first() if kind in rows else None
