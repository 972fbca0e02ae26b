"""Registers of twelve saved, and referrals sent, by one, eight and thirty-two people at once.

Two ways to be at once. *Without a pause*: each sends the next form as soon as the last is answered, so that thirty-two
requests are always waiting and the time of each is mostly that of the queue. *As people*: each thinks before they send.
"""

import random
import threading
import time
from concurrent.futures import ThreadPoolExecutor

from tests.faults.processes import Site

from .evenings import MEN, drafts
from .load import Taken, measured, questions
from .person import Person, nothing, register, signed_in

CLOSED = {1: 8, 8: 3, 32: 2}
THINKS = (30, 90)  # seconds: a register of twelve is not read and tapped in less than half a minute
PACED = 2


def rows(place):
    """{name: what was found} of both forms, at each number of people."""
    found = {}
    with Site(place) as site:
        assert site.answers()
        for form in (Registers(place), Referrals(place)):
            form.warm(site)
            for number, times in CLOSED.items():
                found[f"{form.name}, {number} without a pause"] = form.row(place, site, number, times)
            found[f"{form.name}, {place.many} as people"] = form.row(
                place, site, place.many, PACED, thinks=THINKS
            )
            compared(form.name, found, place.many)
    return found


def compared(name, found, most):
    """The 95th percentile of many over the median of one, and how much of it is waiting for a processor."""
    alone = found[f"{name}, 1 without a pause"]
    for way in (f"{name}, {most} without a pause", f"{name}, {most} as people"):
        found[way]["p95_over_median_of_one"] = round(
            found[way]["saved"]["p95_ms"] / alone["saved"]["median_ms"], 1
        )
        found[way]["processor_over_one"] = round(
            found[way]["processor_ms_a_request"] / alone["processor_ms_a_request"], 2
        )


class Form:
    name = page = ""

    def warm(self, site):
        self._go(site, 2, 1)

    def row(self, place, site, number, times, thinks=None):
        asked = questions(site, self.page)
        with measured(web=site.running.pid, database=place.postgres.pid()) as found:
            people, opened, saved = self._go(site, number, times, thinks)
        after = questions(site, self.page)
        found |= {"people": number, "opened": opened.in_words(), "saved": saved.in_words()}
        answers = max(1, after[1] - asked[1])
        found["saves_a_second"] = round(len(saved.seconds) / found["seconds"], 2)
        spent = found["processor_s"]["web"] + found["processor_s"]["database"]
        found["processor_ms_a_request"] = round(1000 * spent / answers)
        found["questions_a_request"] = round((after[0] - asked[0]) / answers, 1)
        with place.as_system():
            found["lost"] = self.lost([address for person in people for address in person.sent])
        return found

    def _go(self, site, number, times, thinks=None):
        opened, saved, begin = Taken(), Taken(), threading.Barrier(number)
        people = [
            Person(site.url, signed_in(who), work, self.fill, opened=opened, saved=saved)
            for who, work in self.work(number, times)
        ]
        with ThreadPoolExecutor(number) as pool:
            list(pool.map(lambda person: _works(person, times, thinks, begin), people))
        return people, opened, saved


def _works(person, times, thinks, begin):
    chance = random.Random(id(person))
    begin.wait()
    if thinks:
        time.sleep(chance.uniform(0, thinks[0] * 2))  # nobody opens the page in the same moment
    for _ in range(times):
        person.do((lambda: time.sleep(chance.uniform(*thinks))) if thinks else (lambda: None))


class Registers(Form):
    name, page, fill = "a register of 12 saved", "register", staticmethod(register)

    def __init__(self, place):
        self.place, self.taken = place, {group.pk: 0 for group in place.groups}

    def work(self, number, times):
        from programme.models import Session

        for group in self.place.groups[:number]:
            with self.place.as_system():
                left = Session.objects.filter(group=group, state="planned").order_by("starts_at")[:times]
                yield group.lead_man, [f"/sessions/{session.pk}/register/" for session in left]

    def lost(self, addresses):
        """Registers that were sent and are not there whole: twelve lines, the line of the trail, nothing doubled."""
        from audit.models import Entry
        from programme.models import Attendance

        missing = 0
        for address in addresses:
            pk = int(address.split("/")[2])
            lines = Attendance.objects.filter(session=pk).values_list("referral", flat=True)
            trail = Entry.objects.filter(act="register.taken", about_model="programme.session", about_id=pk)
            missing += not (len(lines) == len(set(lines)) == MEN and trail.count() == 1)
        return missing


class Referrals(Form):
    name, page, fill = "a referral sent", "draft_check", staticmethod(nothing)

    def __init__(self, place):
        self.place = place

    def work(self, number, times):
        with self.place.as_system():
            made = drafts(self.place.referrers[:number], times)
        for person in self.place.referrers[:number]:
            yield person, [f"/referrals/drafts/{pk}/check/" for pk in made[person.pk]]

    def lost(self, addresses):
        """Forms that were sent and became no file of his with a file of hers, an alert and a line of the trail."""
        from alerts.models import Alert
        from intake.models import Draft
        from iss.models import PartnerFile

        missing = 0
        for address in addresses:
            draft = Draft.objects.get(pk=int(address.split("/")[3]))
            whole = draft.referral_id and PartnerFile.objects.filter(referral=draft.referral_id).exists()
            told = Alert.objects.filter(about_model="referrals.referral", about_id=draft.referral_id)
            missing += not (whole and told.exists())
        return missing
