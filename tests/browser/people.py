"""What the people of the pathway do on the pages, each in the order in which it is done."""

import re
import time

from .person import PDF, TICKED, Person, boxes_of_day, boxes_of_moment, now

REFERENCE = re.compile(r"MT-\w{4}-\w{4}")
A_DOCUMENT = {"name": "signed.pdf", "mimeType": "application/pdf", "buffer": PDF}


class SocialWorker(Person):
    who = "social-worker"

    def begins_a_referral(self):
        self.open("/referrals/new/")
        self.press("Start now")

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
        return self.page.locator(".app-followed__item").filter(has_text=case.his_name).count()

    def reads_the_report(self, case):
        self.told("A report has been issued", case.reference)
        self.follow("Completion report")

    def acknowledges_the_referral_back(self, case):
        self.told("Referred back to you: please acknowledge", case.reference)
        self.do_next()
        self.send()
        self.must_read("Thank you: My Time sees that you have it.")

    def answers(self, case, text):
        self.told("My Time asks you for information", case.reference)
        self.do_next()
        self.must_read("A phone number or another way to reach him")
        self.fill({"text": text})
        self.page.locator("[name=document]").set_input_files(A_DOCUMENT)
        self.send()
        self.must_read("Thank you. Your answer is on the file")

    def prints_his_agreement(self, case):
        """The words of the form, as they are on the screen; the PDF comes down beside it."""
        self.do_next()
        self.follow("See and print the form")
        self.must_read(case.reference, case.his_name, "You agreed in words on")
        with self.page.expect_download() as download:
            self.page.get_by_role("button", name="Print the form (PDF)").click()
        assert download.value.suggested_filename == f"{case.reference}-agreement-form.pdf"
        self.click(self.page.get_by_role("link", name="Back to his agreement"))

    def adds_the_signed_form(self):
        adds_the_signed_form(self)


def adds_the_signed_form(person):
    person.do_next()
    person.page.locator("[name=document]").set_input_files(A_DOCUMENT)
    person.fill(boxes_of_day("signed_date", now()))
    person.send()
    person.must_read("The signed form is on the file.")


class Spoc(Person):
    who = "spoc"

    def asks_for_his_number(self, case):
        self.open("/desk/")
        row = self.page.locator("main tbody tr").filter(has_text=case.his_name)
        case.reference = REFERENCE.search(row.inner_text())[0]
        self.follow(case.his_name)
        self.follow("Ask the referrer for information")
        self.must_read("stops the clock of “Acknowledge the referral”")
        self.fill({"missing": ["reach_him"], "words": "The number on the form does not ring."})
        self.send()
        self.open("/desk/")
        self.must_read("Waiting for the referrer", case.reference)

    def reads_the_answer_and_passes_on(self, case, text):
        self.told("The referrer has answered", case.reference)
        self.do_next()
        self.must_read(text, "Download document 1")
        self.send()
        self.must_read(f"{case.reference} is now with", "The social worker has been told.")

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
        self.press("Give him the place")
        self.must_read(f"{case.his_name} has a place in {group}")
        case.group_path = self.page.url.removeprefix(self.site.url)

    def records_his_signed_agreement(self, case):
        self.opens(case)
        self.do_next()
        adds_the_signed_form(self)

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
        self.press("Finish the register")
        self.must_read("The register is saved.")

    def opens_the_last_register(self, case):
        self.open(case.group_path)
        self.click(self.page.get_by_role("table", name="Past sessions").get_by_role("link").first)

    def saves(self, words):
        """Press the button; the moment (time.monotonic) at which the site had answered that it is saved."""
        # A tap that is saved on the way is a post too, and no page
        with self.page.expect_response(
            lambda answer: answer.request.method == "POST" and answer.request.is_navigation_request()
        ) as saved:
            self.page.get_by_role("button", name=words, exact=True).first.click()
        assert saved.value.status == 302, self.words
        return time.monotonic()

    def records_a_catch_up(self, case):
        """At the latest session of another group."""
        self.follow("Record a catch-up")
        self.follow("Record at which session of another group")
        self.page.get_by_role("radio").first.check()
        self.send()
        self.must_read(f"{case.his_name} has caught up: the session he missed is credited.")

    def writes_the_report(self, case, text):
        self.opens(case)
        self.follow("Issue the completion report")
        self.must_read("From the Integrated Support Service", "She feels safer.")
        self.fill({"recommendation": text})
        self.send()
        self.must_read("Read it through as it would be issued.", text)
        self.press("Send it to be signed off")
        self.must_read("Sent. A colleague who has not written it signs it off; nothing has left yet.")


class Manager(Person):
    who = "manager"

    def signs_the_report(self, case, text):
        self.told("A report waits to be signed off", case.reference)
        self.follow("Completion report")
        self.must_read(text)
        self.press("Sign it off and issue it")
        self.must_read("Issued. The social worker has been told.")

    def opens_a_group(self, name, *, starts, programme, weeks):
        """A group in Birmingham with so many planned sessions. One room and one pair: each walk needs its own hour."""
        self.open("/groups/new/")
        self.fill({"area": "Birmingham"})
        self.press("Continue")
        where_and_who = {"venue": "Aston Cross Centre", "weekday": "Thursday", "starts": starts}
        leads = {"lead_man": "Tom Akintola", "lead_woman": "Joan Merriweather"}
        self.fill({"name": name, "version": programme, **where_and_who, **leads})
        self.send()
        self.must_read(f"{name} is open.")
        self.fill({"weeks": str(weeks)})
        self.press("See the plan")
        self.must_read("Nothing is saved yet")
        self.press("Confirm the plan")
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
        self.must_read("Contact her by a way that is safe now")
        self.must_not_read(case.her_phone)
        self.follow("Check what is safe")
        answers = {
            "call": "yes",
            "text": "no",
            "voicemail": "no",
            "email_safe": "no",
            "post": "no",
            "when": "any",
        }
        self.fill({"checked_with": "Her sister", **answers})
        self.send()
        self.must_read("Saved what is safe.")

    def contacts_her(self, case):
        self.opens_hers(case)
        self.do_next()
        self.fill({"channel": "call", "safe_now": TICKED})
        self.send()
        self.must_read(case.her_phone)
        self.fill({"channel": "call", "two_way": "yes", "safe_now": TICKED, "note": "She wants support."})
        self.send()
        self.must_read("Logged. You have been in contact with her.")

    def goes_through_the_dash(self, case):
        self.opens_hers(case)
        self.follow("DASH")
        answers = {f"item_{number}": "yes" if number < 15 else "no" for number in range(1, 25)}
        asked = {**boxes_of_day("asked_date", now()), "asked_where": "service"}
        self.fill({**asked, **answers, "events": "2", "judgement": "none"})
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
