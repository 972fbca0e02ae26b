"""The way of a letter through the pages: owed, written, looked at, issued, printed, gone."""

import pytest
from django.urls import reverse
from django.utils import timezone

from programme.letters.kinds import MANNERS, LetterKind
from programme.models import Letter, LetterWording
from referrals import actions as his
from tests.paper.reading import words as words_on_paper
from tests.world import DAY, fresh

pytestmark = pytest.mark.django_db


@pytest.fixture
def him(today):
    referral = today.contacted()
    his.offer(
        referral,
        offered_date=today.now.date(),
        appointment_at=today.now + 3 * DAY,
        mode="in_person",
        venue="Millpond Hall",
        by=today.facilitator,
        at=today.now,
    )
    return fresh(referral)


@pytest.fixture
def write(him):
    fact = him.assessment_offers.get().pk
    return reverse("write_letter", args=[him.pk, "appointment", fact])


def text(response):
    return response.content.decode()


def kept(client, write, more=""):
    words = client.get(write).context["form"].initial["words"]
    return client.post(write, {"words": words + more}, follow=True)


def test_it_is_on_the_list_of_letters_on_his_page_and_on_the_home_page(facilitator, him):
    for address in (reverse("letters"), reverse("his_letters", args=[him.pk]), reverse("home")):
        assert "Appointment for his assessment" in text(facilitator.get(address))


def test_a_letter_is_written_issued_printed_and_gone(facilitator, him, write):
    page = kept(facilitator, write)
    assert "As he will read it" in text(page)
    letter = Letter.objects.get()
    assert facilitator.get(reverse("letter_pdf", args=[letter.pk])).status_code == 404
    assert "It stays as it was issued" in text(facilitator.post(letter.get_absolute_url(), follow=True))
    paper = facilitator.get(reverse("letter_pdf", args=[letter.pk]))
    assert "Millpond Hall" in words_on_paper(paper.content)
    assert f'"{him.reference}-{letter.pk}.pdf"' in paper["Content-Disposition"]
    day = timezone.localdate()
    typed = {"gone_date_0": day.day, "gone_date_1": day.month, "gone_date_2": day.year}
    gone = facilitator.post(letter.get_absolute_url(), {"how": "handed", **typed}, follow=True)
    assert "Handed over on" in text(gone)
    assert "None at the moment" in text(facilitator.get(reverse("his_letters", args=[him.pk])))


def test_what_names_somebody_else_is_shown_before_it_goes_and_has_to_be_answered_for(facilitator, write):
    page = kept(facilitator, write, "\n\nMarisol told us.")
    assert "Marisol</strong>: this may be the name of somebody else" in text(page)
    letter = Letter.objects.get()
    assert "There is a problem" in text(facilitator.post(letter.get_absolute_url(), {}))
    facilitator.post(letter.get_absolute_url(), {"looked": "on"})
    letter.refresh_from_db()
    assert letter.issued_at
    assert letter.looked_at == ["Marisol"]


def test_what_is_never_said_cannot_be_issued(facilitator, write):
    assert "Take these out" in text(kept(facilitator, write, "\n\nThe MARAC has met."))
    letter = Letter.objects.get()
    facilitator.post(letter.get_absolute_url(), {"looked": "on"})
    letter.refresh_from_db()
    assert letter.issued_at is None


def test_nothing_can_be_drafted_while_the_finding_is_provisional(facilitator, today):
    referral = today.pending()
    change = referral.status_changes.last()
    for kind in ("not-suitable", "closed", "certificate"):
        address = reverse("write_letter", args=[referral.pk, kind, change.pk])
        assert "has changed since" in text(facilitator.get(address, follow=True))


def test_it_is_said_why_none_is_sent(facilitator, him, write):
    facilitator.post(f"{write}drop/", {"because": "He was told by phone"})
    assert "Not sent: He was told by phone" in text(facilitator.get(reverse("his_letters", args=[him.pk])))


def test_an_administrator_changes_the_words_for_letters_to_come(client, today, him, write):
    client.force_login(today.administrator)
    address = reverse("write_letter_wording", args=["appointment"]) + "?language=English"
    words = MANNERS[LetterKind.APPOINTMENT].words
    assert "x-nothing" not in text(client.get(address))
    facts = {"heading": "Come and see us", "words": words + "\n\nBring nothing.", "read": "on"}
    client.post(address, facts)
    assert LetterWording.objects.get().heading == "Come and see us"
    client.force_login(today.facilitator)
    assert "Bring nothing." in client.get(write).context["form"].initial["words"]


@pytest.mark.parametrize(
    ("change", "why"),
    [
        ("{partner}", "Use these fields and no others"),
        ("{name.x}", "Use these fields and no others"),
        ("{services}", "Use these fields and no others"),
        ("MARAC", "no letter to him says that"),
    ],
)
def test_a_field_that_is_not_on_the_list_is_refused(client, today, change, why):
    client.force_login(today.administrator)
    address = reverse("write_letter_wording", args=["appointment"]) + "?language=English"
    words = f"{MANNERS[LetterKind.APPOINTMENT].words}\n\n{change}"
    answer = client.post(address, {"heading": "Come", "words": words, "read": "on"})
    assert why in text(answer)
    assert not LetterWording.objects.exists()


def test_a_letter_in_his_language_where_somebody_has_written_it(client, today, him, write):
    type(him.man).objects.filter(pk=him.man_id).update(language="Polish")
    client.force_login(today.administrator)
    address = reverse("write_letter_wording", args=["appointment"])
    words = "Szanowny Panie {name}\n\n{day}, {time}\n\n{where}\n\n{phone}"
    client.post(address, {"language": "Polish", "heading": "Wizyta", "words": words, "read": "on"})
    client.force_login(today.facilitator)
    assert "Szanowny Panie Gareth" in client.get(write).context["form"].initial["words"]
