"""MARAC: the referral, why there is none, what was decided and agreed."""

from forms import ChoiceField, DayField, GovForm, ManyField, NoteField, TextField, YesNoField
from iss.dash import CRITERIA
from iss.models import Consent


class ReferForm(GovForm):
    criteria = ManyField(
        label="Which of the four criteria hold?",
        name="at least one criterion",
        choices=list(CRITERIA.items()),
    )
    concerns = NoteField(
        label="What makes it high risk?",
        name="what makes it high risk",
        help_text="What has happened, the latest first, who was there, what she fears. The children too.",
        rows=6,
        max_length=6000,
    )
    asked_for = NoteField(
        label="What do you ask the MARAC for?", name="what you ask for", rows=4, max_length=3000
    )
    consent = ChoiceField(label="Does she agree to the referral?", choices=Consent.choices)
    without_consent_because = NoteField(
        label="Why do you refer without her consent?",
        help_text="The danger, and why telling is lawful and proportionate.",
        rows=3,
        required=False,
    )
    she_knows = YesNoField(label="Does she know of the referral?")
    referred_date = DayField(label="When do you send it?", name="the day of the referral", not_future=True)
    reveals = {
        "consent": {Consent.NO: ["without_consent_because"], Consent.NOT_ASKED: ["without_consent_because"]}
    }

    def clean(self):
        given = super().clean()
        without = given.get("consent") in (Consent.NO, Consent.NOT_ASKED)
        missing = not given.get("without_consent_because") and "without_consent_because" not in self.errors
        if without and missing:
            self.add_error("without_consent_because", "Enter why you refer without her consent")
        return given


class DeclineForm(GovForm):
    because = NoteField(label="Why is there no referral?", name="why there is no referral", rows=4)


class HeardForm(GovForm):
    heard_date = DayField(label="When was it heard?", name="the day it was heard", not_future=True)
    agencies = NoteField(label="Who was there?", name="who was there", help_text="The agencies.", rows=3)
    outcome = NoteField(label="What was decided?", name="what was decided", rows=4)


class AgreeForm(GovForm):
    what = NoteField(label="What is to be done?", name="what is to be done", rows=3)
    owner = TextField(label="Who does it?", name="who does it", help_text="Name and agency.", max_length=120)
    due_date = DayField(label="By when?", name="by when")
