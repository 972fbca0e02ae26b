"""People at browsers of their own: what each of them does on the pages, in the order in which they do it."""

import re
import time
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
        self.page.get_by_label("Email").fill(self.email)
        self.page.get_by_label("Password", exact=True).fill(PASSWORD)
        self.press("Sign in")
        assert self.page.url == self.site.url + "/", self.words

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


class SocialWorker(Person):
    who = "social-worker"

    def begins_a_referral(self):
        self.open("/referrals/new/")
        self.press("Start now")
        self.follow("Who he is")

    def fills_in(self, case):
        """Every page of the form, up to the answers to check."""
        self.begins_a_referral()
        for heading, values in case.pages:
            assert self.heading == heading, self.words
            self.fill(values)
            self.press("Save and continue")
        assert self.heading == "Check your answers before you send them", self.words
        self.must_read(case.his_phone, case.her_phone, "Robin, Age 6, Child protection plan")

    def refers(self, case):
        """Fill in the whole form and send it; the receipt has a reference."""
        self.fills_in(case)
        self.send()
        assert self.heading == "Referral sent", self.words
        case.reference = self.page.locator(".govuk-panel__body strong").inner_text()

    def number_of_referrals_of(self, case):
        self.open(f"/referrals/?q={case.his_name.split()[1]}")
        return self.page.locator("main tbody tr").filter(has_text=case.his_name).count()

    def reads_the_report(self, case):
        self.told("A report has been issued", case.reference)
        self.follow("Completion report")

    def acknowledges_the_referral_back(self, case):
        self.told("Referred back to you: please acknowledge", case.reference)
        self.do_next()
        self.send()
        self.must_read("Thank you: My Time sees that you have it.")


class Spoc(Person):
    who = "spoc"

    def passes_on(self, case):
        self.told("A referral is waiting to be acknowledged", case.reference)
        self.do_next()
        self.must_read("No warning", "Has he been referred already?")
        self.send()
        self.must_read(f"{case.reference} is now with", "The social worker has been told.")


class Facilitator(Person):
    who = "facilitator"

    def opens(self, case):
        self.open(case.his_path)

    def contacts_him(self, case):
        self.told("A referral has been passed to you: contact him", case.reference)
        case.his_path = self.page.url.removeprefix(self.site.url)
        self.do_next()
        self.fill({"channel": "phone", "two_way": "yes", "note": "He wants to come."})
        self.send()
        self.must_read("Contact logged. Offer him an assessment next.")

    def offers_an_assessment(self, case, at):
        self.do_next()
        self.fill({**boxes_of_moment("appointment_at", at), "mode": "in_person", "venue": "Millpond Hall"})
        self.send()
        self.must_read("Assessment booked. The social worker has been told.")

    def records_that_he_attended(self, case):
        self.opens(case)
        self.do_next()
        self.fill({"outcome": "attended"})
        self.send()
        self.must_read("He attended. Record the decision next.")

    def finds_him_provisionally_suitable(self, case):
        self.opens(case)
        self.do_next()
        self.fill({"findings": "He names what he did.", "outcome": "provisional"})
        self.send()
        self.must_read("Provisionally suitable. He has not been told: do not tell him.")

    def gives_him_a_place(self, case, group):
        self.opens(case)
        self.do_next()
        self.page.get_by_label(group, exact=True).check()
        self.page.get_by_role("combobox", name="First session").locator("visible=true").select_option(index=1)
        self.fill({"told": TICKED})
        self.send()
        self.must_read(f"{case.his_name} has a place in {group}")
        case.group_path = self.page.url.removeprefix(self.site.url)

    def records_his_signed_agreement(self, case):
        self.opens(case)
        self.do_next()
        self.fill({"agreed": "yes", **boxes_of_day("asked_date", now()), "form": "written"})
        signed = {"name": "signed.pdf", "mimeType": "application/pdf", "buffer": PDF}
        self.page.locator("[name=document]").set_input_files(signed)
        self.send()
        self.must_read("His written agreement is recorded.")

    def opens_the_register(self, case):
        """The oldest register of his group that is owed."""
        self.open(case.group_path)
        self.follow("Take the register")
        assert self.heading == "Register", self.words

    def records(self, name, outcome):
        self.page.get_by_role("group", name=name).get_by_label(outcome, exact=True).check()

    def the_man_with_a_miss_running(self):
        card = self.page.locator(".app-register__man").filter(has_text="1 miss running").first
        return card.locator("legend").inner_text().strip()

    def takes_the_register(self, case, outcome):
        self.opens_the_register(case)
        self.records(case.his_name, outcome)
        self.press("Save the register")
        self.must_read("The register is saved.")

    def opens_the_last_register(self, case):
        self.open(case.group_path)
        self.click(self.page.get_by_role("table", name="Past sessions").get_by_role("link").first)

    def saves(self, words):
        """Press the button; the moment (time.monotonic) at which the site had answered that it is saved."""
        with self.page.expect_response(lambda answer: answer.request.method == "POST") as saved:
            self.page.get_by_role("button", name=words, exact=True).first.click()
        assert saved.value.status == 302, self.words
        return time.monotonic()

    def records_a_catch_up(self, case):
        """At the latest session of another group."""
        self.follow("Record a catch-up")
        self.page.get_by_role("radio").first.check()
        self.send()
        self.must_read(f"{case.his_name} has caught up: the session he missed is credited.")

    def issues_the_report(self, case, text):
        self.opens(case)
        self.follow("Issue the completion report")
        self.must_read("ISS contribution", "She feels safer.")
        self.fill({"body": text})
        self.send()
        self.must_read("Issued. The social worker has been told.")


class Manager(Person):
    who = "manager"

    def opens_a_group(self, name, *, programme, weeks):
        """A group in Birmingham with so many planned sessions."""
        self.open("/groups/new/")
        self.fill({"area": "Birmingham"})
        self.press("Continue")
        where_and_who = {"venue": "Aston Cross Centre", "weekday": "Thursday", "starts": "13:15"}
        leads = {"lead_man": "Tom Akintola", "lead_woman": "Joan Merriweather"}
        self.fill({"name": name, "version": programme, **where_and_who, **leads})
        self.send()
        self.must_read(f"{name} is open.")
        self.fill({"weeks": str(weeks)})
        self.send()
        self.must_read(f"{weeks} sessions planned")

    def records_the_discussion(self, case):
        self.open(case.his_path)
        self.do_next()
        self.fill({"verdict": "suitable", "findings": "We can work with him."})
        self.send()


class IssWorker(Person):
    who = "iss-worker"

    def is_given_her_file(self, case):
        self.open(f"/iss/?reference={case.reference}")
        self.follow(case.her_name)
        case.her_path = self.page.url.removeprefix(self.site.url)
        case.her_reference = self.page.locator(".govuk-caption-l").inner_text()
        self.told("Her details have been released to you: contact her safely", case.her_reference)
        assert self.heading == case.her_name

    def opens_hers(self, case):
        self.open(case.her_path)

    def checks_what_is_safe(self, case):
        self.opens_hers(case)
        self.must_read("Contact her by a way that is safe now", case.her_phone)
        self.follow("Check what is safe")
        answers = {"call": "yes", "text": "no", "voicemail": "no", "email_safe": "no", "post": "no"}
        self.fill({"checked_with": "Her sister", **answers})
        self.send()
        self.must_read("Saved what is safe.")

    def contacts_her(self, case):
        self.opens_hers(case)
        self.do_next()
        self.fill({"channel": "call", "two_way": "yes", "safe_now": TICKED, "note": "She wants support."})
        self.send()
        self.must_read("Logged. You have been in contact with her.")

    def goes_through_the_dash(self, case):
        self.opens_hers(case)
        self.follow("DASH")
        answers = {f"item_{number}": "yes" if number < 15 else "no" for number in range(1, 25)}
        self.fill({**boxes_of_day("asked_date", now()), **answers, "events": "2", "judgement": "none"})
        self.send()
        self.must_read("DASH saved: high risk.")

    def records_the_discussion(self, case):
        self.open(case.pair_path)
        self.do_next()
        self.fill({"verdict": "suitable", "findings": "She knows, and is supported."})
        self.send()

    def opens_support(self, case):
        self.opens_hers(case)
        self.follow("Open her support")
        self.press("Open her support")
        self.must_read("Her support is open.")

    def contributes_to_the_report(self, case, text):
        self.open(case.pair_path)
        self.follow("Contribute to the completion report")
        self.fill({"contribution": text})
        self.send()
        self.must_read("Saved. My Time can issue the report")
