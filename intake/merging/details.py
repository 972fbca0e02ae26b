"""The details of a man that may be chosen from either of two rows, and what is proposed."""

from referrals.models import Man

# In the order in which they are shown
DETAILS = (
    "first_name",
    "last_name",
    "date_of_birth",
    "phone",
    "email",
    "address",
    "language",
    "interpreter_needed",
    "ethnicity",
    "religion",
    "long_condition",
    "condition_limits",
    "additional_needs",
)
NO_ANSWER = ("not_asked", "Not asked", "")


def differing(man, into):
    """Names of the details on which two men's rows differ."""
    return [name for name in DETAILS if getattr(man, name) != getattr(into, name)]


def proposed(man, into, *, man_is_newer):
    """{name: value} of those that differ: what was said last, and what only one of them says."""
    newer, older = (man, into) if man_is_newer else (into, man)
    return {
        name: getattr(newer if _says_something(newer, name) else older, name) for name in differing(man, into)
    }


def _says_something(man, name):
    value = getattr(man, name)
    return value not in (None, [], *NO_ANSWER)


def label(name):
    return Man._meta.get_field(name).verbose_name.capitalize()
