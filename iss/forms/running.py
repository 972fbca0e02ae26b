"""Who has her file, and when it ends."""

from forms import GovForm, ModelField, NoteField


class AllocateForm(GovForm):
    worker = ModelField(label="Worker", queryset=None)

    def __init__(self, *args, workers, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["worker"].queryset = workers


class CloseForm(GovForm):
    because = NoteField(label="Why is her file closing?", name="why her file is closing")
