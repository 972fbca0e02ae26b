"""How to reach her safely, and contacts with her."""

from datetime import time

from django.utils.timezone import localtime

from forms import (
    ChoiceField,
    EmailField,
    GovForm,
    ManyField,
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
from iss.windows import DAYS, Window

NEEDS = {
    "call": ("phone", "the number, or say that calls are not safe"),
    "text": ("phone", "the number, or say that texts are not safe"),
    "voicemail": ("phone", "the number, or say that voicemail is not safe"),
    "email_safe": ("email", "the email address, or say that email is not safe"),
    "post": ("address", "the address, or say that post is not safe"),
}
ANY, ONLY = "any", "only"
# How many times of the week are asked for
TIMES = (1, 2)
CLOCK = [(f"{hour:02}:{minute:02}", f"{hour:02}:{minute:02}") for hour in range(6, 24) for minute in (0, 30)]


def _days(number):
    choices = [(str(day), name) for day, name in enumerate(DAYS)]
    return ManyField(label="Days" if number == 1 else "Other days", choices=choices, required=False)


def _clock(label):
    return ChoiceField(label=label, choices=CLOCK, select=True, required=False)


class SafeContactForm(GovForm):
    """Every answer is asked again: what was safe before is not carried over."""

    checked_with = TextField(label="Who told you this", name="who told you this", max_length=80)
    call = ChoiceField(label="Is a phone call safe?", choices=Answer.choices)
    text = ChoiceField(label="Is a text message safe?", choices=Answer.choices)
    voicemail = ChoiceField(label="Is voicemail safe?", choices=Answer.choices)
    email_safe = ChoiceField(label="Is email safe?", choices=Answer.choices)
    post = ChoiceField(label="Is post safe?", choices=Answer.choices)
    when = ChoiceField(
        label="When are calls, texts and voicemail safe?",
        name="when calls, texts and voicemail are safe",
        choices=[(ANY, "At any time"), (ONLY, "Only on days and at times she named")],
        required=False,
    )
    days_1, from_1, until_1 = _days(1), _clock("From"), _clock("Until")
    days_2, from_2, until_2 = _days(2), _clock("From"), _clock("Until")
    phone = PhoneField(label="Phone number", required=False)
    phone_whose = TextField(label="Whose number it is", max_length=80, required=False)
    email = EmailField(label="Email address", required=False)
    address = NoteField(label="Address", rows=3, max_length=500, required=False)
    address_kept_from = NoteField(
        label="Who must not learn this address?",
        name="who must not learn this address",
        help_text="He never learns it from us. Ask her who else: his family, a school, somebody whose reports he may "
        "read. Write “nobody else” if she says so. With the same address, an empty box leaves it as it was.",
        rows=2,
        max_length=500,
        required=False,
    )
    safe_times = TextField(
        label="Anything else about days and times",
        help_text="Such as school holidays, or weeks when he is away.",
        max_length=200,
        required=False,
    )
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
        ("When it is safe", ["when", "safe_times"]),
        ("How to reach her", ["phone", "phone_whose", "email", "address", "address_kept_from"]),
        ("How to be careful", ["who_may_answer", "cover_name", "code_word"]),
    ]
    inline = list(FIELDS.values())
    small = [f"days_{number}" for number in TIMES]
    widths = {"phone": 20, "cover_name": 20, "code_word": 20}
    reveals = {"when": {ONLY: [f"{part}_{number}" for number in TIMES for part in ("days", "from", "until")]}}
    unmarked = ["when", "address_kept_from"]
    asked_anew = tuple(FIELDS.values())
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
        self.before = before
        known = (*self.KEPT, *FIELDS.values())
        stored = {name: getattr(before, name, None) for name in known} | _typed(before)
        super().__init__(*args, stored=stored, **kwargs)
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
        self._ask_when(facts)
        self._ask_who_must_not_learn(facts)
        facts["windows"] = self._windows(facts) if facts.pop("when", "") == ONLY else []
        return {name: value for name, value in facts.items() if not name.endswith(("_1", "_2"))}

    def _ask_when(self, facts):
        at_a_moment = any(facts.get(name) == Answer.YES for name in ("call", "text", "voicemail"))
        if at_a_moment and not facts.get("when") and "when" not in self.errors:
            self.add_error("when", f"Select {self.fields['when'].called_inside}")

    def _ask_who_must_not_learn(self, facts):
        before = self.before.address if self.before else ""
        is_new = facts.get("address") and facts["address"] != before
        if is_new and not facts.get("address_kept_from") and "address_kept_from" not in self.errors:
            words = "Enter who must not learn her new address, or “nobody else”"
            self.add_error("address_kept_from", words)

    def _windows(self, facts):
        windows = []
        for number in TIMES:
            days, start, end = (facts.get(f"{part}_{number}") for part in ("days", "from", "until"))
            if not (days or start or end) and (number > 1 or len(windows)):
                continue
            if not days:
                self.add_error(f"days_{number}", "Select the days she named")
            elif not start:
                self.add_error(f"from_{number}", "Select from when it is safe")
            elif not end or end <= start:
                self.add_error(f"until_{number}", "Select until when it is safe, later than from when")
            else:
                window = Window(tuple(map(int, days)), time.fromisoformat(start), time.fromisoformat(end))
                windows.append(window.stored)
        return windows


def _typed(before):
    """The times she named before, in the boxes."""
    if before is None:
        return {}
    boxes = {"when": ONLY if before.windows else ""}
    for number, said in zip(TIMES, before.windows, strict=False):
        boxes[f"days_{number}"] = [str(day) for day in said["days"]]
        boxes[f"from_{number}"], boxes[f"until_{number}"] = said["from"], said["until"]
    return boxes


class ReachForm(GovForm):
    """Before she is called or written to: the way, and that it is safe now."""

    channel = ChoiceField(label="How do you want to reach her?", choices=())
    safe_now = TickField(label="It is safe now")

    def __init__(self, *args, ways=(), **kwargs):
        super().__init__(*args, **kwargs)
        safe = [way for way in ways if way.is_safe]
        self.fields["channel"].choices = [(str(way.channel), way.label) for way in safe]
        self.fields["channel"].hints = {str(way.channel): way.note for way in safe}
        if self.at:
            now = localtime(self.at)
            words = (
                f"It is {now:%A} {now:%-d %B}, {now:%H:%M}. Compare that with the days and times she named."
            )
            self.fields["safe_now"].help_text = words


class LookAgainForm(GovForm):
    """When somebody looks again for a safe moment."""

    look_again_at = MomentField(label="When will you look again?", name="when you look again", not_past=True)

    def __init__(self, *args, latest, **kwargs):
        super().__init__(*args, **kwargs)
        field = self.fields["look_again_at"]
        field.help_text = f"At the latest {localtime(latest):%-d %B %Y at %H:%M}. You are reminded before."


class ContactForm(GovForm):
    """An attempt or a contact; what is safe now stands under each way."""

    channel = ChoiceField(label="How was it?", name="how it was", choices=Channel.choices)
    happened_at = MomentField(label="When was it?", name="time of contact", not_future=True)
    two_way = YesNoField(
        label="Did you and she speak or write to each other?",
        yes="Yes, it went both ways",
        no="No, it was an attempt",
    )
    she_began = TickField(label="She got in touch herself", required=False)
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
