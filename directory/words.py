"""The vocabulary in which a service says whom it is for. Empty always means: not recorded."""

from django.db import models


class ForWhom(models.TextChoices):
    HARM = "harm", "People who cause harm"
    VICTIMS = "victims", "People who are harmed"
    MALE_VICTIMS = "male_victims", "Men who are harmed"
    CHILDREN = "children", "Children and young people"


class Sex(models.TextChoices):
    MEN = "men", "Men only"
    WOMEN = "women", "Women only"
    BOTH = "both", "Men and women"


class Risk(models.TextChoices):
    """Where a source says standard, it is low here."""

    LOW = "low", "Low"
    MEDIUM = "medium", "Medium"
    HIGH = "high", "High"


class Against(models.TextChoices):
    """Whom the abuse is against."""

    PARTNER = "partner", "A partner or former partner of the other sex"
    SAME_SEX_PARTNER = "same_sex_partner", "A partner or former partner of the same sex"
    FAMILY = "family", "Somebody else in the family"


class Asked(models.TextChoices):
    NEEDED = "needed", "Needed"
    NOT_NEEDED = "not_needed", "Not needed"


class Need(models.TextChoices):
    ALCOHOL = "alcohol", "Alcohol"
    DRUGS = "drugs", "Drugs"
    MENTAL_HEALTH = "mental_health", "Mental health"
    STALKING = "stalking", "Stalking"
    PARENTING = "parenting", "Parenting"
    LANGUAGE = "language", "Another language than English"


class Delivery(models.TextChoices):
    ONE_TO_ONE = "one_to_one", "One to one"
    GROUP = "group", "In a group"
    REMOTE = "remote", "By phone or video"


class Route(models.TextChoices):
    SELF = "self", "The person themselves"
    CHILDRENS_SERVICES = "childrens_services", "Children’s services"
    POLICE = "police", "Police"
    PROBATION = "probation", "Probation"
    COURT = "court", "Court"
    CAFCASS = "cafcass", "Cafcass"
    MARAC = "marac", "MARAC"
    FORUM = "forum", "Domestic violence perpetrator forum"
    ANY_AGENCY = "any_agency", "Any partner agency"


NAMES = ("MARAC", "Cafcass")


def labels(choices, values):
    """The words of several values, in the order of the vocabulary."""
    return [choice.label for choice in choices if choice in values]


def listed(words, joined="and"):
    """Such as "Police, probation and MARAC"."""
    words = [
        word if not place or word in NAMES else word[0].lower() + word[1:] for place, word in enumerate(words)
    ]
    if len(words) < 2:
        return "".join(words)
    return f"{', '.join(words[:-1])} {joined} {words[-1]}"
