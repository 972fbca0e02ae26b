"""Recording a conflict."""

from accounts.models import User
from forms import ChoiceField, GovForm, ModelField, TextField

WORKER, MAN = "worker", "man"


class ConflictForm(GovForm):
    with_whom = ChoiceField(
        label="With whom?",
        name="with whom",
        choices=[
            (WORKER, "Somebody who leads groups", "He or she must not work with this man."),
            (MAN, "Another man", "The two must not be in one group."),
        ],
    )
    worker = ModelField(
        label="Who must not work with him?",
        name="who must not work with him",
        queryset=User.objects.none(),
        required=False,
    )
    reference = TextField(
        label="Reference of the other man or of his referral", max_length=40, required=False
    )
    reveals = {"with_whom": {WORKER: ["worker"], MAN: ["reference"]}}
    unmarked = ("worker", "reference")

    def __init__(self, *args, workers, find, **kwargs):
        """``find``: from a reference to the man the person may see, or None."""
        super().__init__(*args, **kwargs)
        self.fields["worker"].queryset = workers
        self.find = find
        self.other = None

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("with_whom") == WORKER and not cleaned.get("worker") and "worker" not in self.errors:
            self.add_error("worker", "Select who must not work with him")
        if cleaned.get("with_whom") == MAN:
            self.other = self.find((cleaned.get("reference") or "").strip())
            if self.other is None:
                self.add_error("reference", "Enter the reference of a man you may see")
        return cleaned
