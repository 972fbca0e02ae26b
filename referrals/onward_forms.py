"""What is asked when a man is referred on to another service, and afterwards."""

from django.core.exceptions import ValidationError

from forms import ChoiceField, DayField, GovForm, NoteField, YesNoField

from .models import CameOfIt
from .suggesting import as_choices, chosen

MAY_NOT_FIT = "May not fit"


class ReferOnForm(GovForm):
    """``fitting`` and ``others``: lists of (Service, Fit)."""

    service = ChoiceField(label="To which service?", name="the service", choices=[])
    referred_date = DayField(
        label="When was he referred?", name="the day on which he was referred", not_future=True
    )
    consent = YesNoField(
        label="Does he agree that they are told about him?", yes="Yes", no="No, or he was not asked"
    )
    without_consent_because = NoteField(
        label="Why are they told without his consent?",
        name="why they are told without his consent",
        max_length=500,
        rows=3,
        required=False,
    )
    reveals = {"consent": {"no": ["without_consent_because"]}}

    def __init__(self, *args, fitting, others, **kwargs):
        super().__init__(*args, **kwargs)
        self.services = [*fitting, *others]
        doubtful = [
            (service.slug, service.name, f"{MAY_NOT_FIT}: {'. '.join(found.why_not)}")
            for service, found in others
        ]
        choices = [*as_choices(fitting), *doubtful]
        self.fields["service"].choices = [choice[:2] for choice in choices]
        self.fields["service"].hints = {slug: hint for slug, _, hint in choices if hint}

    def clean_service(self):
        (service,) = chosen(self.services, [self.cleaned_data["service"]])
        return service

    def clean_referred_date(self):
        day, service = self.cleaned_data["referred_date"], self.cleaned_data.get("service")
        if service and not service.is_open(day):
            raise ValidationError(f"{service} was not open on that day")
        return day

    def clean(self):
        given = super().clean()
        missing = given.get("consent") is False and not given.get("without_consent_because")
        if missing and "without_consent_because" not in self.errors:
            self.add_error("without_consent_because", "Enter why they are told without his consent")
        return given


class OnwardOutcomeForm(GovForm):
    outcome = ChoiceField(label="What came of it?", choices=CameOfIt.choices)
