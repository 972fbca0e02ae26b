"""Who works here: added, changed, covered. What does not fit together is refused, with the reason."""

from allauth.account.models import EmailAddress
from django.utils import timezone

from accounts.acting import for_the_service, one_act
from accounts.models import Organisation, User
from accounts.refusal import Refused
from accounts.roles import Permission, Role
from audit.trail import record
from referrals.following import followed_by

from .signing_in import leaving
from .signing_in.leaving import left_behind

__all__ = ["WORKS_FOR", "add_person", "change_person", "follows_no_more", "left_behind", "misfits"]

Kind = Organisation.Kind
WORKS_FOR = {
    Role.SOCIAL_WORKER: Kind.CHILDRENS_SERVICES,
    Role.SPOC: Kind.MY_TIME,
    Role.FACILITATOR: Kind.MY_TIME,
    Role.MANAGER: Kind.MY_TIME,
    Role.ISS_WORKER: Kind.ISS_PROVIDER,
    Role.ISS_MANAGER: Kind.ISS_PROVIDER,
    Role.OPCC: Kind.OPCC,
    Role.ADMINISTRATOR: Kind.PLATFORM,
    Role.DPO: Kind.PLATFORM,
}


def misfits(*, role, organisation, team=None, areas=(), sex="", **_):
    """What of a person does not fit the role: [(field, reason)]."""
    role = Role(role)
    found = []
    if organisation and organisation.kind != WORKS_FOR[role]:
        wanted = Kind(WORKS_FOR[role]).label
        found.append(("organisation", f"{role.label}: choose an organisation of the kind “{wanted}”"))
    if role == Role.SOCIAL_WORKER and team is None:
        found.append(("team", "A social worker belongs to a team: the team sees its referrals"))
    if role == Role.SOCIAL_WORKER and team and organisation and team.organisation_id != organisation.pk:
        found.append(("team", f"{team} is not a team of {organisation}"))
    if role == Role.FACILITATOR and not areas:
        found.append(("areas", "A facilitator works in at least one area"))
    if role == Role.FACILITATOR and not sex:
        found.append(("sex", "Say whether the facilitator is a man or a woman: each pair has one of each"))
    return found


@one_act
def add_person(*, email, by, at, areas=(), **fields):
    """Add a person without a password: they choose their own by the link they are sent."""
    fields = _fitting(areas=areas, **fields)
    areas = fields.pop("areas")
    _refuse_a_known_address(email)
    person = User.objects.create_user(email, None, date_joined=at, **fields)
    person.areas.set(areas)
    record("person.added", person, by=by, at=at, role=person.role)
    return person


@one_act
def change_person(person, *, email, is_active, by, at, areas=(), **fields):
    """Change a person; names of what changed go to the trail, never the values."""
    person = User.objects.select_for_update(of=("self",)).get(pk=person.pk)
    fields = _fitting(areas=areas, **fields)
    areas = fields.pop("areas")
    fields |= {"email": email.lower(), "is_active": is_active}
    _refuse_a_known_address(email, but=person)
    _refuse_to_lock_out(person, by=by, **fields)
    _refuse_a_day_that_is_past(at=at, **fields)
    _refuse_another_organisation(person, **fields)
    was_active, stays = person.is_active, _stays(person, **fields)
    changed = [name for name, value in fields.items() if getattr(person, name) != value]
    if set(areas) != set(person.areas.all()):
        changed.append("areas")
    if "email" in changed:
        EmailAddress.objects.filter(user=person).delete()
    for name, value in fields.items():
        setattr(person, name, value)
    person.save(update_fields=list(fields))
    person.areas.set(areas)
    if changed:
        record("person.changed", person, by=by, at=at, changed=changed, role=person.role)
    _open_or_close(person, was_active, stays, by=by, at=at)
    return changed


def _open_or_close(person, was_active, stays, *, by, at):
    """What follows from the tick that lets somebody sign in, and from a social worker's going elsewhere."""
    if person.is_active and not was_active:
        leaving.open_again(person, by=by, at=at)
    elif was_active and not person.is_active:
        leaving.shut_out(person, by=by, at=at)
        leaving.tell_of_work_left(person, by=by, at=at)
    elif was_active and not stays:
        leaving.tell_of_work_left(person, by=by, at=at)


def _stays(person, *, is_active, role, organisation, **_):
    """Whether a social worker goes on following referrals here: neither role nor authority ends."""
    followed = person.role == Role.SOCIAL_WORKER
    return not followed or (role == Role.SOCIAL_WORKER and organisation == person.organisation)


def _fitting(**fields):
    """The fields, without what the role has no use for. Raises Refused where they do not fit."""
    wrong = misfits(**fields)
    if wrong:
        raise Refused(". ".join(reason for _, reason in wrong) + ".")
    role = fields["role"]
    if role != Role.FACILITATOR:
        fields |= {"areas": (), "sex": ""}
    if role != Role.SOCIAL_WORKER:
        fields["team"] = None
    return fields


def _refuse_a_known_address(email, *, but=None):
    if User.objects.filter(email__iexact=email).exclude(pk=but.pk if but else None).exists():
        raise Refused("Somebody with this email address is already here.")


def _refuse_to_lock_out(person, *, by, role, is_active, **_):
    if person == by and (role != person.role or not is_active):
        raise Refused(
            "You cannot take your own role away or close your own account: ask another administrator."
        )


def _refuse_another_organisation(person, *, organisation, **_):
    """What somebody wrote belongs to whom it was written for, and does not go along to another service or authority."""
    if person.last_login and organisation != person.organisation:
        raise Refused(
            "An account belongs to one organisation, with all that was written in it. Close this one, and add "
            f"{person.name} at {organisation} with the email address there."
        )


def _refuse_a_day_that_is_past(*, is_active, at, until_date=None, **_):
    if is_active and until_date and until_date < timezone.localtime(at).date():
        raise Refused("The last day is past. Give a later one or none, or take “May sign in” away.")


@for_the_service("whether anything hangs on somebody who has left; yes or no comes out")
def follows_no_more(person):
    """Whether referrals that are not over are in the name of somebody who no longer follows any."""
    person = User.objects.get(pk=person.pk)
    return not person.may(Permission.ANSWER_RETURN) and followed_by(person).exists()
