"""The nine people a visitor can be, each with three things to try that lead to real pages."""

from collections.abc import Callable
from dataclasses import dataclass

from django.urls import reverse

from accounts.models import User
from accounts.roles import Role
from demonstration.region import SIGN_INS, address

from . import places


@dataclass(frozen=True)
class Thing:
    """Something to try. ``where()`` is the address of the page it begins on."""

    words: str
    where: Callable[[], str]


@dataclass(frozen=True)
class Visitor:
    """Somebody a visitor can be."""

    short: str
    day: str
    things: tuple[Thing, ...]

    @property
    def name(self):
        return SIGN_INS[self.short][0]

    @property
    def first_name(self):
        return self.name.split()[0]

    @property
    def role(self):
        return Role(SIGN_INS[self.short][1]).label

    @property
    def person(self):
        return User.objects.get(email=address(self.short))


def page(name):
    return lambda: reverse(name)


VISITORS = (
    Visitor(
        "social-worker",
        "Refers a father to the programme, and wants to hear what became of it.",
        (
            Thing(
                "Lee Cranmer was found unsuitable: read why, and what is asked of you", places.his("Cranmer")
            ),
            Thing("Finish a referral that somebody began two days ago", page("drafts")),
            Thing("See how far each of your referrals has come", page("referrals")),
        ),
    ),
    Visitor(
        "spoc",
        "Checks every new referral the day it comes, and passes it to the right area.",
        (
            Thing("Darren Whitlow has waited too long: check him and pass him on", places.check("Whitlow")),
            Thing(
                "Imram and Imran Sadler may be one man: compare them", places.duplicates("Imram", "Sadler")
            ),
            Thing("See everything that waits on the desk", page("desk")),
        ),
    ),
    Visitor(
        "facilitator",
        "Meets the men, assesses them and runs two groups, mostly from a telephone.",
        (
            Thing(
                "Take last evening’s register: mark Dean Rowbotham absent and read what follows",
                places.waiting_register,
            ),
            Thing("Rajan Birdi is suitable: give him a place within the day", places.enrol("Birdi")),
            Thing("Stephen Garrow’s 48 hours are over: say how you reached him", places.his("Garrow")),
        ),
    ),
    Visitor(
        "manager",
        "Sees what is late across the service, and decides what only a manager may.",
        (
            Thing(
                "Jerome Castell has a history of strangulation: only you can decide", places.decide("Castell")
            ),
            Thing("See today’s programme: groups, places, who waits", page("programme_today")),
            Thing("Go on with today’s joint meeting: four cases are left", page("meetings")),
        ),
    ),
    Visitor(
        "iss-worker",
        "Keeps women safe while he is on the programme. His side never sees what she writes.",
        (
            Thing("Ewa’s details have just reached you: see what is safe", places.hers("Zielinska")),
            Thing("Nathan Uphill at the joint table: My Time has agreed, and you?", places.table("Uphill")),
            Thing("See who needs what, the most urgent first", page("her_files")),
        ),
    ),
    Visitor(
        "iss-manager",
        "Gives files to workers, covers for whoever is away, answers for the provider.",
        (
            Thing("See the team: who has how much, and what is late", page("her_team")),
            Thing("A man has a new partner: decide whether to open a file", page("new_partners")),
            Thing("See both sides at the joint table", page("joint")),
        ),
    ),
    Visitor(
        "opcc",
        "Pays for the service and reports on it, and can open no page that leads to a person.",
        (
            Thing("See the service in charts", page("overview")),
            Thing("Sign off a quarterly return", page("returns")),
            Thing("Answer a freedom-of-information request", page("foi_requests")),
        ),
    ),
    Visitor(
        "administrator",
        "Keeps accounts, areas and timescales, and can open no case.",
        (
            Thing("Change the 48 hours from next week on", places.timescale),
            Thing("See whether everything runs", page("running")),
            Thing("Add a person", page("add_person")),
        ),
    ),
    Visitor(
        "dpo",
        "Looks after everybody’s data: who opened what, and why.",
        (
            Thing("Follow one reference through the trail", page("trail")),
            Thing("Review a file that was opened in an emergency", page("glasses")),
            Thing("Check the copy a man has asked for", page("copy_requests")),
        ),
    ),
)
BY_SHORT = {visitor.short: visitor for visitor in VISITORS}
BY_ADDRESS = {address(visitor.short): visitor for visitor in VISITORS}
