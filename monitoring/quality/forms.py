"""Which records are checked, and how complete they should be."""

from accounts.models import Area
from forms import ChoiceField, DayField, FilterForm, GovForm, WholeNumberField

from .check import Kind
from .checks import CHECKS

STATES = (("", "All files, closed ones too"), ("open", "Open files only"))


class PartForm(FilterForm):
    area = ChoiceField(label="Area", select=True)
    state = ChoiceField(label="Which files", select=True)

    def __init__(self, *args, areas=None, **kwargs):
        super().__init__(*args, **kwargs)
        found = Area.objects.order_by("name")
        found = found.filter(pk__in=areas) if areas is not None else found
        self.fields["area"].choices = [("", "All areas"), *((str(area.pk), area.name) for area in found)]
        self.fields["state"].choices = STATES

    @property
    def part(self):
        """{"area": key or None, "only_open": bool}"""
        chosen = self.cleaned_data if self.is_bound and self.is_valid() else {}
        area = chosen.get("area")
        return {"area": int(area) if area else None, "only_open": chosen.get("state") == "open"}

    @property
    def asked(self):
        """What was chosen, for addresses that keep it."""
        chosen = self.cleaned_data if self.is_bound and self.is_valid() else {}
        return {name: value for name, value in chosen.items() if value}


class TargetForm(GovForm):
    check_code = ChoiceField(label="For what", select=True, name="what it is for")
    percent = WholeNumberField(
        label="How many in a hundred should have it", name="how many", min_value=1, max_value=100
    )
    first_day = DayField(label="From", name="the first day")
    widths = {"percent": 3}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        named = [(check.code, check.words) for check in CHECKS if check.kind == Kind.MISSING]
        self.fields["check_code"].choices = [("", "Choose"), ("all", "Everything without its own"), *named]

    def clean_check_code(self):
        chosen = self.cleaned_data["check_code"]
        return "" if chosen == "all" else chosen
