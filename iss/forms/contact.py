"""How to reach her safely, and contacts with her."""

from django.utils.timezone import localtime

from forms import (
    ChoiceField,
    EmailField,
    GovForm,
    MomentField,
    NoteField,
    PhoneField,
    TextField,
    TickField,
    YesNoField,
)
from iss.models import Channel
from iss.safe import FIELDS
from iss.statuses import Answer

NEEDS = {
    "call": ("phone", "the number, or say that calls are not safe"),
    "text": ("phone", "the number, or say that texts are not safe"),
    "voicemail": ("phone", "the number, or say that voicemail is not safe"),
    "email_safe": ("email", "the email address, or say that email is not safe"),
    "post": ("address", "the address, or say that post is not safe"),
}


class SafeContactForm(GovForm):
    """Every answer is asked again: what was safe before is not carried over."""

    checked_with = TextField(label="Who told you this", name="who told you this", max_length=80)
    call = ChoiceField(label="Is a phone call safe?", choices=Answer.choices)
    text = ChoiceField(label="Is a text message safe?", choices=Answer.choices)
    voicemail = ChoiceField(label="Is voicemail safe?", choices=Answer.choices)
    email_safe = ChoiceField(label="Is email safe?", choices=Answer.choices)
    post = ChoiceField(label="Is post safe?", choices=Answer.choices)
    phone = PhoneField(label="Phone number", required=False)
    phone_whose = TextField(label="Whose number it is", max_length=80, required=False)
    email = EmailField(label="Email address", required=False)
    address = NoteField(label="Address", rows=3, max_length=500, required=False)
    safe_times = TextField(label="Safe days and times", max_length=200, required=False)
    who_may_answer = TextField(
        label="Who else may answer, and what to say to them", max_length=200, required=False
    )
    cover_name = TextField(
        label="Name to use for yourself",
        help_text="So that nobody learns who is calling.",
        max_length=80,
        required=False,
    )
    code_word = TextField(
        label="Code word", help_text="She says it when it is not safe to talk.", max_length=80, required=False
    )
    fieldsets = [
        (None, ["checked_with"]),
        ("What is safe", list(FIELDS.values())),
        ("How to reach her", ["phone", "phone_whose", "email", "address"]),
        ("When, and how to be careful", ["safe_times", "who_may_answer", "cover_name", "code_word"]),
    ]
    inline = list(FIELDS.values())
    widths = {"phone": 20, "cover_name": 20, "code_word": 20}
    KEPT = (
        "phone",
        "phone_whose",
        "email",
        "address",
        "safe_times",
        "who_may_answer",
        "cover_name",
        "code_word",
    )

    def __init__(self, *args, before=None, **kwargs):
        """``before``: her present SafeContact or None."""
        initial = {name: getattr(before, name) for name in self.KEPT} if before else {}
        super().__init__(*args, initial=initial, **kwargs)
        for name in FIELDS.values():
            if before:
                checked = localtime(before.checked_at)
                was = Answer(getattr(before, name)).label.lower()
                self.fields[name].help_text = f"On {checked:%-d %B %Y}: {was}."

    def clean(self):
        facts = super().clean()
        for name, (needed, words) in NEEDS.items():
            missing = facts.get(name) == Answer.YES and not facts.get(needed) and needed not in self.errors
            if missing:
                self.add_error(needed, f"Enter {words}")
        return facts


class ContactForm(GovForm):
    """An attempt or a contact; what is safe now stands under each way."""

    channel = ChoiceField(label="How did you contact her?", choices=Channel.choices)
    happened_at = MomentField(label="When was it?", name="time of contact", not_future=True)
    two_way = YesNoField(
        label="Did you and she speak or write to each other?",
        yes="Yes, it went both ways",
        no="No, it was an attempt",
    )
    safe_now = TickField(label="It was safe at that moment", required=False)
    note = NoteField(label="What was said, or what happened", required=False)

    def __init__(self, *args, ways=(), released_at=None, **kwargs):
        super().__init__(*args, **kwargs)
        self.released_at = released_at
        hints = {str(way.channel): f"{way.words}. {way.note}".replace(". .", ".").strip() for way in ways}
        self.fields["channel"].hints = hints | {
            str(
                Channel.IN_PERSON
            ): "Only where meeting her was arranged with her or through somebody she trusts."
        }

    def clean_happened_at(self):
        happened = self.cleaned_data["happened_at"]
        if self.released_at and happened < self.released_at.replace(second=0, microsecond=0):
            released = localtime(self.released_at)
            self.add_error(
                "happened_at",
                f"Time of contact must be after her details reached you, {released:%-d %B %Y at %H:%M}",
            )
        return happened
