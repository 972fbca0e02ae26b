"""The few questions of "Can I refer?". Every one may be left out; nothing is kept."""

from accounts.models import Area
from directory.words import Against
from forms import ChoiceField, GovForm
from intake.forms.page import YES_NO_UNKNOWN
from referrals.models import Child

MAN, YOUTH, BOY, WOMAN = "man", "youth", "boy", "woman"
ELSEWHERE, NO_CHILD, UNKNOWN = "elsewhere", "no_child", "unknown"


class CheckerForm(GovForm):
    who = ChoiceField(
        label="Whom do you think of referring?",
        choices=[
            (MAN, "A man of 18 or over"),
            (YOUTH, "A man of 16 or 17"),
            (BOY, "A boy under 16"),
            (WOMAN, "A woman"),
        ],
        required=False,
    )
    against = ChoiceField(
        label="Whom is the abuse against?",
        choices=[
            (Against.PARTNER, "A partner or former partner of the other sex"),
            (Against.SAME_SEX_PARTNER, "A partner or former partner of the same sex"),
            (Against.FAMILY, "Somebody else in the family"),
        ],
        help_text="If it is against several people, choose the first that fits.",
        required=False,
    )
    area = ChoiceField(label="Where does he, or a child of his, live?", select=True, required=False)
    plan = ChoiceField(
        label="Which plan is a child on, whose father or stepfather he is?",
        choices=[
            *Child.Plan.choices,
            (NO_CHILD, "He is not father or stepfather of a child"),
            (UNKNOWN, "Not known"),
        ],
        help_text="If there are several children, choose the first that fits one of them.",
        required=False,
    )
    risk = ChoiceField(
        label="What is the risk, in your overall judgement?",
        choices=[
            ("low", "Low", "No significant signs of serious harm now"),
            ("medium", "Medium", "Serious harm is possible, and unlikely unless something changes"),
            ("high", "High", "Serious harm could happen at any time"),
            (UNKNOWN, "I have not judged it yet"),
        ],
        required=False,
    )
    willing = ChoiceField(
        label="Does he accept some responsibility for what he did, and is he willing to change?",
        choices=YES_NO_UNKNOWN,
        required=False,
    )
    strangulation = ChoiceField(
        label="Has he ever strangled or choked anybody?", choices=YES_NO_UNKNOWN, required=False
    )
    inline = ["willing", "strangulation"]
    marks_optional = False

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        names = Area.objects.order_by("name").values_list("name", flat=True)
        self.fields["area"].choices = [
            ("", "Choose"),
            *((name, name) for name in names),
            (ELSEWHERE, "Somewhere else"),
        ]

    def clean(self):
        given = super().clean()
        if not self.errors and not any(given.values()):
            self.add_error("who", "Answer at least one question")
        return given
