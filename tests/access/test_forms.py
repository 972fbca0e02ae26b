"""Every form of every page: answered with what no person would type, with more than it asks for, and by two at once.

No page breaks, nothing is half written, nothing is written that was not asked, and nothing is written over unseen.
"""

import random
import re
from copy import deepcopy

import pytest
from django.apps import apps
from django.db import models, transaction
from django.test import TestCase

from tests.access.answering import as_sent, hostile, sensible
from tests.access.editing import EDITS, TwoPeople
from tests.access.matrix import Matrix
from tests.access.posting import every_form, name_of, written
from tests.proof import size

SENT = "application/x-www-form-urlencoded"
INPUTS = size(short=200, whole=10_000)
# So many forms are sent with what they do not ask for, each so often
EXTRAS, EACH = size(short=20, whole=None), size(short=1, whole=12)
# What a page keeps although the form came back: what was typed into a draft, or half answered, is kept as it is
KEEPS = {
    "draft_page",
    "draft_autosave",
    "her_dash",
    "her_dash_half",
    "keep_case",
    "meeting_case",
    "my_feed",
    "register_marks",
    "questions",
    "her_questions",
}
OURS = {
    "accounts",
    "referrals",
    "iss",
    "joint",
    "programme",
    "intake",
    "alerts",
    "outcomes",
    "monitoring",
    "audit",
}
TELLING = {
    "role": "administrator",
    "is_active": "on",
    "status": "closed",
    "decision": "suitable",
    "side": "iss",
    "shared": "on",
    "imported": "on",
}
# Forms that begin with what is in force and add a row with a day of its own: nothing is written over. In the world of the
# matrix the copy waits for its check; the button that ends a contact is drawn with the form that changes it
NOT_EDITED = {
    "disclosure_rule",
    "ladder",
    "publish_instrument",
    "quiet_teams",
    "timescale",
    "copy_prepare",
    "end_service_contact",
}
# Drawn with what is likely and not with what is stored, or told by a way of their own what somebody else wrote
LIKELY = {
    "add_service_contact",
    "add_support_group",
    "add_topic",
    "agree_goal",
    "ask_him",
    "ask_referrer",
    "catch_up_alone",
    "close_service",
    "confirm_plan",
    "discussion",
    "enrol",
    "foi_answer",
    "foi_clarify",
    "foi_clear",
    "her_contact",
    "her_dash",
    "her_marac_refer",
    "her_measure",
    "her_no_safe_window",
    "her_restricted",
    "her_support",
    "her_update_wish",
    "key_work_outcome",
    "letter",
    "log_contact",
    "meeting_case",
    "move_him",
    "new_meeting",
    "offer_assessment",
    "pass_on_partner",
    "plan_sessions",
    "record_agreement",
    "refer_on",
    "restricted",
    "review",
    "support_register",
    "write_report",
}


def columns():
    """{name of a column: a value for it that would be seen}."""
    found = {}
    for model in apps.get_models():
        if model._meta.app_label in OURS:
            for field in model._meta.concrete_fields:
                value = "2001-02-03" if isinstance(field, models.DateField) else "zquxextra"
                value = TELLING.get(field.name, "1" if field.is_relation else value)
                found[field.name] = found[field.attname] = value
    return found


# What differs from one time to the next: numbers of rows, moments, keys
_CHANGING = re.compile(
    r"'[^' ]*\d{4}-\d\d-\d\d[T ]\d\d:\d\d[^']*'(::timestamptz)?|'[0-9a-f-]{32,36}'(::uuid)?|'[0-9a-f]{64}'"
    r"|'[A-Za-z0-9_.=:-]{40,}'|'[A-Z]{2,4}-[A-Z0-9]{4}-[A-Z0-9]{4}'|'[a-z_]+:[^']*\d[^']*'|\b\d+\b"
)


@pytest.mark.proof
@pytest.mark.xdist_group("the access matrix")
class Forms(TwoPeople, Matrix, TestCase):
    def test_every_form_is_answered_with_anything(self):
        self.forms = sorted(every_form(self), key=lambda each: each[0] or "")
        assert len(self.forms) > 150
        self.a_form_that_shows_what_is_stored_carries_what_it_was_drawn_with()
        self.nothing_breaks_a_page_or_is_half_written()
        self.nothing_is_written_but_what_the_form_asks()

    def a_form_that_shows_what_is_stored_carries_what_it_was_drawn_with(self):
        """A form that comes filled in is one that two people may have open (editing.py)."""
        names = {
            name_of(form.where)
            for _, form in self.forms
            if "opened_with" in form.unseen
            or any(any(asked.drawn) and asked.kind != "hidden" for asked in form.fields.values())
        }
        assert names - set(EDITS) - NOT_EDITED - LIKELY == set()

    def nothing_breaks_a_page_or_is_half_written(self):
        draw, broken, accepted = random.Random(11), [], 0
        forms = draw.sample(self.forms, len(self.forms))
        self.client.raise_request_exception = False
        # Every form in turn; persons change as seldom as they can
        turns = [forms[turn % len(forms)] for turn in range(INPUTS)]
        for persona, form in sorted(turns, key=lambda each: each[0] or ""):
            self.as_whom(persona)
            sent = hostile(draw, form, share=draw.choice((0.05, 0.2, 0.7)))
            status, writes = self.post(form.where, as_sent(sent))
            accepted += status == 302
            if status >= 500:
                broken.append(f"{status} {form.where} as {persona}: {_short(sent)}")
            elif status not in (201, 302) and writes and name_of(form.where) not in KEEPS:
                broken.append(f"{status} {form.where} as {persona} wrote {writes[:2]}: {_short(sent)}")
        assert not broken, "\n".join(broken)
        assert accepted > INPUTS / 50

    def nothing_is_written_but_what_the_form_asks(self):
        """Each form is sent twice from the same place, as it is and with the fields; what stands written is compared."""
        draw, extra, differing, acted = random.Random(8), columns(), [], 0
        assert len(extra) > 300
        forms = [each for each in self.forms if each[0]]
        forms = sorted(draw.sample(forms, min(EXTRAS or len(forms), len(forms))), key=lambda each: each[0])
        for persona, form in forms:
            self.as_whom(persona)
            for _ in range(EACH):
                sent = form.as_drawn() | {
                    name: sensible(draw, name, asked) for name, asked in form.fields.items()
                }
                more = {name: value for name, value in extra.items() if name not in form.fields} | sent
                plain, with_more = self.post(form.where, as_sent(sent)), self.post(form.where, as_sent(more))
                acted += bool(plain[1])
                if plain != with_more:
                    differing.append(f"{form.where} as {persona}: {_first(plain, with_more)}")
        assert not differing, "\n".join(differing)
        assert acted > len(forms) * EACH / 8

    def as_whom(self, persona):
        if persona:
            self.sign_in(persona)
        else:
            self.client.logout()
            self.signed_in = None

    def post(self, where, sent):
        """(status, statements that stand), all of it undone again: also who was signed out by it, as by handing him the
        screen, sits here as before.
        """
        cookies = deepcopy(self.client.cookies)
        with transaction.atomic(), written() as writes:
            status = self.client.post(where, sent, SENT).status_code
            standing = [_CHANGING.sub("?", statement) for _, _, statement in writes()]
            transaction.set_rollback(True)
        self.client.cookies = cookies
        return status, standing


def _short(sent):
    return {name: repr(value)[:60] for name, value in sent.items()}


def _first(plain, more):
    """The status, and where the first statement is not the same."""
    pairs = zip(plain[1], more[1], strict=False)
    a, b = next(((a, b) for a, b in pairs if a != b), (str(len(plain[1])), str(len(more[1]))))
    same = next((at for at, (one, other) in enumerate(zip(a, b, strict=False)) if one != other), 0)
    start = max(same - 40, 0)
    return plain[0], more[0], a[:60], a[start : start + 120], b[start : start + 120]
