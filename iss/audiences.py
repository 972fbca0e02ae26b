"""Who in the ISS is told, of her file and of his. His side asks for "the ISS" and never sees this answer."""

from accounts.models import User
from accounts.once import once, once_for_each
from accounts.roles import Role
from alerts.audiences import Audience, Recipient, resolves

from .models import PartnerFile
from .statuses import HerStatus

HER_FILE = "iss.partnerfile"
HIS_FILE = "referrals.referral"


def _recipients(file, people):
    path = file.get_absolute_url()
    return [Recipient(person, file.reference, path) for person in people]


def _of_provider(file, *roles):
    return once(_working_for, file.provider_id, *roles)


def _working_for(provider_id, *roles):
    return User.objects.in_role(*roles).of(provider_id)


@resolves(HER_FILE, Audience.ISS)
def workers(file, at):
    """Her worker; everybody of the provider while none of them is."""
    of_provider = _of_provider(file, Role.ISS_WORKER, Role.ISS_MANAGER)
    worker = [person for person in of_provider if person.pk == file.worker_id]
    return _recipients(file, worker or of_provider)


@resolves(HER_FILE, Audience.ISS_MANAGERS)
def managers(file, at):
    return _recipients(file, _of_provider(file, Role.ISS_MANAGER))


@resolves(HER_FILE, Audience.ISS_COLLEAGUES)
def colleagues(file, at):
    """Every worker of the provider, before the managers' own step; the managers alone while sharing is stopped or her file is closed: they decide."""
    stopped = file.referral is not None and file.referral.sharing_stopped
    if stopped or file.status == HerStatus.CLOSED:
        return managers(file, at)
    return _recipients(file, _of_provider(file, Role.ISS_WORKER))


@resolves(HIS_FILE, Audience.ISS_COLLEAGUES)
def colleagues_of_linked_files(referral, at):
    return [r for file in _linked(referral) for r in colleagues(file, at)]


@resolves(HIS_FILE, Audience.ISS)
def workers_of_linked_files(referral, at):
    """The workers of every released file linked to him.

    While a counter-allegation is unreviewed nothing is shared automatically: only the managers hear, and decide.
    """
    resolver = managers if referral.sharing_stopped else workers
    return [r for file in _linked(referral) for r in resolver(file, at)]


@resolves(HIS_FILE, Audience.ISS_MANAGERS)
def managers_of_linked_files(referral, at):
    return [r for file in _linked(referral) for r in managers(file, at)]


def _linked(referral):
    return once_for_each(_linked_to, referral)


def _linked_to(referrals):
    """{key of a referral: files}"""
    files = {referral.pk: [] for referral in referrals}
    for file in PartnerFile.objects.told().filter(referral__in=referrals).order_by("pk"):
        files[file.referral_id].append(file)
    return files
