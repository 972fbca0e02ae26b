"""What is known of the abuse and the risk; where the referral is for, and when he could come."""

from accounts.models import Area
from forms import ChoiceField, ManyField, ManyModelField, ModelField, NoteField, TextField, TickField
from referrals.availability import DAYS

from .page import YES_NO_UNKNOWN, PageForm

_DAYS = [(str(number), day) for number, day in enumerate(DAYS)]


class WhereForm(PageForm):
    area = ModelField(
        label="Which area is this referral for?",
        name="the area",
        queryset=Area.objects.order_by("name"),
        select=False,
    )
    lives_there = ChoiceField(
        label="Who lives in that area?",
        name="who lives in that area",
        choices=[
            ("him", "He does"),
            ("child", "The child does"),
            ("both", "He and the child"),
            ("neither", "Neither of them"),
        ],
    )
    daytime = ManyField(
        label="On which days could he come in the daytime?",
        help_text="A session is two hours, every week. Select all that apply.",
        choices=_DAYS,
        required=False,
    )
    evening = ManyField(
        label="On which days could he come in the evening?",
        help_text="Select all that apply.",
        choices=_DAYS,
        required=False,
    )
    times_unknown = TickField(label="I do not know when he could come", required=False)
    travel = ManyModelField(
        label="To which other areas could he travel?",
        help_text="The nearest group is not always the one with a place.",
        queryset=Area.objects.order_by("name"),
        required=False,
    )
    note = TextField(
        label="Is there anything else about his time?",
        help_text="For example: works nights every second week.",
        max_length=110,
        required=False,
    )

    fieldsets = [
        ("The area", ["area", "lives_there"]),
        ("When he could come", ["daytime", "evening", "times_unknown", "note"]),
        ("Where he could come", ["travel"]),
    ]
    small = ["daytime", "evening", "travel"]
    unmarked = ["daytime", "evening"]

    def clean(self):
        given = super().clean()
        times = given.get("daytime") or given.get("evening")
        if times and given.get("times_unknown"):
            self.add_error("times_unknown", "Untick this, or untick the days above")
        elif not times and not given.get("times_unknown"):
            self.add_error("daytime", "Select a day on which he could come, or tick that you do not know")
        return given


class AbuseForm(PageForm):
    what_happened = NoteField(
        label="What has happened?",
        name="what has happened",
        help_text="What he did, to whom, when, and whether it is getting worse. "
        "Facilitators read this: do not say here where she is or how she can be reached.",
        rows=8,
    )
    against_a_woman = ChoiceField(
        label="Is the abuse against a woman who is or was his partner?",
        name="whether the abuse is against a woman who is or was his partner",
        choices=[("yes", "Yes"), ("no", "No")],
    )
    risk = ChoiceField(
        label="What is the risk, in your overall judgement?",
        name="the risk in your overall judgement",
        choices=[
            ("low", "Low", "No significant signs of serious harm now"),
            ("medium", "Medium", "Serious harm is possible, and unlikely unless something changes"),
            ("high", "High", "Serious harm could happen at any time"),
        ],
    )
    risk_note = NoteField(
        label="What else is known about the risk?",
        help_text="For example: weapons, threats to kill, separation, the children’s own words. "
        "Orders are asked next.",
        required=False,
        max_length=3000,
    )
    strangulation = ChoiceField(
        label="Has he ever strangled or choked anybody?",
        name="whether he has ever strangled or choked anybody",
        choices=YES_NO_UNKNOWN,
    )
    accepts_responsibility = ChoiceField(
        label="Does he accept some responsibility for what he did?",
        name="whether he accepts some responsibility",
        choices=YES_NO_UNKNOWN,
    )
    willing = ChoiceField(
        label="Is he willing to change?", name="whether he is willing to change", choices=YES_NO_UNKNOWN
    )

    fieldsets = [
        ("The abuse", ["what_happened", "against_a_woman"]),
        ("The risk", ["risk", "strangulation", "risk_note"]),
        ("His attitude", ["accepts_responsibility", "willing"]),
    ]
    inline = ["against_a_woman", "strangulation", "accepts_responsibility", "willing"]
