"""One desk for each role: the sections of its home page, and the one thing to begin with."""

from dataclasses import dataclass, field

from django.urls import reverse

from accounts.roles import Role
from knowledge.models import Induction

from . import guarding, his, managers, others, referrers, returning


@dataclass
class Desk:
    """``figures``: numbers, as of components/figures.html. ``button``: (text, address). ``trail``: its latest lines.
    ``welcome``: whether what everybody new is shown has not been read yet.
    """

    sections: list = field(default_factory=list)
    figures: list = field(default_factory=list)
    button: tuple = ()
    trail: list = field(default_factory=list)
    welcome: bool = False

    @property
    def first(self):
        """Where to begin: the first line of the first section that presses."""
        pressing = (section for section in self.sections if section.presses)
        return next((item for section in pressing for item in section.items), None)

    @property
    def full(self):
        """The sections in which something waits, for whoever wants to know at a glance; few need no such list."""
        found = [section for section in self.sections if section.items]
        return found if len(found) > 2 else []

    @property
    def first_words(self):
        reference = f" ({self.first.reference})" if self.first.reference else ""
        return f"{self.first.title}{reference}: {self.first.what[:1].lower()}{self.first.what[1:]}."


def desk(user, *, at):
    """The home page of ``user`` at the moment ``at``; the same few queries however much waits."""
    return _DESKS[Role(user.role)](user, at)


def _social_worker(user, at):
    return Desk(
        referrers.social_worker(user, at=at),
        button=("Refer a man", reverse("start_referral")),
        welcome=not Induction.objects.visible_to(user).exists(),
    )


def _opcc(user, at):
    waits = [returning.requests(), returning.signatures()]
    return Desk(
        waits, figures=others.headline(at=at), button=("See the service in charts", reverse("overview"))
    )


def _administrator(user, at):
    return Desk(figures=others.platform(user, at=at), button=("Add a person", reverse("add_person")))


def _returns(user):
    return returning.checks(user), returning.studies(user)


_DESKS = {
    Role.SOCIAL_WORKER: _social_worker,
    Role.SPOC: lambda user, at: Desk([*his.spoc(user, at=at), returning.studies(user)]),
    Role.FACILITATOR: lambda user, at: Desk([*his.facilitator(user, at=at), returning.studies(user)]),
    Role.MANAGER: lambda user, at: Desk([*managers.manager(user, at=at), *_returns(user)]),
    Role.ISS_WORKER: lambda user, at: Desk([*managers.iss(user, at=at), returning.studies(user)]),
    Role.ISS_MANAGER: lambda user, at: Desk([*managers.iss(user, at=at), *_returns(user)]),
    Role.OPCC: _opcc,
    Role.ADMINISTRATOR: _administrator,
    Role.DPO: lambda user, at: Desk(
        [
            guarding.readings(user),
            guarding.openings(user),
            guarding.copies(user),
            others.extracts(user, at=at),
        ],
        trail=others.trail(user),
    ),
}
