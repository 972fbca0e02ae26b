"""Whether she refuses. Asked on her side of the wall only: the answer never leaves it."""

from iss.models import HerAgreement, PartnerFile

from .standing import REFUSED, standings


def refuses(referral, *, provider):
    """Whether a partner whom ``provider`` (Organisation) supports refuses to be contacted or supported.

    Of another service's partner nothing is said.
    """
    files = PartnerFile.objects.told_of(referral).filter(provider=provider)
    answers = HerAgreement.objects.filter(file__in=files).order_by("-asked_date", "-pk")
    of_file = {}
    for answer in answers:
        of_file.setdefault(answer.file_id, []).append(answer)
    return any(each.state == REFUSED for found in of_file.values() for each in standings(found))
