"""The referrer's form as a person fills it in: what each page's boxes post."""

import re

from django.urls import reverse

from intake.actions import start_draft
from intake.models import Draft

HIM = {
    "first_name": "Gareth",
    "last_name": "Pemberwick",
    "date_of_birth_0": "17",
    "date_of_birth_1": "5",
    "date_of_birth_2": "1990",
    "phone": "07700 900123",
    "email": "",
    "address": "12 Foxglove Row, B99 1AA",
    "language": "English",
    "interpreter_needed": "no",
    "needs": ["literacy", "other"],
    "needs_other": "A quiet room",
}
CHILDREN = {
    "rows": "1",
    "child_1_name": "Robin",
    "child_1_age": "6",
    "child_1_plan": "cp",
    "child_1_since_0": "2",
    "child_1_since_1": "3",
    "child_1_since_2": "2026",
    "source": "plan",
    "authority": "own",
    "worker": "me",
    "next_meeting": "core_group",
    "next_meeting_date_0": "24",
    "next_meeting_date_1": "6",
    "next_meeting_date_2": "2026",
}
ABUSE = {
    "what_happened": "Pushed and threatened her.",
    "against_a_woman": "yes",
    "risk": "medium",
    "risk_note": "It is getting worse.",
    "strangulation": "no",
    "accepts_responsibility": "yes",
    "willing": "yes",
}
OTHERS = {
    "has_orders": "yes",
    "order_rows": "1",
    "order_1_kind": "non_molestation",
    "order_1_until_0": "1",
    "order_1_until_1": "12",
    "order_1_until_2": "2026",
    "order_1_conditions": "Not to come within 100 metres of the school.",
    "has_agencies": "yes",
    "agency_rows": "1",
    "agency_1_name": "Probation, Ms Okonjo",
    "agency_1_what_for": "Community order",
    "agency_1_contact": "0121 496 0111",
}
WHERE = {
    "lives_there": "both",
    "daytime": ["0", "2"],
    "evening": ["4"],
    "note": "Works shifts",
}
AGREEMENT = {
    "asked": "yes",
    "asked_date_0": "1",
    "asked_date_1": "6",
    "asked_date_2": "2026",
    "agreed": "yes",
    "how": "verbal",
    "witness": "A. Teacher, school",
}
EQUALITY = {
    "ethnic_group": "White",
    "background_white": "Irish",
    "religion": "Prefer not to say",
    "long_condition": "yes",
    "condition_limits": "a_little",
}
HER = {
    "first_name": "Marisol",
    "last_name": "Quillfeather",
    "relation": "former",
    "language": "Galician",
    "interpreter_needed": "yes",
    "asked": "yes",
    "asked_date_0": "1",
    "asked_date_1": "6",
    "asked_date_2": "2026",
    "asked_by": "Prunella, health visitor",
    "agreed": "no",
    "how": "verbal",
    "witness": "Thomasina, her aunt",
    "risk_note": "She fears zibeline.",
}
CONTACT = {
    "area": "",
    "phone": "07700 900456",
    "phone_whose": "Wilhelmina, her sister",
    "email": "larkspur@test.example",
    "address": "4 Larkspur Cottages, Hiddenham",
    "call": "yes",
    "text": "no",
    "voicemail": "unknown",
    "email_safe": "no",
    "safe_times": "Tuesdays before gymkhana",
    "who_may_answer": "Ottoline",
    "cover_name": "Jo from the dentist",
    "code_word": "marmalade",
    "children_note": "Robin sleeps at her Clementine’s.",
    "other_support": "The Bramblewood refuge",
    "another": "no",
}

# What must be found on her side and nowhere else
HERS = (
    "Marisol",
    "Quillfeather",
    "Galician",
    "Prunella",
    "Thomasina",
    "zibeline",
    "900456",
    "Wilhelmina",
    "larkspur@test.example",
    "Larkspur Cottages",
    "gymkhana",
    "Ottoline",
    "Jo from the dentist",
    "marmalade",
    "Clementine",
    "Bramblewood",
)
# What must be found on his side and nowhere else
HIS = (
    "Pemberwick",
    "900123",
    "Foxglove",
    "Pushed and threatened",
    "quiet room",
    "100 metres of the school",
    "Okonjo",
    "Community order",
    "Works shifts",
    "White: Irish",
    "A. Teacher",
)


def pages(area, **changes):
    """{page: what is typed}; ``changes``: page names (dashes as underscores) to values that differ."""
    whole = {
        "him": HIM,
        "children": CHILDREN,
        "abuse": ABUSE,
        "others": OTHERS,
        "where": WHERE | {"area": str(area.pk)},
        "agreement": AGREEMENT,
        "equality": EQUALITY,
        "partner": HER,
        "partner-contact": CONTACT,
    }
    for name, values in changes.items():
        page = name.replace("_", "-")
        whole[page] = whole.get(page, {}) | values
    return whole


class Referrer:
    """A signed-in social worker with one draft."""

    def __init__(self, client, world, *, at):
        client.force_login(world.social_worker)
        self.client, self.world = client, world
        self.draft = start_draft(by=world.social_worker, at=at)

    def url(self, name, *args):
        return reverse(name, args=[self.draft.pk, *args])

    def open(self, page, query=""):
        return self.client.get(self.url("draft_page", page) + query)

    def save(self, page, values, query=""):
        return self.client.post(self.url("draft_page", page) + query, values)

    def fill(self, **changes):
        """Save every page; each must be accepted."""
        answers = {}
        for page, values in pages(self.world.area, **changes).items():
            answers[page] = self.save(page, values)
            assert answers[page].status_code == 302, errors(answers[page])
        return answers

    def send(self, **values):
        return self.client.post(self.url("draft_check"), values)

    def saved(self):
        return Draft.objects.get(pk=self.draft.pk)


def errors(response):
    """What the error summary of a page says."""
    found = re.search(r'error-summary__list">(.*?)</ul>', response.content.decode(), re.S)
    return re.sub(r"<[^>]+>", "\n", found.group(1)).strip() if found else ""


def text(response):
    """The words of a page, without tags, single-spaced."""
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", response.content.decode()))
