"""How the questions are put to him; and the facilitators' ratings."""

from forms import ChoiceField, GovForm, YesNoField
from outcomes.models import Mode, Stage

WAYS = (
    (
        Mode.HANDED_SCREEN.value,
        "On this screen, handed to him",
        "You are signed out at once. He sees the questions and nothing else. Sign in again when he hands it back.",
    ),
    (
        Mode.OWN_DEVICE.value,
        "By a link, on his own phone",
        "The link works once and says nothing about the programme. He gets it as a text if he has asked for texts.",
    ),
)


class AskHimForm(GovForm):
    stage = ChoiceField(label="Which questions?", choices=Stage.choices)
    way = ChoiceField(label="How does he answer?", name="how he answers", choices=WAYS)
    interpreter = YesNoField(label="Does an interpreter help him?")
    inline = ("interpreter",)

    def __init__(self, *args, stages=(), **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["stage"].choices = [(stage.value, stage.label) for stage in stages]


class RatedStageForm(GovForm):
    stage = ChoiceField(
        label="Midway, or at the end?",
        name="whether this is midway or at the end",
        choices=[(Stage.MIDWAY.value, "Midway"), (Stage.END.value, "At the end")],
    )
    inline = ("stage",)
