"""The pages of the referrer's form: what each asks, about whom, and how far a draft has come."""

from dataclasses import dataclass, field
from itertools import pairwise

from .forms import (
    AbuseForm,
    AgreementForm,
    ChildrenForm,
    EqualityForm,
    HerContactForm,
    HerForm,
    HimForm,
    OthersForm,
    WhereForm,
)

HIM, HER = "him", "her"
NOT_STARTED, TO_CHECK, IN_PROGRESS, DONE = "Not started", "To check", "In progress", "Done"
TONES = {NOT_STARTED: "grey", TO_CHECK: "blue", IN_PROGRESS: "yellow", DONE: ""}
MOST_PARTNERS = 3


@dataclass(frozen=True)
class Page:
    """``name`` is in the address and in ``Draft.data``; ``partner`` is the number of hers the page is about."""

    name: str
    title: str
    heading: str
    form: type
    about: str = HIM
    partner: int = 0
    options: dict = field(default_factory=dict)

    @property
    def is_hers(self):
        return self.about == HER

    def posted(self, post, files=None, *, at):
        return self.form(post, files, at=at, **self.options)

    def rebuilt(self, data, *, at):
        """The form as the draft keeps it; an empty one where nothing was typed yet."""
        if self.name not in data:
            return self.form(at=at, **self.options)
        return self.form.rebuilt(data[self.name], at=at, **self.options)

    def status(self, data, *, at, to_check=()):
        if self.name not in data:
            return NOT_STARTED
        if self.name in to_check:
            return TO_CHECK
        return DONE if self.rebuilt(data, at=at).is_valid() else IN_PROGRESS


def _her_pages(number):
    suffix = "" if number == 1 else f"-{number}"
    whose = {1: "", 2: "Second partner: ", 3: "Third partner: "}[number]
    who = {1: "his partner or former partner", 2: "the second woman", 3: "the third woman"}[number]
    title, contact = "Who she is", "How to reach her safely"
    return (
        Page(
            f"partner{suffix}",
            whose + (title[0].lower() + title[1:] if whose else title),
            f"Who is {who}?",
            HerForm,
            HER,
            number,
        ),
        Page(
            f"partner-contact{suffix}",
            whose + (contact[0].lower() + contact[1:] if whose else contact),
            "How can she be reached safely?" if number == 1 else f"How can {who} be reached safely?",
            HerContactForm,
            HER,
            number,
            {"last": number == MOST_PARTNERS},
        ),
    )


_HIS = (
    Page("him", "Who he is", "Who is the man you are referring?", HimForm),
    Page(
        "children",
        "The children and their plans",
        "Which children is he father or stepfather of, and what are their plans?",
        ChildrenForm,
    ),
    Page("abuse", "The abuse and the risk", "What is known about the abuse and the risk?", AbuseForm),
    Page("others", "Orders and other agencies", "Which orders and other agencies are there?", OthersForm),
    Page("where", "Where and when", "Where is this referral for, and when could he come?", WhereForm),
    Page("agreement", "His agreement", "Has he agreed to take part?", AgreementForm),
    Page("equality", "Equality questions", "What did he answer to the equality questions?", EqualityForm),
)
_PARTNERS = tuple(_her_pages(number) for number in range(1, MOST_PARTNERS + 1))


def pages_of(data):
    """The pages that this draft asks, in order: those of a further partner once the referrer says there is one."""
    hers = list(_PARTNERS[0])
    for (_, contact), more in pairwise(_PARTNERS):
        if data.get(contact.name, {}).get("another") != "yes":
            break
        hers.extend(more)
    return [*_HIS, *hers]


def page_named(name, data):
    """The page of that name, or None when this draft has no such page."""
    return next((page for page in pages_of(data) if page.name == name), None)


def page_after(page, data):
    """The next page, or None after the last."""
    pages = pages_of(data)
    place = pages.index(page) + 1
    return pages[place] if place < len(pages) else None


def filled(data, *, at):
    """(page, its form as typed) for every page, each form judged."""
    return [(page, page.rebuilt(data, at=at)) for page in pages_of(data)]


def cleaned(data, *, at):
    """{page name: what it says} of the pages that are done."""
    return {page.name: form.cleaned_data for page, form in filled(data, at=at) if form.is_valid()}
