"""One form with every kind of field, and a way to look at what is drawn."""

from html.parser import HTMLParser

from crispy_forms.utils import render_crispy_form
from django.http import QueryDict

from forms import (
    ChoiceField,
    DayField,
    DocumentField,
    EmailField,
    GovForm,
    ManyField,
    MomentField,
    NoteField,
    PhoneField,
    TextField,
    TickField,
    WholeNumberField,
    YesNoField,
)


class EveryKind(GovForm):
    name = TextField(label="Full name", max_length=40)
    note = NoteField(label="What was said")
    phone = PhoneField(label="Phone number")
    email = EmailField(label="Email address")
    children = WholeNumberField(label="Number of children", min_value=0, max_value=20)
    born = DayField(label="Date of birth", not_future=True)
    spoken_at = MomentField(label="When did you speak to him?", name="time of contact", not_future=True)
    channel = ChoiceField(label="How", choices=[("call", "Call"), ("other", "Another way", "Say which")])
    which = TextField(label="Which way", required=False)
    area = ChoiceField(label="Area", select=True, choices=[("b", "Birmingham"), ("c", "Coventry")])
    needs = ManyField(
        label="Needs", choices=[("int", "Interpreter"), ("none", "None of these")], exclusive="none"
    )
    answered = YesNoField(label="Did he answer?")
    agreement = DocumentField(label="Signed agreement")
    checked = TickField(label="I have checked the number")
    fieldsets = [("The contact", ["spoken_at", "channel"]), (None, ["note"])]
    inline = ["answered"]
    widths = {"children": 2, "name": "one-half"}
    reveals = {"channel": {"other": ["which"]}}


def posted(**values) -> QueryDict:
    """Values as a browser would send them; a list is sent once for each of its items."""
    data = QueryDict(mutable=True)
    for name, value in values.items():
        data.setlist(name, value if isinstance(value, list) else [value])
    return data


def day_boxes(name: str, *parts: str) -> dict:
    return {f"{name}_{position}": part for position, part in enumerate(parts)}


class _Elements(HTMLParser):
    def __init__(self):
        super().__init__()
        self.found = []

    def handle_starttag(self, tag, attrs):
        self.found.append((tag, dict(attrs)))


def elements(html: str) -> list[tuple[str, dict]]:
    parser = _Elements()
    parser.feed(html)
    return parser.found


def drawn(form) -> str:
    return render_crispy_form(form)
