"""The form from beginning to receipt, page by page."""

import re
from datetime import timedelta

from django.urls import reverse

from intake.models import Draft
from iss.models import PartnerFile
from referrals.models import Referral

from .form import CHILDREN, CONTACT, HER, HIM, errors, text


def test_start_page_says_who_can_be_referred_by_the_rules_of_today(client, world):
    client.force_login(world.social_worker)
    words = text(client.get(reverse("start_referral")))
    assert "He is 18 or over" in words
    assert "or in Early Help" in words
    assert "needs a manager&#x27;s sign-off" in words
    assert "He has no history of strangulation" not in words
    assert not Draft.objects.exists()


def test_starting_makes_one_draft_and_opens_it(client, world):
    client.force_login(world.social_worker)
    key = {"form_key": "8d1f6f3e-9a43-4a7c-b5ad-0c1b4e6a3a55"}
    first = client.post(reverse("start_referral"), key)
    second = client.post(reverse("start_referral"), key)
    draft = Draft.objects.get()
    assert first["Location"] == second["Location"] == reverse("draft_page", args=[draft.pk, "him"])


def test_whole_form_leads_from_page_to_page_to_the_receipt(referrer):
    answers = referrer.fill()
    assert answers["him"]["Location"] == referrer.url("draft_page", "children")
    assert answers["partner-contact"]["Location"] == referrer.url("draft_check")
    assert "Send the referral" in text(referrer.client.get(referrer.url("draft_check")))
    sent = referrer.send()
    assert sent["Location"] == referrer.url("draft_receipt")
    referral = Referral.objects.get()
    assert (referral.source, referral.area, referral.children_count) == ("cp", referrer.world.area, 1)
    assert (referral.man.name, referral.age_at_referral) == ("Gareth Pemberwick", 36)
    assert (referral.risk_level, referral.willing_to_change) == ("medium", True)
    assert referral.availability == "Daytime on Monday and Wednesday; evenings on Friday. Works shifts"
    assert (referral.eligibility_warnings, referral.eligibility_override) == ([], "")
    assert referral.agreements.get().witness == "A. Teacher, school"


def test_receipt_has_the_reference_and_the_moments_and_nothing_of_anybody(referrer):
    referrer.fill()
    referrer.send()
    words = text(referrer.client.get(referrer.url("draft_receipt")))
    assert Referral.objects.get().reference in words
    # Wednesday noon: one working day to acknowledge, and the 48 hours at the latest after that
    assert "4 June 2026 at 12pm" in words
    assert "6 June 2026 at 12pm" in words
    for personal in ("Gareth", "Pemberwick", "Robin", "Marisol", "Quillfeather", "marmalade"):
        assert personal not in words


def test_her_answers_are_held_for_the_provider_with_what_is_safe(referrer):
    referrer.fill()
    referrer.send()
    file = PartnerFile.objects.get()
    safe, agreement = file.safe_contact, file.agreements.get()
    assert (file.name, file.relation, file.status) == ("Marisol Quillfeather", "former", "held")
    assert (safe.call, safe.text, safe.voicemail, safe.email_safe, safe.post) == (
        "yes",
        "no",
        "unknown",
        "no",
        "unknown",
    )
    assert (safe.code_word, safe.cover_name) == ("marmalade", "Jo from the dentist")
    assert (agreement.agreed, agreement.risk_note) == (False, "She fears zibeline.")


def test_area_she_lives_in_decides_who_supports_her(referrer):
    from accounts.models import Area

    coventry = Area.objects.get(name="Coventry")
    referrer.fill(partner_contact={"area": str(coventry.pk)})
    referrer.send()
    assert PartnerFile.objects.get().provider.name == "Coventry Haven"
    assert Referral.objects.get().area == referrer.world.area


def test_three_partners_have_a_file_each_and_there_is_no_fourth(referrer):
    more = {"another": "yes"}
    last = {name: value for name, value in CONTACT.items() if name != "another"}
    for page, values in {"partner": HER, "partner-contact": CONTACT | more}.items():
        referrer.save(page, values)
    assert referrer.open("partner-3").status_code == 404
    referrer.save("partner-2", HER | {"first_name": "Beatrix", "asked": "no"})
    referrer.save("partner-contact-2", CONTACT | more)
    referrer.save("partner-3", HER | {"first_name": "Cordelia", "asked": "no"})
    assert "another partner" not in text(referrer.open("partner-contact-3"))
    referrer.save("partner-contact-3", last)
    referrer.fill(partner_contact=more)
    referrer.send()
    names = PartnerFile.objects.order_by("pk").values_list("first_name", flat=True)
    assert list(names) == ["Marisol", "Beatrix", "Cordelia"]


def test_further_partner_taken_back_is_not_sent(referrer):
    referrer.save("partner-contact", CONTACT | {"another": "yes"})
    referrer.save("partner-2", HER | {"first_name": "Beatrix"})
    referrer.fill()
    referrer.send()
    assert PartnerFile.objects.get().first_name == "Marisol"


def test_task_list_says_what_is_not_started_in_progress_and_done(referrer):
    referrer.save("him", HIM)
    referrer.save("partner", HER | {"relation": ""})
    words = text(referrer.client.get(referrer.url("draft")))
    assert "1 of 9 sections done" in words
    assert "Refer Gareth Pemberwick" in words
    for title, status in (
        ("Who he is", "Done"),
        ("Who she is", "In progress"),
        ("The children and their plans", "Not started"),
    ):
        assert re.search(f"{title} {status}", words), title
    assert "Marisol" not in words


def test_unfinished_form_is_not_sent_and_links_to_what_is_missing(referrer):
    referrer.save("him", HIM | {"last_name": ""})
    for page in (referrer.client.get(referrer.url("draft_check")), referrer.send()):
        assert page.status_code == 200
        assert "cannot be sent yet" in text(page)
        assert referrer.url("draft_page", "him") + "?answers&amp;missing" in page.content.decode()
    assert not Referral.objects.exists()
    assert errors(referrer.open("him")) == ""
    assert errors(referrer.open("him", "?answers&missing")) == "Enter his last name"


def test_change_goes_back_to_the_answers(referrer):
    referrer.fill()
    changed = referrer.save("him", HIM | {"first_name": "Gerald"}, "?answers")
    assert changed["Location"] == referrer.url("draft_check")
    assert "Gerald" in text(referrer.client.get(referrer.url("draft_check")))


def test_save_and_come_back_later_keeps_a_half_page(referrer):
    answer = referrer.save("him", {"first_name": "Gar", "date_of_birth_0": "31", "later": "1"})
    assert answer["Location"] == reverse("drafts")
    assert "Gar" in text(referrer.client.get(reverse("drafts")))
    page = referrer.open("him").content.decode()
    assert 'value="Gar"' in page
    assert 'value="31"' in page
    assert "There is a problem" not in page


def test_children_are_added_and_removed_without_scripts(referrer):
    one = {"rows": "1", "child_1_name": "Robin", "child_1_age": "six"}
    answer = referrer.save("children", one | {"add": "child"})
    assert answer["Location"] == referrer.url("draft_page", "children") + "#children"
    page = referrer.open("children").content.decode()
    assert 'value="six"' in page
    assert "Child 2" in page
    two = {"rows": "2", "child_1_age": "6", "child_1_plan": "cp", "child_2_name": "Wren", "child_2_age": "3"}
    referrer.save("children", two | {"remove": "child-1"})
    page = referrer.open("children").content.decode()
    assert 'value="Wren"' in page
    assert "Child 2" not in page


def test_eight_children_are_the_most(referrer):
    eight = {
        f"child_{n}_{part}": value for n in range(1, 9) for part, value in (("age", str(n)), ("plan", "cin"))
    }
    referrer.save("children", eight | {"rows": "8", "add": "child"})
    page = referrer.open("children").content.decode()
    assert "Child 9" not in page
    assert "Add another child" not in page
    plan = {name: value for name, value in CHILDREN.items() if not name.startswith("child_")}
    assert referrer.save("children", plan | eight | {"rows": "999"}).status_code == 302
    assert referrer.saved().data["children"]["child_8_age"] == "8"


def test_discarding_asks_first_and_then_leaves_nothing(referrer):
    page = referrer.client.get(referrer.url("draft_discard"))
    assert "cannot be brought back" in text(page)
    assert Draft.objects.exists()
    assert referrer.client.post(referrer.url("draft_discard"))["Location"] == reverse("drafts")
    assert not Draft.objects.exists()
    assert referrer.client.get(referrer.url("draft")).status_code == 404


def test_list_of_drafts_is_shown_in_pages(referrer, noon):
    from intake.actions import start_draft

    for minute in range(26):
        start_draft(by=referrer.world.social_worker, at=noon + timedelta(minutes=minute))
    first = referrer.client.get(reverse("drafts"))
    assert len(first.context["rows"]) == 25
    second = referrer.client.get(reverse("drafts") + first.context["older"])
    assert len(second.context["rows"]) == 2
    assert second.context["rows"][-1][0] == referrer.draft
    assert referrer.client.get(reverse("drafts") + "?before=nonsense").status_code == 200
