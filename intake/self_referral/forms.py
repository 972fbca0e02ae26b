"""What a man who refers himself is asked: himself, how to reach him safely, his children. Nothing about her.

And what My Time records when it has asked children's services about the plan.
"""

import re

from django.core.exceptions import ValidationError

from accounts.models import Area, Organisation, Team
from forms import (
    ChoiceField,
    DayField,
    EmailField,
    GovForm,
    ManyField,
    ModelField,
    NoteField,
    PhoneField,
    TextField,
    TickField,
    YesNoField,
)
from referrals.availability import Part, slot

from .models import PlanEnquiry, PlanSaid, Way

OLDEST_CHILD = 25
ELSEWHERE = "elsewhere"
# Which slots of the week each answer stands for.
TIMES = {
    "weekdays": ("Daytime, Monday to Friday", range(5), Part.DAYTIME),
    "evenings": ("Evenings, Monday to Friday", range(5), Part.EVENING),
    "weekend_days": ("Daytime at the weekend", (5, 6), Part.DAYTIME),
    "weekend_evenings": ("Evenings at the weekend", (5, 6), Part.EVENING),
}
# What each way of reaching him needs: the field, and what to say when it is empty.
NEEDED = (
    (
        "phone",
        {Way.CALL, Way.VOICEMAIL, Way.TEXT},
        "Enter your phone number, or choose another way to be reached",
    ),
    ("email", {Way.EMAIL}, "Enter your email address, or choose another way to be reached"),
    ("address", {Way.LETTER}, "Enter your address, or choose another way to be reached"),
)


class AgesField(TextField):
    """Ages in whole years, as people write them: "3, 7 and 11"."""

    def clean(self, value):
        text = super().clean(value)
        words = [word for word in re.split(r"[,;/&\s]+|\band\b", text.lower()) if word]
        if not all(word.isdigit() and int(word) <= OLDEST_CHILD for word in words):
            raise ValidationError(
                "Enter ages in whole years, like 3, 7 and 11. Write 0 for a baby", code="invalid"
            )
        return [int(word) for word in words]


class SelfReferralForm(GovForm):
    first_name = TextField(label="First name", max_length=80)
    last_name = TextField(label="Last name", max_length=80)
    date_of_birth = DayField(
        label="Date of birth", name="date of birth", help_text="For example, 27 3 1986", not_future=True
    )
    ways = ManyField(
        label="How may we reach you?",
        choices=Way.choices,
        help_text="Choose every way that is safe for you. We use no other.",
        error_messages={"required": "Choose at least one way that is safe for you"},
    )
    phone = PhoneField(label="Phone number, if we may use it", name="phone number", required=False)
    email = EmailField(label="Email address, if we may use it", name="email address", required=False)
    address = NoteField(
        label="Address, if we may write to it", name="address", max_length=300, rows=3, required=False
    )
    be_careful = NoteField(
        label="Is there anything we should be careful about when we reach you?",
        help_text="Such as times of the day. Do not tell us where anybody else is or lives.",
        max_length=500,
        rows=2,
        required=False,
    )
    area = ChoiceField(
        label="Where do you, or do your children, live?",
        name="where you or your children live",
        select=True,
        help_text="If it is somewhere else we may still know who can help you.",
    )
    ages = AgesField(
        label="How old are your children and stepchildren?",
        help_text="Ages only, like 3, 7 and 11. Leave it empty if you have none.",
        required=False,
        max_length=60,
    )
    plan = ChoiceField(
        label="Is one of them on a child protection plan or a child in need plan, or in Early Help?",
        choices=PlanSaid.choices,
        help_text="Children’s services would have told you. We ask them as well.",
    )
    worker = TextField(
        label="Who is the children’s social worker, or which team?",
        help_text="If you know.",
        max_length=120,
        required=False,
    )
    language = TextField(
        label="Which language do you speak best?",
        required=False,
        max_length=80,
        help_text="If it is not English.",
    )
    interpreter = YesNoField(label="Do you need an interpreter?")
    times = ManyField(
        label="When could you come?",
        choices=[(name, words) for name, (words, _, _) in TIMES.items()],
        required=False,
    )
    help_wanted = NoteField(
        label="What do you want help with?",
        help_text="In your own words. You need not tell us what happened now.",
        max_length=2000,
        rows=4,
        required=False,
    )
    understood = TickField(
        label="I have read what stays between us and what cannot, and I want you to contact me"
    )

    fieldsets = [
        ("About you", ["first_name", "last_name", "date_of_birth", "language", "interpreter"]),
        ("How to reach you", ["ways", "phone", "email", "address", "be_careful"]),
        ("Your children", ["area", "ages", "plan", "worker"]),
        ("What you want", ["help_wanted", "times"]),
        (None, ["understood"]),
    ]
    reveals = {"plan": {"yes": ["worker"]}}
    inline = ["interpreter"]
    small = ["ways", "times"]
    widths = {"first_name": 20, "last_name": 20, "phone": 20, "ages": 20, "language": 20}

    unmarked = ["phone", "email", "address"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        areas = [(str(area.pk), area.name) for area in Area.objects.order_by("name")]
        self.fields["area"].choices = [("", "Choose"), *areas, (ELSEWHERE, "Somewhere else")]

    def clean_area(self):
        """The area, or None where he lives elsewhere."""
        chosen = self.cleaned_data["area"]
        return None if chosen == ELSEWHERE else Area.objects.get(pk=chosen)

    def clean(self):
        data = super().clean()
        ways = set(data.get("ways") or ())
        for field, needed_by, words in NEEDED:
            if ways & needed_by and not data.get(field) and field not in self.errors:
                self.add_error(field, words)
        return data

    @property
    def slots(self):
        """The slots of the week of a form that is in order."""
        chosen = (TIMES[name] for name in self.cleaned_data["times"])
        return sorted(slot(day, part) for _, days, part in chosen for day in days)


class PlanForm(GovForm):
    """Asked, and perhaps answered already."""

    authority = ModelField(
        queryset=Organisation.objects.none(), label="Which children’s services did you ask?"
    )
    asked_date = DayField(label="When did you ask?", name="the day on which you asked", not_future=True)
    answer = ChoiceField(
        label="What did they say?",
        choices=[("waiting", "Nothing yet"), *PlanEnquiry.Answer.choices],
    )
    answered_date = DayField(
        label="When did they say it?",
        name="the day of the answer",
        help_text="Leave this and what follows empty while they have said nothing.",
        not_future=True,
        required=False,
    )
    who = TextField(label="Who answered?", max_length=120, required=False, help_text="Name and role.")
    team = ModelField(
        queryset=Team.objects.none(),
        label="Which of their teams follows him from here?",
        required=False,
        empty_label="None, or not known",
        help_text="The team then sees where he stands, has his reports, and is told if he stops.",
    )
    marks_optional = False

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        services = Organisation.objects.filter(kind=Organisation.Kind.CHILDRENS_SERVICES).order_by("name")
        self.fields["authority"].queryset = services
        teams = Team.objects.filter(organisation__in=services).select_related("organisation")
        self.fields["team"].queryset = teams.order_by("organisation__name", "name")
        self.fields["team"].label_from_instance = lambda team: f"{team.organisation}: {team.name}"

    def clean(self):
        data = super().clean()
        if data.get("answer") == "waiting":
            data |= {"answer": "", "answered_date": None, "who": "", "team": None}
        elif data.get("answer") and not data.get("answered_date") and "answered_date" not in self.errors:
            self.add_error("answered_date", "Enter the day of the answer")
        team, authority = data.get("team"), data.get("authority")
        if team and authority and team.organisation_id != authority.pk:
            self.add_error("team", f"This team is not of {authority}")
        return data
