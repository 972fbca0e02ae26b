"""Somebody at a browser of their own, and what anybody does there."""

import re
from datetime import UTC, datetime, timedelta

from .site import PASSWORD

PATIENCE = 30_000  # milliseconds; a busy machine with two cores
TICKED = True
PDF = b"%PDF-1.7\n1 0 obj << /Type /Catalog >> endobj\ntrailer << /Root 1 0 R >>\n%%EOF\n"
IN_A_DAY = timedelta(days=1)


class Person:
    """Somebody signed in by the sign-in page, in a browser context that shares nothing with the others'."""

    who = ""

    def __init__(self, browser, site, who="", **context):
        self.site, self.who = site, who or self.who
        self.email = f"{self.who}@demo.example"
        self.context = browser.new_context(
            base_url=site.url, locale="en-GB", timezone_id="Europe/London", **context
        )
        self.context.set_default_timeout(PATIENCE)
        self.complaints = []  # of the browser: refused scripts, errors in ours
        self.page = self.new_tab()
        self.sign_in()

    def new_tab(self):
        page = self.context.new_page()
        page.on("console", lambda said: said.type == "error" and self.complaints.append(said.text))
        page.on("pageerror", lambda error: self.complaints.append(str(error)))
        return page

    def sign_in(self):
        self.open("/sign-in/")
        self.signs_in_on_this_page()
        assert self.page.url == self.site.url + "/", self.words

    def signs_in_on_this_page(self):
        self.page.get_by_label("Email").fill(self.email)
        self.page.get_by_label("Password", exact=True).fill(PASSWORD)
        self.press("Sign in")

    # What anybody does

    def open(self, path):
        return self.page.goto(path)

    def follow(self, words):
        self.click(self.page.locator("main a").filter(has_text=words).first)

    def press(self, words):
        self.click(self.page.get_by_role("button", name=words, exact=True).first)

    def do_next(self):
        """The one thing that the page of a file says is to be done next."""
        self.click(self.page.locator(".app-next a.govuk-button"))

    def send(self):
        """The main button of the form on the page, whatever it says."""
        button = "form button[type=submit]:not(.govuk-button--secondary)"
        self.click(self.page.locator("main").locator(button).first)

    def click(self, link_or_button):
        """Click what leads to another page, and be there."""
        assert link_or_button.count(), f"{link_or_button} is not on {self.page.url}:\n{self.words}"
        with self.page.expect_navigation():
            link_or_button.click()

    def fill(self, values):
        """{name of a box: what is typed, or the value or words of the answer}, in the order of the page."""
        for name, value in values.items():
            self._fill_one(self.page.locator(f'[name="{name}"]'), value)

    def _fill_one(self, boxes, value):
        kind = boxes.first.evaluate("box => box.type")
        if value is TICKED:
            boxes.check()
        elif kind in ("radio", "checkbox"):
            for one in value if isinstance(value, list) else [value]:
                by_value = self.page.locator(f'[value="{one}"]')
                boxes.and_(by_value.or_(self.page.get_by_label(one, exact=True))).check()
        elif kind == "file":
            boxes.set_input_files(value)
        elif kind.startswith("select"):
            boxes.select_option(value)  # by value or by its words
        else:
            boxes.fill(value)

    @property
    def heading(self):
        return self.page.locator("h1").inner_text().strip()

    @property
    def words(self):
        return re.sub(r"\s+", " ", self.page.locator("main").inner_text())

    def must_read(self, *texts):
        for text in texts:
            assert text in self.words, f"{text!r} is not on {self.page.url}:\n{self.words}"

    def must_not_read(self, *texts):
        """Nowhere on the page, not even where no eye finds it."""
        content = self.page.content()
        for text in texts:
            assert text not in content, f"{text!r} is on {self.page.url}"

    # What they are told

    def acknowledges(self, what):
        """Open the first notice of the kind in the inbox and acknowledge it."""
        self.open("/inbox/")
        self.follow(what)
        self.press("Acknowledge")
        self.must_read(f"You have acknowledged “{what}”.")

    def inbox(self):
        """What waits there, a line of words for each."""
        self.open("/inbox/")
        return [re.sub(r"\s+", " ", words) for words in self.page.locator("main tbody tr").all_inner_texts()]

    def told(self, what, reference):
        """Open the notice of it in the inbox, acknowledge it where that is asked, and go to the file."""
        self.open("/inbox/")
        row = self.page.locator("main tbody tr").filter(has_text=what).filter(has_text=reference).first
        assert row.count(), f"{self.who} was not told “{what}” about {reference}:\n{self.words}"
        self.click(row.get_by_role("link", name=what).first)
        if self.page.get_by_role("button", name="Acknowledge", exact=True).count():
            self.press("Acknowledge")
        self.follow("Open the file")


def boxes_of_day(name, day):
    return {f"{name}_{box}": str(part) for box, part in enumerate((day.day, day.month, day.year))}


def boxes_of_moment(name, moment):
    return {**boxes_of_day(name, moment), f"{name}_3": f"{moment:%H:%M}"}


def now():
    return datetime.now(UTC)
