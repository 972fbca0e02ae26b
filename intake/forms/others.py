"""Court orders, and who else works with him or the children."""

from forms import ChoiceField, DayField, NoteField, TextField
from referrals.models import ProtectionOrder

from .page import YES_NO_UNKNOWN
from .rows import Rows, RowsForm


def _order(number):
    called = f"of order {number}"
    return {
        "kind": ChoiceField(
            label="What kind of order?",
            name=f"the kind {called}",
            choices=ProtectionOrder.Kind.choices,
            select=True,
            required=False,
        ),
        "until": DayField(
            label="In force until",
            name=f"the last day {called}",
            help_text="Leave it empty if it has no end, or you do not know.",
            required=False,
        ),
        "conditions": NoteField(
            label="What must he not do?",
            name=f"the conditions {called}",
            help_text="Facilitators read this: leave out where she is or how she can be reached.",
            max_length=1000,
            rows=3,
            required=False,
        ),
    }


def _agency(number):
    called = f"of agency {number}"
    return {
        "name": TextField(
            label="Agency, and who there", name=f"the name {called}", max_length=120, required=False
        ),
        "what_for": TextField(label="What for?", max_length=200, required=False),
        "contact": TextField(label="Phone or email of the agency", max_length=200, required=False),
    }


ORDERS = Rows(
    name="order",
    counter="order_rows",
    most=4,
    fields=_order,
    words="Order",
    another="Add another order",
    when_full="There is room for 4 orders. Write about any others in the conditions of the last.",
    plural="orders",
)
AGENCIES = Rows(
    name="agency",
    counter="agency_rows",
    most=6,
    fields=_agency,
    words="Agency",
    another="Add another agency",
    when_full="There is room for 6 agencies.",
    plural="agencies",
)


class OthersForm(RowsForm):
    """Cleaned to ``orders`` and ``agencies``: lists of fields of their models."""

    template = "intake/others.html"
    rows = (ORDERS, AGENCIES)

    has_orders = ChoiceField(
        label="Is there a court order, or a bail or licence condition, that limits what he may do?",
        name="whether there is an order or a condition that limits what he may do",
        choices=YES_NO_UNKNOWN,
    )
    has_agencies = ChoiceField(
        label="Does another agency work with him or the children?",
        name="whether another agency works with him or the children",
        help_text="For example probation, a GP, a drug or alcohol service, a school. "
        "Who supports her is asked later, on a page of her own.",
        choices=YES_NO_UNKNOWN,
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.unmarked += [ORDERS.box(n, part) for n in self.numbers["order"] for part in ("kind", "until")]
        self.unmarked += [AGENCIES.box(n, "name") for n in self.numbers["agency"]]

    @property
    def orders(self):
        return self.group("order")

    @property
    def agencies(self):
        return self.group("agency")

    def clean(self):
        given = super().clean()
        given["orders"] = self._named("order", ORDERS, "kind", "has_orders")
        given["agencies"] = self._named("agency", AGENCIES, "name", "has_agencies")
        return given

    def _named(self, name, kind, needed, asker):
        """The rows of a kind, where the answer is yes; then there is at least one."""
        if self.cleaned_data.get(asker) != "yes":
            return []
        rows = self.filled_rows(name)
        for number in [row.pop("number") for row in rows] or [1]:
            self.require(kind.box(number, needed))
        return rows
