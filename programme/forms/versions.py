"""A programme version and its sessions."""

from forms import ChoiceField, DayField, GovForm, ModelField, TextField, TickField, WholeNumberField
from programme.models import ProgrammeVersion, Topic

MOST_SESSIONS = 60
KINDS = [
    ("group", "Group programme", "Up to twelve men. What they attend is credited."),
    ("one_to_one", "One-to-one", "One man, where a language or a need keeps him out of a group."),
    ("module", "Motivational module", "Before the programme. Nothing he attends there is credited."),
]


class NewVersionForm(GovForm):
    name = TextField(
        label="Name of the version", max_length=80, help_text="For example, 30-week programme 2027"
    )
    kind = ChoiceField(label="What kind of programme is it?", name="kind of programme", choices=KINDS)
    like = ModelField(
        label="Start from the sessions of",
        name="version to start from",
        queryset=ProgrammeVersion.objects.order_by("name"),
        help_text="You can change, add and remove sessions until the first man is enrolled on it.",
    )
    valid_from = DayField(label="Groups may begin it from", name="first day", not_past=True)

    def facts(self):
        """What ``add_version`` takes."""
        kind = self.cleaned_data["kind"]
        facts = {name: self.cleaned_data[name] for name in ("name", "like", "valid_from")}
        return facts | {"counted": kind != "module", "one_to_one": kind == "one_to_one"}


class EndVersionForm(GovForm):
    valid_to = DayField(
        label="From which day does no group begin it any more?",
        name="day",
        not_past=True,
        help_text="Groups and men that are on it go on with it.",
    )


class CatchingUpForm(GovForm):
    in_person = TickField(label="One-to-one, in person", required=False)
    by_phone = TickField(label="By phone or video", required=False)


class TopicForm(GovForm):
    title = TextField(label="Title of the session", name="title", max_length=120)
    content_area = ChoiceField(label="Content area", name="content area", choices=Topic.ContentArea.choices)
    number = WholeNumberField(
        label="Its place in the order", name="place in the order", min_value=1, max_value=MOST_SESSIONS
    )
    high_emotion = TickField(
        label="It has upset men before",
        required=False,
        help_text="The Integrated Support Service is told before a session that is marked.",
    )
    widths = {"number": 2}
