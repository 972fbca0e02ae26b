import pytest

from tests.access.matrix import rows

from .axe import violations
from .crawl import pages_of
from .person import Person

WIDE, NARROW = 1280, 390
PRODUCT = " – My Time and ISS case management"
PEOPLE = (
    "social-worker",
    "spoc",
    "facilitator",
    "manager",
    "iss-worker",
    "iss-manager",
    "opcc",
    "administrator",
    "dpo",
)
# Pages that no link of the demonstration leads to, and why.
NOT_LINKED = {
    "healthz": "for machines",
    "readyz": "for machines",
    "metrics": "for machines",
    "let_text_go": "the demonstration sends no texts, and so none that could not be delivered",
    "feed": "for calendars, which have its address from a page that shows it once; and it is a file, not a page",
    "remove_catch_up": "the demonstration has no catch-up",
    "register_marks": "for the script of the register",
    "raise_concern": "a button of the register leads there, and keeps what is marked",
    "flag_distress_at": "a button of the register leads there, and keeps what is marked",
    "counter_review": "no counter-allegation is waiting for a review",
    "document": "nobody has uploaded one; and it is a file, not a page",
    "answer_document": "nobody has uploaded one; and it is a file, not a page",
    "her_agreement_document": "nobody has uploaded one; and it is a file, not a page",
    "sheet": "a form asks for it; and it is a file, not a page",
    "self_referral_sent": "shown when the form has been sent",
    "questions": "his own page: it has its address from whoever put the questions to him",
    "questions_link": "shown when a link has been made for him",
    "her_questions": "opens only once she has said that she can talk; test_asking_her.py asks her there",
    "enter_bank_holidays": "linked where a year is missing, and none is before 2028",
    "onward_outcome": "nobody of the demonstration has been referred on",
    "lift_restriction": "linked where a file is restricted, which those of its kind that are read may not be",
    "her_lift_restriction": "linked where a file is restricted, which those of its kind that are read may not be",
    "merge_of": "leads on to what the merge did",
    "save_filter": "linked above a list that is narrowed, by an address with a question in it",
    "reassign_to": "a choice in a form leads there",
    "new_training_in": "a choice in a form leads there",
    "welcome": "an invitation leads there, once; test_in_a_browser.py comes by one",
    "typed": "shown after signing in again; test_in_a_browser.py sends something too late",
    "session_state": "for the script that warns before a session ends",
    "openid_connect_login": "the demonstration has no identity provider; test_in_a_browser.py has one",
    "openid_connect_callback": "the demonstration has no identity provider; test_in_a_browser.py has one",
    **{
        f"{kind}_paper{file}": "nothing of the demonstration is so long that its PDF is made by the worker"
        for kind in ("copy", "release", "return", "foi")
        for file in ("", "_file")
    },
    "draft_receipt": "shown once, when a form has been sent; the walks read it",
}
# What these show depends on who looks; every other kind is opened by the first who comes to it.
LOOKS_DIFFERENT = {
    "home",
    "inbox",
    "referrals",
    "file",
    "her_file",
    "pair",
    "figures",
    "overview",
    "start_referral",
}
# Pages for somebody who has not signed in
OUTSIDE = (
    "/sign-in/",
    "/can-i-refer/",
    "/password/reset/",
    "/sign-in/help/",
    "/sign-in/welcome/no-such-link/",
    "/no-such-page/",
    "/about/",
    "/refer-yourself/",
    "/refer-yourself/form/",
    "/refer-yourself/sent/",
    "/accessibility/",
    "/demonstration/",
    "/demonstration/time/",
)

pytestmark = pytest.mark.xdist_group("site")


@pytest.fixture(scope="module")
def people(browser, site):
    """Everybody, signed in; there are a draft and a likely duplicate."""
    site.refer_somebody_again()
    people = {who: Person(browser, site, who, viewport={"width": WIDE, "height": 900}) for who in PEOPLE}
    people["social-worker"].open("/referrals/new/")
    people["social-worker"].press("Start now")
    yield people
    for person in people.values():
        person.context.close()


@pytest.fixture(scope="module")
def pages(people):
    """{who: {kind of page: a path, None for a document}}"""
    return {who: pages_of(person) for who, person in people.items()}


@pytest.fixture(scope="module")
def to_open(pages):
    """{who: paths}: every kind of page once, and by everybody where it looks different to each."""
    opened, to_open = set(), {}
    for who, kinds in pages.items():
        mine = {
            kind: path
            for kind, path in kinds.items()
            if path and (kind[0] in LOOKS_DIFFERENT or kind not in opened)
        }
        opened |= set(mine)
        to_open[who] = list(mine.values())
    return to_open


@pytest.mark.parametrize("who", PEOPLE)
def test_every_page_can_be_used_by_everybody_wide_and_narrow(who, people, to_open):
    person = people[who]
    problems = [problem for path in to_open[who] for problem in problems_of(person.page, path)]
    assert problems + person.complaints == []


def test_pages_for_those_who_have_not_signed_in_can_be_used_by_everybody(browser, site):
    context = browser.new_context(base_url=site.url, viewport={"width": WIDE, "height": 900})
    page = context.new_page()
    problems = [problem for path in OUTSIDE for problem in problems_of(page, path)]
    context.close()
    assert problems == []


def test_links_lead_to_every_page_there_is(pages):
    reached = {kind[0] for kinds in pages.values() for kind in kinds}
    there_are = {name for name, row in rows().items() if row.method == "get"}
    assert there_are - reached - set(NOT_LINKED) == set()


def problems_of(page, path):
    """What is wrong with a page, in words."""
    page.set_viewport_size({"width": WIDE, "height": 900})
    page.goto(path)
    found = []
    if page.locator("h1").count() != 1:
        found.append(f"{page.locator('h1').count()} main headings")
    title = page.title()
    if not title.endswith(PRODUCT) or not title.removesuffix(PRODUCT).strip():
        found.append(f"the title is {title!r}")
    found += violations(page)
    page.set_viewport_size({"width": NARROW, "height": 844})
    wide = page.evaluate("document.documentElement.scrollWidth")
    if wide > NARROW:
        found.append(f"scrolls sideways: {wide} wide")
    found += violations(page)
    return [f"{path} at {page.viewport_size['width']}: {words}" for words in found]
