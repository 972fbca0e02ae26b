"""What is asked at the single point of contact's desk."""

from accounts.models import Area, User
from forms import ChoiceField, GovForm, ModelField, NoteField
from referrals.statuses import CloseReason

INCOMPLETE = "incomplete"


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


class AreaForm(GovForm):
    area = ModelField(queryset=Area.objects.order_by("name"), label="Which area is it for?")
    because = NoteField(
        label="Why?",
        name="why it is for another area",
        max_length=400,
        rows=3,
        help_text="The social worker reads this. For example: he and the children have moved.",
    )

    asked_anew = ("area",)

    def __init__(self, *args, now, **kwargs):
        super().__init__(*args, stored={"area": now and now.pk}, **kwargs)
        if now and not self.is_bound:  # somebody else may have given it there since the page was drawn
            self.fields["area"].queryset = Area.objects.exclude(pk=now.pk).order_by("name")


class ReturnForm(GovForm):
    reason = ChoiceField(
        label="Why is it returned?",
        choices=[
            (CloseReason.INELIGIBLE, "He is not eligible"),
            (INCOMPLETE, "It is incomplete, and the answer did not come"),
            (CloseReason.WITHDRAWN_BY_REFERRER, "The referrer withdrew it"),
            (CloseReason.DECLINED, "He does not want to take part"),
            (CloseReason.MOVED_AWAY, "He has moved away"),
            (CloseReason.OTHER, "Another reason"),
        ],
    )
    explained = NoteField(
        label="Why, in plain words",
        name="why it is returned",
        max_length=2000,
        rows=4,
        help_text="The social worker reads this. Say what would have to change for him to be referred again.",
    )
    what_next = NoteField(
        label="What should the social worker do next?",
        name="what the social worker should do next",
        max_length=2000,
        rows=3,
    )
    alternatives = NoteField(
        label="What else is there for him?",
        max_length=2000,
        rows=3,
        required=False,
        help_text="Other services that may fit, and how to refer to them.",
    )
    risks = NoteField(
        label="Risks to his partner or former partner and the children",
        required=False,
        rows=3,
        help_text="As the referral tells them. The social worker reads this with the reason.",
    )

    def clean(self):
        """Incomplete is no reason of the statistics: it is kept as another reason, with the word beside it."""
        given = super().clean()
        if given.get("reason") == INCOMPLETE:
            given |= {
                "reason": CloseReason.OTHER,
                "note": "Incomplete: the information asked for did not come.",
            }
        elif given.get("reason") == CloseReason.OTHER:
            given["note"] = given.get("explained", "")
        return given
