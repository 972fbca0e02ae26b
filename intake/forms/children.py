"""The children: as many rows as were asked for, up to eight, added and removed without scripts."""

from django import forms

from forms import ChoiceField, TextField, TickField, WholeNumberField
from referrals.models import Child

from .page import PageForm

MOST = 8
PARTS = ("name", "age", "plan")


class ChildrenForm(PageForm):
    """Cleaned to ``children``: a list of fields of Child. A row left empty is no child."""

    template = "intake/children.html"
    start_of_rows = "children"

    rows = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.numbers = range(1, self._shown() + 1)
        for number in self.numbers:
            self.fields |= _child(number)
        self.widths = {box(number, "age"): 3 for number in self.numbers}
        # Needed as soon as there is a child in the row
        self.unmarked = [box(number, part) for number in self.numbers for part in ("age", "plan")]
        self.fields["no_children"] = TickField(
            label="He is not father or stepfather of any child", required=False
        )

    @property
    def groups(self):
        """(number, its bound fields) for the template."""
        return [(number, [self[box(number, part)] for part in PARTS]) for number in self.numbers]

    @property
    def is_full(self):
        return len(self.numbers) == MOST

    def rearranged(self):
        shown, removed = len(self.numbers), self.data.get("remove", "")
        if "add" in self.data:
            return self.values | {"rows": str(min(MOST, shown + 1))}
        if removed.isdecimal() and int(removed) in self.numbers:
            return without(self.values, int(removed), shown)
        return None

    def clean(self):
        given = super().clean()
        given["children"] = [
            child for number in self.numbers if (child := self._child(given, number)) is not None
        ]
        said_none = given.get("no_children")
        if said_none and given["children"]:
            self.add_error("no_children", "Untick this, or take out the children above")
        elif not said_none and not given["children"] and not self.errors:
            self.add_error(box(1, "age"), "Enter a child, or tick that he is not father or stepfather of any")
        return given

    def _child(self, given, number):
        boxes = [box(number, part) for part in PARTS]
        if not any(self.data.get(name, "").strip() for name in boxes):
            return None
        self.require(*boxes[1:])
        name, age, plan = (given.get(name) for name in boxes)
        return {"first_name": name or "", "age": age, "plan": plan}

    def _shown(self):
        try:
            asked_for = int(self.data.get("rows", "") or 1)
        except ValueError:
            asked_for = 1
        filled = [n for n in range(1, MOST + 1) for part in PARTS if self.data.get(box(n, part), "").strip()]
        return min(MOST, max([1, asked_for, *filled]))


def _child(number):
    called = f"of child {number}"
    return {
        box(number, "name"): TextField(
            label="First name", name=f"the first name {called}", max_length=80, required=False
        ),
        box(number, "age"): WholeNumberField(
            label="Age in years",
            name=f"the age {called}",
            help_text="0 for a baby under one, or not born yet",
            min_value=0,
            max_value=18,
            required=False,
        ),
        box(number, "plan"): ChoiceField(
            label="Plan", name=f"the plan {called}", choices=Child.Plan.choices, required=False
        ),
    }


def box(number, part):
    return f"child_{number}_{part}"


def without(values, number, shown):
    """The values with child ``number`` taken out and those after it moved up."""
    moved = {name: value for name, value in values.items() if not name.startswith("child_")}
    kept = [n for n in range(1, shown + 1) if n != number]
    for new, old in enumerate(kept, start=1):
        for part in PARTS:
            if box(old, part) in values:
                moved[box(new, part)] = values[box(old, part)]
    return moved | {"rows": str(max(1, len(kept)))}
