"""What is asked at the single point of contact's desk."""

from accounts.models import User
from forms import GovForm, ModelField, NoteField


class PassOnForm(GovForm):
    holder = ModelField(
        queryset=User.objects.none(),
        label="Who contacts him?",
        required=False,
        help_text="Leave it open, and all facilitators of the area are told.",
    )
    override = NoteField(
        label="Why is he accepted in spite of the warnings?",
        name="reason",
        max_length=2000,
        rows=3,
        help_text="What the referrer wrote is shown here: keep it, change it or add to it.",
    )
    fieldsets = [(None, ["override", "holder"])]
    unmarked = ["holder"]

    def __init__(self, *args, area, reason_needed, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["holder"].queryset = User.objects.facilitators_of(area).order_by("name").distinct()
        self.fields["holder"].empty_label = f"All facilitators of {area}"
        if not reason_needed:
            del self.fields["override"]
