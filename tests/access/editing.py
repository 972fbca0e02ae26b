"""Two people open every form that edits a record: the second to save sees both versions, and nothing is lost unseen."""

import re
from dataclasses import dataclass, field
from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from tests.access.answering import as_sent
from tests.access.posting import forms_of, written

SENT = "application/x-www-form-urlencoded"


def day(name, ahead=0):
    """A day as it is typed, so many days from today."""
    on = timezone.localdate() + timedelta(days=ahead)
    return {f"{name}_0": on.day, f"{name}_1": on.month, f"{name}_2": on.year}


@dataclass
class Edit:
    """What the first and the second person type, and what both have to answer besides. By itself: other words, or
    another answer that is on offer. ``redrawn``: whether the form shows again what is stored."""

    first: dict = field(default_factory=dict)
    second: dict = field(default_factory=dict)
    also: dict = field(default_factory=dict)
    redrawn: bool = True


WAYS = dict.fromkeys(("call", "text", "voicemail", "email_safe", "post"), "no")
EDITS = {
    "area": Edit(),
    "change_area": Edit(also={"because": "They have moved"}, redrawn=False),
    "change_group": Edit(),
    "change_service": Edit(also={"source": "Their own page"}),
    "change_topic": Edit(),
    "change_venue": Edit(),
    "choose_reminders": Edit({"reminders": "text"}, {"reminders": "none"}),
    "contribute": Edit(
        {"contribution": "She is well", "nil": []}, {"contribution": "She is safe", "nil": []}
    ),
    "correct": Edit(also={"because": "The wrong box"}, redrawn=False),
    "correct_incident": Edit(also={"because": "The day was wrong"}, redrawn=False),
    "correct_training": Edit(),
    "hand_over_action": Edit(),
    "her_allocate": Edit(first={"worker": "another"}),
    "her_benefits": Edit({"satisfaction": "3"}, {"satisfaction": "4"}),
    "her_correct_support": Edit(
        {"note": "We went to the bank"}, {"note": "We rang the bank"}, {"because": "Mistyped"}
    ),
    "her_plan_choice": Edit(
        {"wanted": "no", "because": "He looks there"},
        {"wanted": "no", "because": "She has no drawer of her own"},
        day("asked_date"),
        redrawn=False,
    ),
    "her_safe_contact": Edit(also={"checked_with": "her"} | WAYS),
    "her_write_safety_plan": Edit(),
    "mail_choices": Edit({"daily": ["steps"]}, {"daily": ["sessions"]}),
    "move_session": Edit(
        {"starts_at_3": "09:10"}, {"starts_at_3": "09:20"}, day("starts_at", 90) | {"seen": "shown"}
    ),
    "onward_outcome": Edit(),
    "person": Edit(),
    "rename_filter": Edit(),
    "replace_note": Edit(redrawn=False),
    "retention_rule": Edit(),
    "service_contact": Edit(),
    "stop_version": Edit(day("valid_to", 200), day("valid_to", 300)),
    "version_catching_up": Edit(first={"in_person": []}),
    "who_is_there": Edit(),
    "write_letter": Edit(),
    "write_letter_wording": Edit(also={"read": "on"}),
    "write_wording": Edit(
        {"words": "Come on {day} at {time}, or ring {phone}."},
        {"words": "We meet on {day} at {time}. Ring {phone}."},
        {"read": "on", "save": "1"},
    ),
}
# What is asked for in the address of a form that edits nothing without it
ASKED = {"write_letter_wording": "?language=English", "write_wording": "?language=Polish"}


def changed(form, place):
    """Something else in the first answer that is words or on offer: for the first and the second person not the same."""
    for name in tokens(form):
        asked = form.fields.get(name)
        if asked and asked.kind in ("text", "textarea"):
            was = (asked.drawn or [""])[0]
            return {name: str(int(was) + place) if was.isdigit() else f"{was} Zq{place}".strip()}
        if asked and asked.kind in ("radio", "select"):
            others = [value for value in asked.offered if value and value not in asked.drawn]
            if len(others) >= place:
                return {name: others[place - 1]}
    raise AssertionError(f"Say what two people type at {form.where}")


def tokens(form):
    return [part.partition(":")[0] for part in form.unseen["opened_with"].split()]


class TwoPeople:
    """For a test of ``Matrix``."""

    def test_the_second_sees_both_and_chooses(self):
        for name, edit in EDITS.items():
            with self.subTest(name), transaction.atomic():
                self.two_people(name, edit)
                transaction.set_rollback(True)

    def two_people(self, name, edit):
        row, address = self.rows[name], self.addresses[name].partition("?")[0] + ASKED.get(name, "")
        self.signed_in = None  # the session went with what the last two did
        self.sign_in(min(row.who))
        form = self.open(address)
        first, second = self.typed(form, edit, edit.first, 1), self.typed(form, edit, edit.second, 2)
        assert self.save(form, first).status_code == 302, f"{name}: {first}"
        with written() as writes:
            page = self.save(form, second)
            assert page.status_code == 409, f"{name}: {page.status_code}"
            assert not writes()
        forms = forms_of(page.content.decode(), address)
        choice = next(form for form in forms if "meanwhile_asked" in form.fields)
        asked = [each for each in choice.fields if each.startswith("meanwhile-")]
        assert asked
        for whose, typed in (("theirs", first), ("mine", second)):
            with transaction.atomic():
                answers = {each: _of(whose, choice.fields[each]) for each in asked}
                done = self.client.post(address, as_sent(choice.as_drawn() | answers), SENT)
                # To keep all that they saved may be no act at all, and the page says so
                assert done.status_code == 302 or (whose == "theirs" and done.status_code == 200), (
                    f"{name}, {whose}"
                )
                if edit.redrawn:
                    now = self.open(address)
                    for each in (each.removeprefix("meanwhile-") for each in asked):
                        assert _answers(now.as_drawn(), each) == _answers(typed, each), f"{name}, {whose}"
                transaction.set_rollback(True)

    def open(self, address):
        page = self.client.get(address)
        found = [form for form in forms_of(page.content.decode(), address) if tokens_or_none(form)]
        assert found, f"{address} carries nothing to compare with"
        return found[0]

    def typed(self, form, edit, said, place):
        new = said if (edit.first or edit.second) else changed(form, place)
        new = {
            name: next(one for one in form.fields[name].offered if one and one not in form.fields[name].drawn)
            if value in ("another", "other")
            else value
            for name, value in new.items()
        }
        whole = form.as_drawn() | edit.also | new
        if "seen" in whole:  # what follows was shown to both
            whole["seen"] = self.seen(form, whole)
        return {key: value if isinstance(value, list) else [str(value)] for key, value in whole.items()}

    def seen(self, form, whole):
        page = self.save(form, whole | {"seen": ""}).content.decode()
        return re.search(r'name="seen" value="([^"]*)"', page)[1]

    def save(self, form, typed):
        return self.client.post(form.where, as_sent({**typed, "form_key": ""}), SENT)


def tokens_or_none(form):
    return "opened_with" in form.unseen and tokens(form) and len(form.fields) > 0


def _of(whose, asked):
    return next(value for value in asked.offered if value.startswith(whose))


def _answers(sent, name):
    """What was answered to ``name``, in all its boxes."""
    boxes = re.compile(rf"{re.escape(name)}(_\d)?$")
    return {
        key: [re.sub(r"\s+", " ", one).strip() for one in sent[key] if one]
        for key in sent
        if boxes.fullmatch(key) and any(sent[key])
    }
