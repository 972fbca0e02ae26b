"""The people of the demonstration region. Everybody is invented; the nine of ``SIGN_INS`` may sign in."""

from django.utils.timezone import localtime

from accounts.models import Area, Organisation, Team, User
from accounts.roles import Role

BIRMINGHAM = "Birmingham Children's Services"
BSWA = "Birmingham and Solihull Women's Aid"
ALL_AREAS = ("Birmingham", "Coventry", "Dudley", "Sandwell", "Solihull", "Walsall", "Wolverhampton")

# email before @demo.example: name, role, organisation, team, areas, sex, phone (Ofcom's drama numbers)
SIGN_INS = {
    "social-worker": ("Amara Okonedo", Role.SOCIAL_WORKER, BIRMINGHAM, "Erdington safeguarding", (), ""),
    "spoc": ("Dilys Penrose", Role.SPOC, "My Time", "", (), ""),
    "facilitator": ("Tom Akintola", Role.FACILITATOR, "My Time", "", ("Birmingham", "Solihull"), "man"),
    "manager": ("Harriet Vane-Cole", Role.MANAGER, "My Time", "", (), ""),
    "iss-worker": ("Leila Farrokh", Role.ISS_WORKER, BSWA, "", (), ""),
    "iss-manager": ("Bridget Oyelaran", Role.ISS_MANAGER, BSWA, "", (), ""),
    "opcc": ("Piers Ashdown", Role.OPCC, "Office of the Police and Crime Commissioner", "", (), ""),
    "administrator": ("Nasreen Malik", Role.ADMINISTRATOR, "Platform team", "", (), ""),
    "dpo": ("Ruth Eaglesham", Role.DPO, "Platform team", "", (), ""),
}
COLLEAGUES = {
    "social-worker-2": ("Owen Tregarthen", Role.SOCIAL_WORKER, BIRMINGHAM, "Erdington safeguarding", (), ""),
    "social-worker-3": (
        "Sunita Varma",
        Role.SOCIAL_WORKER,
        "Coventry Children's Services",
        "Foleshill",
        (),
        "",
    ),
    "facilitator-2": (
        "Joan Merriweather",
        Role.FACILITATOR,
        "My Time",
        "",
        ("Birmingham", "Solihull"),
        "woman",
    ),
    "facilitator-3": ("Gurdeep Sahota", Role.FACILITATOR, "My Time", "", ALL_AREAS, "man"),
    "facilitator-4": ("Marta Kowalczyk", Role.FACILITATOR, "My Time", "", ALL_AREAS, "woman"),
    "iss-worker-2": ("Fern Holloway", Role.ISS_WORKER, BSWA, "", (), ""),
    "iss-worker-3": ("Grace Amankwah", Role.ISS_WORKER, "Coventry Haven", "", (), ""),
    "iss-worker-4": ("Shabana Rehman", Role.ISS_WORKER, "Black Country Women's Aid", "", (), ""),
    "iss-worker-5": ("Elsie Thornbury", Role.ISS_WORKER, "Wolverhampton Haven", "", (), ""),
}


def address(name):
    return f"{name}@demo.example"


def settle(*, password, at):
    """Make everybody who is not there yet; the nine sign in with ``password``. {short name: User}."""
    known = {person.email: person for person in User.objects.filter(email__endswith="@demo.example")}
    people = {}
    for number, (short, row) in enumerate({**SIGN_INS, **COLLEAGUES}.items()):
        people[short] = known.get(address(short)) or _make(short, row, number, at)
    # Hashing is slow by design: one look tells whether the password is still the same.
    if not people["spoc"].check_password(password):
        for short in SIGN_INS:
            people[short].set_password(password)
            people[short].save(update_fields=["password"])
    return people


def _make(short, row, number, at):
    name, role, organisation, team, areas, sex = row
    organisation = Organisation.objects.get(name=organisation)
    if team:
        team, _ = Team.objects.get_or_create(organisation=organisation, name=team)
    person = User.objects.create_user(
        address(short),
        name=name,
        role=role,
        organisation=organisation,
        team=team or None,
        sex=sex,
        phone=f"0121 496 0{number:03}",
        date_joined=localtime(at),
    )
    person.areas.set(Area.objects.filter(name__in=areas))
    return person
