"""One couple as a referrer describes them, page by page, and what becomes known of their files on the way."""

from datetime import date, timedelta

from .person import PDF, boxes_of_day, now


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
        asked = boxes_of_day("asked_date", now() - timedelta(days=2))
        return [
            (
                "Who is the man you are referring?",
                {
                    "first_name": his_first,
                    "last_name": his_last,
                    **boxes_of_day("date_of_birth", date(1990, 5, 17)),
                    "phone": self.his_phone,
                    "address": "12 Foxglove Row, B99 1AA",
                    "language": "English",
                    "interpreter_needed": "no",
                },
            ),
            (
                "Which children is he father or stepfather of, and what are their plans?",
                {
                    "child_1_name": "Robin",
                    "child_1_age": "6",
                    "child_1_plan": "cp",
                    "source": "plan",
                    "authority": "own",
                    "worker": "me",
                    "next_meeting": "none",
                },
            ),
            (
                "What is known about the abuse and the risk?",
                {
                    "what_happened": "Pushed and threatened her in front of the child.",
                    "against_a_woman": "yes",
                    "risk": "medium",
                    "strangulation": "no",
                    "risk_note": "It is getting worse.",
                    "accepts_responsibility": "yes",
                    "willing": "yes",
                },
            ),
            ("Which orders and other agencies are there?", {"has_orders": "no", "has_agencies": "no"}),
            (
                "Where is this referral for, and when could he come?",
                {"area": AREA, "lives_there": "both", "evening": ["3", "4"], "note": "Works shifts"},
            ),
            (
                "Has he agreed to take part?",
                {"asked": "yes", **asked, "agreed": "yes", "how": "verbal", "witness": "A. Teacher, school"},
            ),
            (
                "What did he answer to the equality questions?",
                {
                    "ethnic_group": "White",
                    "background_white": "Irish",
                    "religion": "Not asked",
                    "long_condition": "prefer_not",
                },
            ),
            (
                "Who is his partner or former partner?",
                {
                    "first_name": her_first,
                    "last_name": her_last,
                    "relation": "former",
                    "asked": "yes",
                    **asked,
                    "agreed": "yes",
                    "how": "verbal",
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


class WholeCase(Case):
    """The same with an answer to every question there is."""

    @property
    def pages(self):
        whole = (
            {"email": "him@test.example", "needs": ["literacy", "other"], "needs_other": "A quiet room"},
            {
                **boxes_of_day("child_1_since", now() - timedelta(days=90)),
                "authority": "other",
                "authority_name": "Rutland Children's Services",
                "worker": "other",
                "worker_name": "Perdita Ashdown",
                "worker_contact": "0121 496 0222",
                "next_meeting": "core_group",
                **boxes_of_day("next_meeting_date", now() + timedelta(days=20)),
            },
            {},
            {
                "has_orders": "yes",
                "order_1_kind": "restraining",
                **boxes_of_day("order_1_until", now() + timedelta(days=200)),
                "order_1_conditions": "Not to go near the school.",
                "has_agencies": "yes",
                "agency_1_name": "Probation, Ms Okonjo",
                "agency_1_what_for": "Community order",
                "agency_1_contact": "0121 496 0111",
            },
            {"daytime": ["0", "2"], "travel": ["Solihull"]},
            {"asked_by": "Perdita Ashdown, social worker", "how": "written", "document": SIGNED},
            {"religion": "Sikh", "long_condition": "yes", "condition_limits": "a_little"},
            {
                "language": "Galician",
                "interpreter_needed": "yes",
                "asked_by": "Prunella Hythe, health visitor",
                "agreed": "no",
                "witness": "Thomasina, her aunt",
                "risk_note": "She fears zibeline.",
                "document": SIGNED,
            },
            {
                "area": "Birmingham",
                "email": "larkspur@test.example",
                "who_may_answer": "Hildegard",
                "cover_name": "Jo from the dentist",
                "code_word": "marmalade",
                "children_note": "The child sleeps at her Clementine's.",
                "other_support": "The Bramblewood refuge",
            },
        )
        return [
            (heading, values | more) for (heading, values), more in zip(super().pages, whole, strict=True)
        ]


AREA = "Birmingham"
SIGNED = {"name": "signed.pdf", "mimeType": "application/pdf", "buffer": PDF}
