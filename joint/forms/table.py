"""Each side's record of the joint discussion."""

from forms import ChoiceField, DayField, ManyField, NoteField, TextField
from joint.agreed.forms import AgreesActions
from joint.models import Verdict
from joint.suggesting import needs_something_suggested, offer, suggested
from referrals.models import Decision
from referrals.statuses import CHOOSABLE_UNSUITABLE_REASONS

REASONS = [(reason.value, reason.label) for reason in CHOOSABLE_UNSUITABLE_REASONS]
SAID = ("verdict", "findings", "dissent", "held_date", "attended_by")
WHEN_UNSUITABLE = ("unsuitable_reason", "risks")


class DiscussionForm(AgreesActions):
    """The ISS's side. The other side reads the findings once its own record is in. ``people``: one's own, who may have
    taken part."""

    verdict = ChoiceField(label="Is he suitable for the programme?", choices=Verdict.choices)
    unsuitable_reason = ChoiceField(label="Why is he unsuitable?", choices=REASONS, required=False)
    risks = NoteField(label="Risks to her and the children", rows=4, required=False)
    findings = NoteField(
        label="What you bring to the table",
        name="what you bring to the table",
        help_text="The other side reads this once its own record is in.",
    )
    dissent = NoteField(label="Where you do not agree with the other side", rows=3, required=False)
    held_date = DayField(
        label="When did you discuss him?", name="the day of the discussion", not_future=True, required=False
    )
    attended = ManyField(label="Who took part for your side", choices=[], required=False)
    attended_by = TextField(label="Anybody else of your side", max_length=300, required=False)
    small = ("attended",)
    reveals = {"verdict": {Verdict.UNSUITABLE: list(WHEN_UNSUITABLE)}}
    needed_when_unsuitable = {
        "unsuitable_reason": "Select why he is unsuitable",
        "risks": "Enter the risks to her and the children, or that none is known",
    }

    def __init__(self, *args, people=(), **kwargs):
        super().__init__(*args, **kwargs)
        self.there = {str(person.pk): person for person in people}
        self.fields["attended"].choices = [(pk, person.name) for pk, person in self.there.items()]
        agreed = [
            name for number in self.numbers for name in (f"what_{number}", f"owner_{number}", f"due_{number}")
        ]
        self.fieldsets = [
            (None, ["verdict", "findings", "dissent"]),
            ("The discussion", ["held_date", "attended", "attended_by"]),
            ("What will be done", agreed),
        ]

    def clean(self):
        facts = super().clean()
        if facts.get("verdict") == Verdict.UNSUITABLE:
            for name, words in self.needed_when_unsuitable.items():
                if not facts.get(name) and name not in self.errors:
                    self.add_error(name, words)
        return facts

    def facts(self):
        """What ``record_side`` takes; answers to questions that were not asked are left out."""
        facts = {name: self.cleaned_data[name] for name in SAID}
        facts["attended"] = [self.there[pk] for pk in self.cleaned_data["attended"]]
        facts["agreed"] = self.agreed()
        if facts["verdict"] == Verdict.UNSUITABLE:
            facts |= {name: self.cleaned_data[name] for name in WHEN_UNSUITABLE}
        return facts


class MyTimeDiscussionForm(DiscussionForm):
    """My Time's side: with what is recommended and what he is offered instead where he is unsuitable."""

    recommend = ManyField(
        label="What do you recommend for her?",
        choices=[("dash", "A DASH"), ("marac", "A referral to MARAC"), ("none", "Neither")],
        exclusive="none",
        required=False,
    )
    recommendation_via = ChoiceField(label="Through whom?", choices=Decision.Via.choices, required=False)
    recommendation_who = TextField(label="Who will act on it?", max_length=120, required=False)
    recommendation_by_date = DayField(
        label="By when?", name="the day to act by", not_past=True, required=False
    )
    suggested = ManyField(label="Which other services are suggested to him?", choices=[], required=False)
    alternatives = NoteField(label="What else could help him?", rows=3, required=False)
    ADVICE = (
        "recommend",
        "recommendation_via",
        "recommendation_who",
        "recommendation_by_date",
        "suggested",
        "alternatives",
    )
    reveals = {"verdict": {Verdict.UNSUITABLE: [*WHEN_UNSUITABLE, *ADVICE]}}
    needed_when_unsuitable = DiscussionForm.needed_when_unsuitable | {
        "recommend": "Select what you recommend, or neither",
    }

    def __init__(self, *args, fitting=(), **kwargs):
        super().__init__(*args, **kwargs)
        offer(self, fitting)

    def clean(self):
        facts = super().clean()
        unsuitable = facts.get("verdict") == Verdict.UNSUITABLE
        if unsuitable and set(facts.get("recommend") or []) & {"dash", "marac"}:
            for name, words in (
                ("recommendation_via", "Select through whom"),
                ("recommendation_who", "Enter who will act on it"),
                ("recommendation_by_date", "Enter the day to act by"),
            ):
                if not facts.get(name) and name not in self.errors:
                    self.add_error(name, words)
        if unsuitable:
            needs_something_suggested(self)
        return facts

    def facts(self):
        facts = super().facts()
        if facts["verdict"] != Verdict.UNSUITABLE:
            return facts
        chosen = set(self.cleaned_data["recommend"])
        recommendation = {"recommend_dash": "dash" in chosen, "recommend_marac": "marac" in chosen}
        if any(recommendation.values()):
            for name in ("recommendation_via", "recommendation_who", "recommendation_by_date"):
                recommendation[name] = self.cleaned_data[name]
        return facts | {
            "recommendation": recommendation,
            "alternatives": self.cleaned_data["alternatives"],
            "suggested": suggested(self),
        }
