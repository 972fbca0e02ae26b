"""What is recorded at a monthly review."""

from django.forms.utils import ErrorDict

from forms import ChoiceField, DayField, ManyField, NoteField, TextField
from joint.agreed.forms import AgreesActions
from joint.models import Risk

FACTS = ("attendance", "incidents", "measures", "risk", "risk_because", "minutes")


class ReviewForm(AgreesActions):
    """One screen. ``last_risk``: the level of the review before; ``still_open``: actions that may be ticked as done."""

    attendance = NoteField(label="His attendance and what he works on", rows=3, required=False)
    incidents = NoteField(label="Incidents since the last review", rows=3, required=False)
    measures = NoteField(label="Measures recorded", rows=2, required=False)
    risk = ChoiceField(label="Risk, as both sides see it", choices=Risk.choices, name="the level of risk")
    risk_because = NoteField(label="Why this level", rows=2, required=False)
    done = ManyField(label="What has been done since", choices=[], required=False)
    minutes = NoteField(label="What was said and decided", rows=4, required=False)
    inline = ("risk",)
    small = ("done",)

    def __init__(self, *args, last_risk="", still_open=(), **kwargs):
        super().__init__(*args, **kwargs)
        self.last_risk = last_risk
        self.still_open = {str(action.pk): action for action in still_open}
        self.fields["done"].choices = [
            (pk, f"{action.what} ({action.owner.name}, by {action.due_date:%-d %B})")
            for pk, action in self.still_open.items()
        ]

    def clean(self):
        facts = super().clean()
        changed = self.last_risk and facts.get("risk") and facts["risk"] != self.last_risk
        if changed and not facts.get("risk_because") and "risk_because" not in self.errors:
            last = Risk(self.last_risk).label.lower()
            self.add_error("risk_because", f"Say why: at the last review the risk was {last}")
        return facts

    def quietly(self):
        """The form with what was typed and no judgement of it yet: somebody is still filling it in."""
        self._errors = ErrorDict()
        return self

    def facts(self):
        """What ``hold_review`` takes, for its own part of the page."""
        return {name: self.cleaned_data[name] for name in FACTS} | {
            "agreed": self.agreed(),
            "done": [self.still_open[pk] for pk in self.cleaned_data["done"]],
        }


class LoneReviewForm(ReviewForm):
    """A review outside a meeting: with the day, and who took part."""

    held_date = DayField(label="When was the review held?", name="the day of the review", not_future=True)
    service = ChoiceField(label="With which service?", choices=[], name="with which service")
    attended = ManyField(label="Who took part", choices=[], required=False)
    attended_by = TextField(label="Anybody else who took part", max_length=300, required=False)
    small = ("done", "attended")

    def __init__(self, *args, services=(), people=(), **kwargs):
        super().__init__(*args, **kwargs)
        self.services = {str(service.pk): service for service in services}
        self.there = {str(person.pk): person for person in people}
        self.fields["attended"].choices = [
            (pk, f"{person.name}, {person.organisation.name}") for pk, person in self.there.items()
        ]
        if len(self.services) > 1:
            self.fields["service"].choices = [(pk, service.name) for pk, service in self.services.items()]
        else:
            del self.fields["service"]

    def clean(self):
        facts = super().clean()
        if not facts.get("attended") and not facts.get("attended_by") and "attended" not in self.errors:
            self.add_error("attended", "Select who took part, or enter who else did")
        return facts

    def facts(self):
        facts = super().facts() | {name: self.cleaned_data[name] for name in ("held_date", "attended_by")}
        facts["attended"] = [self.there[pk] for pk in self.cleaned_data["attended"]]
        if "service" in self.fields:
            facts["provider"] = self.services[self.cleaned_data["service"]]
        return facts
