"""One couple as a referrer describes them, page by page, and what becomes known of their files on the way."""

from datetime import date, timedelta

from .person import boxes_of_day, now


class Case:
    """``his_path``, ``her_path``...: where the people found the files."""

    def __init__(self, his_name, her_name, *, number):
        self.his_name, self.her_name = his_name, her_name
        self.his_phone, self.her_phone = f"07700 9003{number:02}", f"07700 9007{number:02}"
        self.her_address = f"{number} Larkspur Cottages, Hiddenham"
        self.reference = self.her_reference = ""
        self.his_path = self.her_path = self.group_path = ""

    @property
    def pair_path(self):
        return self.his_path.replace("/referrals/", "/joint/")

    @property
    def hers(self):
        """What must never be found on his side."""
        return (self.her_name.split()[1], self.her_phone, self.her_address.split(",")[0], "gymkhana")

    @property
    def pages(self):
        """(heading, what is filled in) of each page of the form, in the order in which they are asked."""
        his_first, his_last = self.his_name.split()
        her_first, her_last = self.her_name.split()
        asked = now() - timedelta(days=2)
        return [
            (
                "Who is the man you are referring?",
                {
                    "first_name": his_first,
                    "last_name": his_last,
                    **boxes_of_day("date_of_birth", date(1990, 5, 17)),
                    "phone": self.his_phone,
                    "address": "12 Foxglove Row, B99 1AA",
                    "ethnicity": "White: Irish",
                    "language": "English",
                    "interpreter_needed": "no",
                },
            ),
            (
                "Where is this referral for, and what led to it?",
                {"area": AREA, "lives_there": "both", "source": "cp"},
            ),
            (
                "Which children is he father or stepfather of?",
                {"child_1_name": "Robin", "child_1_age": "6", "child_1_plan": "cp"},
            ),
            (
                "What is known about the abuse and the risk?",
                {
                    "what_happened": "Pushed and threatened her in front of the child.",
                    "against_a_woman": "yes",
                    "risk": "medium",
                    "strangulation": "no",
                    "risk_note": "No court orders.",
                    "accepts_responsibility": "yes",
                    "willing": "yes",
                },
            ),
            (
                "Has he agreed to take part?",
                {
                    "asked": "yes",
                    **boxes_of_day("asked_date", asked),
                    "agreed": "yes",
                    "how": "verbal",
                    "witness": "A. Teacher, school",
                },
            ),
            ("When can he come?", {"times": ["afternoons", "evenings"], "note": "Works shifts"}),
            (
                "Who is his partner or former partner?",
                {
                    "first_name": her_first,
                    "last_name": her_last,
                    "relation": "former",
                    "asked": "agreed",
                    **boxes_of_day("agreed_date", asked),
                    "agreed_how": "verbal",
                },
            ),
            (
                "How can she be reached safely?",
                {
                    "phone": self.her_phone,
                    "phone_whose": "Her sister's",
                    "address": self.her_address,
                    "call": "yes",
                    "text": "no",
                    "voicemail": "no",
                    "email_safe": "no",
                    "post": "no",
                    "safe_times": "Weekdays before gymkhana",
                    "another": "no",
                },
            ),
        ]


AREA = "Birmingham"
