"""Who has her file."""

from forms import GovForm, ModelField


class AllocateForm(GovForm):
    worker = ModelField(label="Worker", queryset=None)

    def __init__(self, *args, workers, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["worker"].queryset = workers
