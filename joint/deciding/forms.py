"""What is asked for a decision at assessment."""

from forms import ChoiceField, DayField, GovForm, ManyField, NoteField, TextField, TickField
from joint.suggesting import needs_something_suggested, offer
from referrals.models import Decision
from referrals.statuses import CHOOSABLE_UNSUITABLE_REASONS

PROVISIONAL, UNSUITABLE = "provisional", "unsuitable"
OUTCOMES = [
    (PROVISIONAL, "Provisionally suitable", "He is told nothing until the joint discussion has decided"),
    (UNSUITABLE, "Unsuitable", "He is referred back to children’s services"),
]
NEEDED_IF_UNSUITABLE = {
    "reason": "Select why he is unsuitable",
    "risks": "Enter the risks to his partner or former partner and the children",
}


class DecideForm(GovForm):
    """``may_sign_off``: True, False, or None where there is no history of strangulation to sign off.

    ``fitting``: (Service, Fit) of the services that may help him instead.
    """

    findings = NoteField(label="What did you find?", name="what you found")
    outcome = ChoiceField(label="What do you decide?", choices=OUTCOMES)
    sign_off = TickField(
        label="I have considered his history of strangulation and accept him as a manager", required=False
    )
    reason = ChoiceField(
        label="Why is he unsuitable?",
        choices=[(reason.value, reason.label) for reason in CHOOSABLE_UNSUITABLE_REASONS],
        required=False,
    )
    risks = NoteField(
        label="Risks to his partner or former partner and the children",
        required=False,
        help_text="The social worker reads this.",
    )
    recommend = ManyField(
        label="What do you recommend to children’s services?",
        choices=[("dash", "A DASH risk assessment"), ("marac", "A referral to MARAC")],
        required=False,
    )
    who = TextField(label="Who will act on it", max_length=120, required=False)
    by_date = DayField(label="By when", name="day by which they act", not_past=True, required=False)
    suggested = ManyField(label="Which other services do you suggest?", choices=[], required=False)
    alternatives = NoteField(label="What else could help him?", required=False, rows=3)
    fieldsets = [(None, ["findings", "outcome"])]
    widths = {"who": "two-thirds"}

    def __init__(self, *args, may_sign_off, fitting=(), **kwargs):
        super().__init__(*args, **kwargs)
        unsuitable = ["reason", "risks", "recommend", "who", "by_date", "suggested", "alternatives"]
        self.reveals = {"outcome": {PROVISIONAL: ["sign_off"], UNSUITABLE: unsuitable}}
        if may_sign_off is not True:
            del self.fields["sign_off"]
            self.reveals["outcome"].pop(PROVISIONAL)
        if may_sign_off is False:
            self.fields["outcome"].choices = [(UNSUITABLE, "Unsuitable")]
        offer(self, fitting)

    def clean(self):
        data = self.cleaned_data
        if data.get("outcome") == UNSUITABLE:
            for name, message in NEEDED_IF_UNSUITABLE.items():
                if not data.get(name) and name not in self.errors:
                    self.add_error(name, message)
            needs_something_suggested(self)
            self._who_acts(data)
        elif data.get("outcome") == PROVISIONAL and "sign_off" in self.fields and not data.get("sign_off"):
            self.add_error("sign_off", "Tick that you accept him in spite of his history of strangulation")
        return data

    def _who_acts(self, data):
        """A recommendation names who will act on it and by when."""
        if data.get("recommend"):
            if not data.get("who"):
                self.add_error("who", "Enter who will act on the recommendation")
            if not data.get("by_date") and "by_date" not in self.errors:
                self.add_error("by_date", "Enter the day by which they act")

    def recommendation(self):
        """The fields of a Decision that say what is recommended; none where nothing is."""
        recommend = self.cleaned_data["recommend"]
        if not recommend:
            return None
        return {
            "recommend_dash": "dash" in recommend,
            "recommend_marac": "marac" in recommend,
            "recommendation_via": Decision.Via.CSC,
            "recommendation_who": self.cleaned_data["who"],
            "recommendation_by_date": self.cleaned_data["by_date"],
        }
