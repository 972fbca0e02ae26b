"""Keep the keys of men, and the words by which their files are found, in step with what is known of them, in the
transaction of whoever makes or changes a man."""

from collections import defaultdict

from accounts.many import write_many
from referrals.models import Child, Man, ManKey, Referral
from referrals.searching.keeping import keep_words

from .keys import tokens
from .people import Description, Kid

BATCH = 2000


def describe(man):
    return describe_all([man])[man.pk]


def describe_all(men):
    """{pk: Description} of men, with the children of all their referrals, in two queries."""
    kids = _kids([man.pk for man in men])
    return {
        man.pk: Description(
            first_name=man.first_name,
            last_name=man.last_name,
            date_of_birth=man.date_of_birth,
            phone=man.phone,
            address=man.address,
            children=kids[man.pk],
        )
        for man in men
    }


def _kids(men):
    """Named children as they were told, each once; where none was, the ages of the latest referral that has any."""
    named, aged = defaultdict(dict), defaultdict(tuple)
    told = Child.objects.filter(referral__man__in=men).order_by("-referral__received_date", "pk")
    rows = told.values_list("referral__man", "referral", "first_name", "age", "referral__received_date")
    for man, referral, name, age, day in rows:
        kid = Kid.aged(age, day, name)
        # Two without a name may be two children or one told twice: they count once each within one referral.
        known = next((key for key in named[man] if key[0] == name.casefold() and name), None)
        if known is None and (name or not any(key[1] != referral for key in named[man])):
            named[man][name.casefold(), referral, len(named[man])] = kid
    ages = Referral.objects.filter(man__in=men).exclude(children_ages=None).order_by("received_date", "pk")
    for man, of_children, day in ages.values_list("man", "children_ages", "received_date"):
        aged[man] = tuple(Kid.aged(age, day) for age in of_children)
    return defaultdict(tuple, {man: tuple(named[man].values()) or aged[man] for man in {*named, *aged}})


def remember(man):
    """Write the keys of a man who is new or has changed; his children belong to what is remembered."""
    remember_all([man])


def remember_all(men):
    """The same for many: two statements and one insert for each batch."""
    men = list(men)
    for start in range(0, len(men), BATCH):
        batch = men[start : start + BATCH]
        descriptions = describe_all(batch)
        ManKey.objects.filter(man__in=batch).delete()
        keys = ({"token": token, "man_id": pk} for pk, told in descriptions.items() for token in tokens(told))
        write_many(ManKey, keys, ignore_known=True)
        keep_words(batch)


def remember_everybody():
    """Fill the table anew, such as after the secret has been changed. How many men."""
    number, last = 0, 0
    while men := list(Man.objects.filter(pk__gt=last).order_by("pk")[:BATCH]):
        remember_all(men)
        number, last = number + len(men), men[-1].pk
    return number
