"""Changing a ladder."""

from alerts.models import Next
from forms import ChoiceField, GovForm, MomentField, WholeNumberField

A_WEEK = 7 * 24 * 60
STEPS = (1, 2, 3, 4)


class LadderForm(GovForm):
    valid_from = MomentField(
        label="From when",
        name="the moment it begins",
        not_past=True,
        help_text="Alerts that are told from then on. Those that climb already keep their ladder.",
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        start = self.fields.pop("valid_from")
        for step in STEPS:
            self.fields[f"minutes_{step}"] = WholeNumberField(
                label=f"Step {step}: after how many minutes?",
                name=f"the minutes of step {step}",
                help_text="" if step == 1 else "Leave it empty where there is no such step.",
                min_value=1,
                max_value=A_WEEK,
                required=step == 1,
            )
            self.fields[f"audience_{step}"] = ChoiceField(
                label=f"Step {step}: who is told then?",
                name=f"who is told at step {step}",
                choices=Next.choices,
                required=step == 1,
            )
        self.fields["valid_from"] = start

    def clean(self):
        cleaned = super().clean()
        rungs = []
        for step in STEPS:
            minutes, audience = cleaned.get(f"minutes_{step}"), cleaned.get(f"audience_{step}")
            self._both(step, minutes, audience)
            if minutes and audience:
                if rungs and minutes <= rungs[-1][0]:
                    self.add_error(f"minutes_{step}", "Each step must come later than the one before it")
                rungs.append((minutes, audience))
        return cleaned | {"rungs": rungs}

    def _both(self, step, minutes, audience):
        if minutes and not audience and f"audience_{step}" not in self.errors:
            self.add_error(f"audience_{step}", f"Select who is told at step {step}")
        if audience and not minutes and f"minutes_{step}" not in self.errors:
            self.add_error(f"minutes_{step}", f"Enter after how many minutes step {step} comes")
