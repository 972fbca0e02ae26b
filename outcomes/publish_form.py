"""The form of a new version: every question with its words, to be changed or left out; and up to two new ones."""

from forms import ChoiceField, DayField, GovForm, TextField, TickField

from .instruments import ORDER
from .intended import OUTCOMES
from .stages import Stage

NEW = 2
ADDED_SCALES = (
    ("A", "Not at all to completely, 1 to 5"),
    ("F", "Not at all to every week, 0 to 3"),
    ("N", "How many times"),
    ("R", "Not yet to fully, 1 to 4"),
    ("TEXT", "A few words"),
)


class PublishForm(GovForm):
    marks_optional = False

    def __init__(self, *args, version, **kwargs):
        words_now = {f"words_{item.id}": item.words for item in version.instrument.items}
        super().__init__(*args, stored=words_now, **kwargs)
        self.version = version
        self.fields["valid_from"] = DayField(
            label="From which day is it asked?", name="the day from which it is asked"
        )
        sets = [(None, ["valid_from"])]
        for item in version.instrument.items:
            words, out = f"words_{item.id}", f"out_{item.id}"
            self.fields[words] = TextField(label=f"{item.id}: the words", max_length=200)
            self.fields[out] = TickField(label=f"Leave out {item.id}", required=False)
            sets.append((None, [words, out]))
        self.fieldsets = [*sets, *(self._new(place) for place in range(1, NEW + 1))]
        for field in self.fields.values():
            if hasattr(field, "at"):
                field.at = self.at

    def _new(self, place):
        names = [f"{name}_{place}" for name in ("new_words", "new_scale", "new_outcome", "new_from")]
        words, scale, outcome, stage = names
        self.fields[words] = TextField(label="Words", name="the words", required=False, max_length=200)
        self.fields[scale] = ChoiceField(
            label="How is it answered?", choices=ADDED_SCALES, required=False, select=True
        )
        self.fields[outcome] = ChoiceField(
            label="Which intended outcome does it belong to?",
            choices=[(key, one.words) for key, one in OUTCOMES.items()],
            required=False,
            select=True,
        )
        self.fields[stage] = ChoiceField(
            label="From which stage on?", choices=Stage.choices, required=False, select=True
        )
        return f"A new question ({place} of {NEW})", names

    def clean(self):
        facts = super().clean()
        for place in range(1, NEW + 1):
            if facts.get(f"new_words_{place}"):
                for name, why in (("scale", "how it is answered"), ("outcome", "the intended outcome")):
                    if not facts.get(f"new_{name}_{place}"):
                        self.add_error(f"new_{name}_{place}", f"Select {why}")
        return facts

    @property
    def words(self):
        return {item.id: self.cleaned_data[f"words_{item.id}"] for item in self.version.instrument.items}

    @property
    def left_out(self):
        return [item.id for item in self.version.instrument.items if self.cleaned_data[f"out_{item.id}"]]

    @property
    def added(self):
        facts = self.cleaned_data
        return [
            {
                "words": facts[f"new_words_{place}"],
                "scale": facts[f"new_scale_{place}"],
                "outcome": (facts[f"new_outcome_{place}"],),
                "from_stage": facts[f"new_from_{place}"] or ORDER[0],
            }
            for place in range(1, NEW + 1)
            if facts[f"new_words_{place}"]
        ]
