"""How the invented service is reached, and a man who came by himself. Numbers are Ofcom's for drama."""

from datetime import date
from uuid import UUID

from accounts.models import Area
from intake.self_referral.actions import refer_himself
from knowledge.actions import add_contact

from .steps import HOUR

# name, area, phone, email, hours
CONTACTS = (
    ("My Time referrals", "", "0121 496 0700", "referrals@my-time.example", "Monday to Friday, 9am to 5pm"),
    ("My Time in Coventry", "Coventry", "024 7601 0123", "coventry@my-time.example", ""),
)


def put_up_contacts(administrator, *, at):
    for position, (name, area, phone, email, hours) in enumerate(CONTACTS, start=1):
        add_contact(
            whom="professionals",
            name=name,
            area=Area.objects.get(name=area) if area else None,
            phone=phone,
            email=email,
            hours=hours,
            position=position,
            valid_from=date(2017, 9, 1),
            by=administrator,
            at=at,
        )


def somebody_comes_himself(*, at):
    refer_himself(
        key=UUID("3f0a8f54-7f0e-4b62-8d1b-5f7c7e0a6d21"),
        him={
            "first_name": "Leroy",
            "last_name": "Ashcombe",
            "date_of_birth": date(1987, 3, 14),
            "phone": "07700 900587",
        },
        area=Area.objects.get(name="Birmingham"),
        ages=[4, 9],
        plan="unknown",
        slots=["0-evening", "2-evening"],
        ways=["call", "text"],
        be_careful="After six in the evening.",
        help_wanted="I lose my temper and the children are scared of me. I want that to stop.",
        at=at - 5 * HOUR,
    )
