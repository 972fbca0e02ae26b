"""Where, why, and what is known of the abuse and the risk."""

from accounts.models import Area
from forms import ChoiceField, ModelField, NoteField
from referrals.statuses import Source

from .page import YES_NO_UNKNOWN, PageForm


class WhyForm(PageForm):
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
    source = ChoiceField(
        label="What does the referral come from?",
        name="what the referral comes from",
        choices=[
            (Source.CP, "A child protection plan"),
            (Source.CIN, "A child in need plan"),
            (Source.EARLY_HELP, "Early Help"),
            (Source.SELF, "He asked for it himself", "Children’s services still confirm the plan"),
            (Source.OTHER, "Another professional asked for it"),
        ],
    )


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
        help_text="For example: weapons, threats to kill, separation, court orders, the children’s own words.",
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
