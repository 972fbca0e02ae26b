"""What became of a thing: done on a day, or not and why."""

from forms import DayField, GovForm, NoteField, YesNoField


def done_fields(kind="", *, label="Has it been done?", required=True):
    """The three fields that ask it of one thing, by name; ``kind`` goes before each name."""
    return {
        f"{kind}done": YesNoField(
            label=label, yes="Yes, it is done", no="No, and it will not be", required=required
        ),
        f"{kind}done_date": DayField(
            label="When was it done?", name="the day it was done", not_future=True, required=False
        ),
        f"{kind}not_done_because": NoteField(
            label="Why not?", name="why it was not done", rows=3, required=False
        ),
    }


class DoneForm(GovForm):
    """``kinds``: {prefix: label} of the things asked about; any of them may be left for later where there are several."""

    def __init__(self, *args, kinds=None, **kwargs):
        super().__init__(*args, **kwargs)
        self.kinds = kinds or {"": "Has it been done?"}
        self.reveals, self.unmarked = {}, []
        for kind, label in self.kinds.items():
            fields = done_fields(kind, label=label, required=len(self.kinds) == 1)
            self.fields.update(fields)
            done, day, because = fields
            self.fields[day].at = self.at
            self.reveals[done] = {"yes": [day], "no": [because]}
            self.unmarked += fields

    def clean(self):
        given = super().clean()
        for kind in self.kinds:
            self._check(given, kind)
        if not self.errors and all(given.get(f"{kind}done") is None for kind in self.kinds):
            self.add_error(f"{next(iter(self.kinds))}done", "Answer at least one of them")
        return given

    def _check(self, given, kind):
        done = given.get(f"{kind}done")
        day, because = f"{kind}done_date", f"{kind}not_done_because"
        if done is True and not given.get(day) and day not in self.errors:
            self.add_error(day, "Enter the day it was done")
        if done is False and not given.get(because) and because not in self.errors:
            self.add_error(because, "Enter why it was not done")

    def facts(self, kind=""):
        """``done_date`` and ``not_done_because`` of one thing, or None where it was left for later."""
        done = self.cleaned_data.get(f"{kind}done")
        if done is None:
            return None
        return {
            "done_date": self.cleaned_data[f"{kind}done_date"] if done else None,
            "not_done_because": "" if done else self.cleaned_data[f"{kind}not_done_because"],
        }
