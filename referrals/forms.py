"""What is asked before something is done on his file."""

from django.core.exceptions import ValidationError
from django.utils.timezone import localtime

from forms import (
    ChoiceField,
    DayField,
    GovForm,
    MomentField,
    NoteField,
    TextField,
    TickField,
    YesNoField,
)
from outcomes.models import Mode, Stage, WhyNot

from .models import AssessmentOffer, Channel
from .statuses import CHOOSABLE_CLOSE_REASONS, CloseReason


def _choices(members):
    return [(member.value, member.label) for member in members]


class FileForm(GovForm):
    """A form about one file."""

    def __init__(self, *args, referral, **kwargs):
        self.referral = referral
        super().__init__(*args, **kwargs)

    def not_before_receipt(self, day):
        received = self.referral.received_date
        if received and day < received:
            raise ValidationError(
                f"The referral was received on {received:%-d %B %Y}: enter that day or a later one"
            )
        return day


class ContactForm(FileForm):
    happened_at = MomentField(label="When was it?", name="time of contact", not_future=True)
    channel = ChoiceField(label="How?", choices=Channel.choices)
    two_way = YesNoField(
        label="Did he answer or speak with you?",
        help_text="A message left or sent without an answer is an attempt: it does not keep the promise.",
        yes="Yes, it went both ways",
        no="No, it was an attempt",
    )
    note = NoteField(label="What was said or tried", required=False)

    def clean_happened_at(self):
        happened_at, received_at = self.cleaned_data["happened_at"], self.referral.received_at
        # The form asks for minutes: a contact in the minute of receipt is not before it.
        if received_at and happened_at < received_at.replace(second=0, microsecond=0):
            received = f"{localtime(received_at):%-d %B %Y at %H:%M}"
            raise ValidationError(
                f"The referral was received on {received}: enter that moment or a later one"
            )
        if not received_at:
            self.not_before_receipt(localtime(happened_at).date())
        return happened_at


class OfferForm(FileForm):
    offered_date = DayField(label="When did you offer it to him?", name="day of the offer", not_future=True)
    appointment_at = MomentField(label="When is the assessment?", name="time of the assessment")
    mode = ChoiceField(label="How is it held?", choices=AssessmentOffer.Mode.choices)
    venue = TextField(label="Where", max_length=120, required=False)
    widths = {"venue": "two-thirds"}

    def clean_offered_date(self):
        return self.not_before_receipt(self.cleaned_data["offered_date"])

    def clean(self):
        offered, appointment = self.cleaned_data.get("offered_date"), self.cleaned_data.get("appointment_at")
        if offered and appointment and localtime(appointment).date() < offered:
            self.add_error(
                "appointment_at", "The assessment must be on or after the day on which you offered it"
            )
        return self.cleaned_data


class OutcomeForm(GovForm):
    outcome = ChoiceField(label="What came of it?", choices=AssessmentOffer.Outcome.choices)

    def __init__(self, *args, offer, **kwargs):
        self.offer = offer
        super().__init__(*args, **kwargs)

    def clean_outcome(self):
        outcome = self.cleaned_data["outcome"]
        if outcome in ("attended", "did_not_attend") and self.offer.appointment_at > self.at:
            raise ValidationError("The assessment has not happened yet: this can be recorded afterwards")
        return outcome


class CloseForm(GovForm):
    reason = ChoiceField(label="Why is the file closed?", choices=_choices(CHOOSABLE_CLOSE_REASONS))
    note = NoteField(
        label="Note for colleagues", required=False, help_text="Needed when the reason is “Other”."
    )
    risks = NoteField(
        label="Risks to his partner or former partner and the children",
        required=False,
        help_text="The social worker reads this with the referral back.",
    )
    owed_read = TickField(
        label="I have read what is still owed. It stays owed when the file is closed.",
        error_messages={"required": "Read what is still owed, and tick that you have"},
    )
    unmarked = ["note"]

    def __init__(self, *args, owed=False, **kwargs):
        super().__init__(*args, **kwargs)
        if not owed:
            del self.fields["owed_read"]

    def clean(self):
        if self.cleaned_data.get("reason") == CloseReason.OTHER and not self.cleaned_data.get("note"):
            self.add_error("note", "Say why the file is closed")
        self.cleaned_data.pop("owed_read", None)
        return self.cleaned_data


class HoldForm(GovForm):
    reason = NoteField(label="Why is it put on hold?", name="reason", max_length=500, rows=3)
    review_date = DayField(label="When will you look at it again?", name="review date", not_past=True)


class ReasonForm(GovForm):
    reason = NoteField(label="Why is it reopened?", name="reason", max_length=500, rows=3)


class MeasureForm(GovForm):
    stage = ChoiceField(label="Which measure?", choices=Stage.choices)
    asked = YesNoField(
        label="Has he answered the questions on paper?",
        yes="Yes, the paper is with us",
        no="No, he was not asked",
    )
    asked_date = DayField(
        label="When did he answer?", name="day on which he answered", not_future=True, required=False
    )
    why_not = ChoiceField(label="Why not?", choices=WhyNot.choices, required=False)
    note = NoteField(label="Note", required=False)
    reveals = {"asked": {"yes": ["asked_date"], "no": ["why_not"]}}

    def clean(self):
        asked = self.cleaned_data.get("asked")
        wanted, other = ("asked_date", "why_not") if asked else ("why_not", "asked_date")
        if asked is not None and not self.cleaned_data.get(wanted) and wanted not in self.errors:
            self.add_error(
                wanted, "Enter the day on which he answered" if asked else "Select why he was not asked"
            )
        self.cleaned_data[other] = None if other == "asked_date" else ""
        self.cleaned_data.pop("asked", None)
        self.cleaned_data["mode"] = Mode.PAPER if asked else ""
        return self.cleaned_data


class PlanForm(GovForm):
    plan = NoteField(
        label="What will children’s services do now?",
        name="plan",
        help_text="Include the plan for the children and who is responsible.",
    )
