"""The pages about her. What is typed here goes behind the wall: nothing of it reaches his side."""

from accounts.models import Area
from forms import (
    ChoiceField,
    EmailField,
    ModelField,
    NoteField,
    PhoneField,
    TextField,
    TickField,
    YesNoField,
)
from iss.models import PartnerFile

from .agreeing import by_whom, not_long_ago, signed_form, when, witness
from .page import DOCUMENT, REMOVE_DOCUMENT, YES_NO_UNKNOWN, PageForm, removing


class HerForm(PageForm):
    first_name = TextField(
        label="Her first name, or the name she goes by", name="her first name", max_length=80
    )
    last_name = TextField(label="Her last name", max_length=80, required=False)
    relation = ChoiceField(
        label="She is his",
        name="whether she is his current or former partner",
        choices=PartnerFile.Relation.choices,
    )
    language = TextField(label="Language she speaks best", max_length=80, required=False)
    interpreter_needed = YesNoField(label="Does she need an interpreter?", required=False)
    asked = YesNoField(
        label="Has she been asked whether the ISS may contact her?",
        name="whether she has been asked",
        no="She has not been asked",
    )
    asked_date = when("she")
    asked_by = by_whom("her")
    agreed = YesNoField(label="Did she agree?", required=False)
    how = ChoiceField(
        label="How did she answer?",
        name="how she answered",
        choices=[("verbal", "She said it"), ("written", "In writing")],
        required=False,
    )
    witness = witness("she")
    risk_note = NoteField(
        label="If she refused: what does that mean for her safety?",
        name="what her refusal means for her safety",
        help_text="He is never told that she was asked or what she said. Her refusal does not bar him.",
        required=False,
        max_length=3000,
    )
    document = signed_form("she")
    remove_document = removing()

    fieldsets = [
        ("Who she is", ["first_name", "last_name", "relation", "language", "interpreter_needed"]),
        ("Her agreement to be contacted", ["asked"]),
    ]
    reveals = {
        "asked": {
            "yes": [
                "asked_date",
                "asked_by",
                "agreed",
                "how",
                "witness",
                "risk_note",
                DOCUMENT,
                REMOVE_DOCUMENT,
            ]
        }
    }
    inline = ["interpreter_needed", "agreed", "how"]
    widths = {"language": 20}

    @property
    def hidden(self):
        return super().hidden | (set() if self["agreed"].value() == "no" else {"risk_note"})

    def clean(self):
        given = super().clean()
        if given.get("asked"):
            self.require("asked_date", "agreed", "how")
            not_long_ago(self, "she")
            if given.get("agreed") is False:
                self.require("risk_note")
        return given


def _channel(label, name):
    channel = ChoiceField(label=label, name=name, choices=YES_NO_UNKNOWN, required=False)
    channel.unanswered = "Not known"
    return channel


class HerContactForm(PageForm):
    """After the ``last`` of his partners there is no further one to ask for."""

    area = ModelField(
        label="Which area does she live in?",
        help_text="It decides which women’s service contacts her. Leave it if it is the area of the referral.",
        queryset=Area.objects.order_by("name"),
        required=False,
        empty_label="The area of the referral",
    )
    phone = PhoneField(label="Her phone number", required=False)
    phone_whose = TextField(
        label="Whose phone is it?", max_length=80, required=False, help_text="For example: her sister’s"
    )
    email = EmailField(label="Her email address", required=False)
    address = NoteField(
        label="Her address for post", name="her address", required=False, max_length=500, rows=3
    )
    no_details = TickField(label="I have no contact details for her", required=False)
    call = _channel("Calling her", "whether calling her is safe")
    text = _channel("Sending her a text message", "whether a text message is safe")
    voicemail = _channel("Leaving a voicemail", "whether a voicemail is safe")
    email_safe = _channel("Sending her an email", "whether an email is safe")
    post = _channel("Sending her a letter", "whether a letter is safe")
    safe_times = TextField(
        label="Safe days and times",
        max_length=200,
        required=False,
        help_text="For example: weekdays, 9:30am to 2:30pm",
    )
    who_may_answer = TextField(label="Who else may answer?", max_length=200, required=False)
    cover_name = TextField(
        label="Cover name for the caller",
        max_length=80,
        required=False,
        help_text="For example: Jo from the dentist",
    )
    code_word = TextField(
        label="Code word", max_length=80, required=False, help_text="She says it when it is not safe to talk"
    )
    children_note = NoteField(
        label="What should her service know of her and her children?",
        help_text="For example: which of the children live with her, what she fears, what she has asked for.",
        max_length=2000,
        rows=4,
        required=False,
    )
    other_support = NoteField(
        label="Who supports her already?",
        help_text="For example: an advocate, a refuge, a health visitor, and how to reach them.",
        max_length=1000,
        rows=3,
        required=False,
    )
    another = YesNoField(
        label="Is there another partner or former partner who may be at risk from him?",
    )

    fieldsets = [
        ("Her contact details", ["area", "phone", "phone_whose", "email", "address", "no_details"]),
        ("What is safe", ["call", "text", "voicemail", "email_safe", "post"]),
        ("When and how", ["safe_times", "who_may_answer", "cover_name", "code_word"]),
        ("For those who support her", ["children_note", "other_support"]),
        ("Another woman", ["another"]),
    ]
    inline = ["call", "text", "voicemail", "email_safe", "post", "another"]
    widths = {"phone": 20}
    unmarked = ["phone", "email", "address", "call", "text", "voicemail", "email_safe", "post"]

    # Channel: what it needs
    needs = {"call": "phone", "text": "phone", "voicemail": "phone", "email_safe": "email", "post": "address"}

    def __init__(self, *args, last=False, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["area"].unanswered = "The area of the referral"
        if last:
            del self.fields["another"]

    def clean(self):
        given = super().clean()
        ways = ("phone", "email", "address")
        if given.get("no_details"):
            if any(given.get(way) for way in ways):
                self.add_error("no_details", "Untick this, or empty her phone number, email and address")
        elif not any(given.get(way) or way in self.errors for way in ways):
            self.add_error(
                "phone",
                "Enter a phone number, an email address or an address for her, or tick that you have none",
            )
        self._what_is_safe_can_be_done(given)
        return given

    def _what_is_safe_can_be_done(self, given):
        for channel, way in self.needs.items():
            if given.get(channel) == "yes" and not given.get(way) and way not in self.errors:
                self.add_error(
                    way, f"Enter {self.fields[way].called_inside}: you said that it is safe to use"
                )
