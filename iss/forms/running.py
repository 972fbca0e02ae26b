"""Who has her file."""

from forms import GovForm, ModelField


class AllocateForm(GovForm):
    worker = ModelField(label="Worker", queryset=None)

    def __init__(self, *args, workers, loads, **kwargs):
        """``loads``: {key of a worker: (open files, of them late)}: who has how much is seen where it is decided."""
        super().__init__(*args, **kwargs)
        self.fields["worker"].queryset = workers
        self.fields["worker"].label_from_instance = lambda worker: _with_load(worker, loads)


def _with_load(worker, loads):
    files, late = loads.get(worker.pk, (0, 0))
    if not files:
        return f"{worker.name}: no file"
    return f"{worker.name}: {files} open file{'' if files == 1 else 's'}, {late or 'none'} late"
