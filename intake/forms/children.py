"""The children, their plans, and who holds them."""

from forms import ChoiceField, DayField, TextField, TickField, WholeNumberField
from referrals.models import Child, Told

from .rows import Rows, RowsForm

MOST = 8
PLAN, SELF, OTHER = "plan", "self", "other"
NO_MEETING = "none"


def _child(number):
    called = f"of child {number}"
    return {
        "name": TextField(
            label="First name of the child", name=f"the first name {called}", max_length=80, required=False
        ),
        "age": WholeNumberField(
            label="Age in years",
            name=f"the age {called}",
            help_text="0 for a baby under one, or not born yet",
            min_value=0,
            max_value=18,
            required=False,
        ),
        "plan": ChoiceField(
            label="Plan", name=f"the plan {called}", choices=Child.Plan.choices, required=False
        ),
        "since": DayField(
            label="On this plan since",
            name=f"the day the plan {called} began",
            help_text="Leave it empty if you do not know.",
            not_future=True,
            required=False,
        ),
    }


CHILDREN = Rows(
    name="child",
    counter="rows",
    most=MOST,
    fields=_child,
    words="Child",
    another="Add another child",
    when_full="There is room for 8 children. Write about any others under “The abuse and the risk”.",
    plural="children",
)


class ChildrenForm(RowsForm):
    """Cleaned to ``children``: a list of fields of Child."""

    template = "intake/children.html"
    rows = (CHILDREN,)

    no_children = TickField(label="He is not father or stepfather of any child", required=False)
    source = ChoiceField(
        label="What does the referral come from?",
        name="what the referral comes from",
        choices=[
            (PLAN, "The plan or the Early Help of a child above"),
            (SELF, "He asked for it himself", "Children’s services still confirm the plan"),
            (OTHER, "Another professional asked for it"),
        ],
    )
    authority = ChoiceField(
        label="Who holds the plan?",
        name="who holds the plan",
        choices=[("own", "My own authority"), ("other", "Another authority")],
        required=False,
    )
    authority_name = TextField(
        label="Name of the authority", name="the name of the authority", max_length=120, required=False
    )
    worker = ChoiceField(
        label="Who is the children’s social worker?",
        name="who the children’s social worker is",
        choices=[("me", "I am"), ("other", "Somebody else")],
        required=False,
    )
    worker_name = TextField(
        label="Name of the social worker",
        name="the name of the social worker",
        max_length=120,
        required=False,
    )
    worker_contact = TextField(label="Phone or email of the social worker", max_length=120, required=False)
    next_meeting = ChoiceField(
        label="Which meeting about the children is next?",
        name="which meeting about the children is next",
        choices=[*Told.Meeting.choices, (NO_MEETING, "None is arranged, or I do not know")],
        required=False,
    )
    next_meeting_date = DayField(
        label="When is that meeting?",
        name="the date of that meeting",
        help_text="Leave it empty if the date is not set.",
        not_past=True,
        required=False,
    )

    reveals = {
        "authority": {"other": ["authority_name"]},
        "worker": {"other": ["worker_name", "worker_contact"]},
    }
    # Needed as soon as there is a child on a plan
    unmarked = ["authority", "worker", "next_meeting"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for number in self.numbers["child"]:
            self.widths[CHILDREN.box(number, "age")] = 3
            self.unmarked += [CHILDREN.box(number, part) for part in ("age", "plan", "since")]

    @property
    def children(self):
        return self.group("child")

    @property
    def about_the_plan(self):
        return [self[name] for name in ("source", "authority", "worker", "next_meeting", "next_meeting_date")]

    def clean(self):
        given = super().clean()
        rows = self.filled_rows("child")
        for row in rows:
            self.require(*(CHILDREN.box(row["number"], part) for part in ("age", "plan")))
        given["children"] = [
            {
                "first_name": row["name"] or "",
                "age": row["age"],
                "plan": row["plan"],
                "plan_from": row["since"],
            }
            for row in rows
        ]
        self._none_or_some(given)
        if any(row["plan"] not in (None, "", Child.Plan.NONE) for row in rows):
            self.require("authority", "worker", "next_meeting")
        if given.get("authority") == "other":
            self.require("authority_name")
        if given.get("worker") == "other":
            self.require("worker_name")
        return given

    def _none_or_some(self, given):
        said_none = given.get("no_children")
        if said_none and given["children"]:
            self.add_error("no_children", "Untick this, or take out the children above")
        elif not said_none and not given["children"] and "child_1_age" not in self.errors:
            self.add_error("child_1_age", "Enter a child, or tick that he is not father or stepfather of any")
