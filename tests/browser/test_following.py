"""A social worker follows a referral without asking anybody: on a desk and on a telephone."""

import pytest

from .people import Facilitator, SocialWorker

pytestmark = pytest.mark.xdist_group("site")

SIZES = {"on a desk": (1280, 900), "on a telephone": (390, 844)}


@pytest.mark.parametrize(("size", "man"), [("on a desk", "Imran Sadler"), ("on a telephone", "Rajan Birdi")])
def test_she_sees_how_far_it_has_come_writes_and_is_answered(arrive, size, man):
    width, height = SIZES[size]
    social_worker = arrive(SocialWorker, viewport={"width": width, "height": height})
    facilitator = arrive(Facilitator)
    reference = she_finds_him_in_her_list(social_worker, man)
    she_writes(social_worker, f"When can he be reached? ({size})")
    facilitator.told("A message about a referral", reference)
    facilitator.must_read("Urgent risk does not go here", f"When can he be reached? ({size})")
    facilitator.fill({"text": "I call him tomorrow at nine."})
    facilitator.send()
    facilitator.must_read("The social worker and the team have been told.")
    social_worker.told("A message about a referral", reference)
    social_worker.must_read("I call him tomorrow at nine.", "New")


def she_finds_him_in_her_list(social_worker, man):
    social_worker.open("/referrals/")
    item = social_worker.page.locator(".app-followed__item").filter(has_text=man)
    assert item.get_by_role("listitem").filter(has_text="Received").count() == 1
    assert "Tom Akintola, 0121 496 0002" in item.inner_text()
    fits(social_worker)
    social_worker.click(item.get_by_role("link", name=man, exact=True))
    social_worker.must_read("What happens next", "Where he stands", "Who has it: Tom Akintola")
    assert social_worker.page.locator("[aria-current=step]").count() == 1
    fits(social_worker)
    return social_worker.page.locator(".govuk-caption-l").inner_text().split(",")[0]


def she_writes(social_worker, words):
    social_worker.follow("Write a message")
    social_worker.must_read("Urgent risk does not go here", "call 999")
    fits(social_worker)
    social_worker.fill({"text": words})
    social_worker.send()
    social_worker.must_read("Your message is sent. Whoever has the file has been told.", words)


def fits(person):
    """The page does not move sideways."""
    page = "document.documentElement"
    assert person.page.evaluate(f"{page}.scrollWidth <= {page}.clientWidth"), person.page.url
