"""What may be missing on a referral, and what is seen to be missing on one. Pure, and about his side alone."""

from django.db import models


class Missing(models.TextChoices):
    REACH_HIM = "reach_him", "A phone number or another way to reach him"
    BORN = "born", "His date of birth"
    ADDRESS = "address", "His address"
    CHILDREN = "children", "The children: names, ages, and which plan each is on"
    ABUSE = "abuse", "What happened, when, and how often"
    RISK = "risk", "Your judgement of the risk, and what it rests on"
    STRANGULATION = "strangulation", "Whether there is a history of strangulation"
    WILLING = "willing", "Whether he accepts some responsibility and is willing to change"
    AGREEMENT = "agreement", "Whether he has agreed to take part"
    AVAILABILITY = "availability", "When he can come"
    LANGUAGE = "language", "His language, and whether he needs an interpreter"


def gaps(referral, *, children, agreements):
    """The codes of what the file lacks, in order. ``children``, ``agreements``: numbers of rows."""
    man = referral.man
    lacking = {
        Missing.REACH_HIM: not (man.phone or man.email),
        Missing.BORN: man.date_of_birth is None,
        Missing.ADDRESS: not man.address,
        Missing.CHILDREN: not children,
        Missing.ABUSE: not referral.abuse,
        Missing.RISK: not referral.risk_level,
        Missing.STRANGULATION: referral.strangulation is None,
        Missing.WILLING: None in (referral.accepts_responsibility, referral.willing_to_change),
        Missing.AGREEMENT: not agreements,
        Missing.AVAILABILITY: not referral.availability,
        Missing.LANGUAGE: not man.language,
    }
    return [code for code, lacks in lacking.items() if lacks]
