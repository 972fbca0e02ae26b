"""The steps of the pathway as the demonstration's people take them: the product's own actions, at past moments."""

import base64
from datetime import timedelta

from django.core.files.base import ContentFile

from accounts.models import Area
from intake.actions import start_draft, submit
from iss import actions as iss
from iss.models import PartnerFile
from joint import actions as joint
from programme.actions import Entry, enrol, take_register
from referrals import actions as his
from referrals.availability import in_words
from referrals.models import Referral

from . import men, told
from .her_voice import hear_her
from .his_measures import he_answers

# One white point: a photograph of a paper, as small as it gets
SIGNED = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGP4DwABAQEAsTj2FAAAAABJRU5ErkJggg=="
)
HOUR, DAY, WEEK = timedelta(hours=1), timedelta(days=1), timedelta(weeks=1)


class Steps:
    def __init__(self, people):
        self.people = people
        self.social_worker = people["social-worker"]
        self.spoc = people["spoc"]
        self.facilitator = people["facilitator"]
        self.manager = people["manager"]
        self.iss_worker = people["iss-worker"]
        self.area = Area.objects.get(name="Birmingham")
        self.unreported = (
            set()
        )  # referrals whose midway report is left for whoever looks at the demonstration

    def receive(self, number, at, *, by=None, him=None, **more):
        by = by or self.social_worker
        her = men.her(number)
        her["agreement"] = {**her["agreement"], "asked_date": at.date()}
        times = told.availability(number, areas=list(Area.objects.filter(name="Solihull")))
        return submit(
            start_draft(by=by, at=at - HOUR),
            him=men.him(number) | told.himself(number) | (him or {}),
            referral={"area": self.area, **men.referral(number), "availability": in_words(times["slots"])}
            | more,
            children=men.children(number),
            partners=[her],
            agreement={"asked_date": at.date(), "agreed": True, "form": "verbal", "asked_by": by.name},
            told=told.plan(number, by=by, at=at),
            orders=told.orders(number, at=at),
            agencies=told.agencies(number),
            availability=times,
            by=by,
            at=at,
        )

    def acknowledge(self, referral, at):
        his.acknowledge(referral, holder=self.facilitator, by=self.spoc, at=at)

    def attempt(self, referral, at):
        self._contact(referral, at, two_way=False, note="No answer. Will try again.")

    def contact(self, referral, at):
        self._contact(referral, at, two_way=True, note="Spoke to him. Willing to meet.")

    def _contact(self, referral, at, *, two_way, note):
        his.log_contact(
            referral, happened_at=at, channel="phone", two_way=two_way, note=note, by=self.facilitator, at=at
        )

    def offer(self, referral, at, appointment_at):
        return his.offer(
            referral,
            offered_date=at.date(),
            appointment_at=appointment_at,
            mode="in_person",
            venue="Aston Cross Centre",
            by=self.facilitator,
            at=at,
        )

    def attend(self, referral, at):
        offer = referral.assessment_offers.get(outcome="")
        his.record_outcome(offer, outcome="attended", by=self.facilitator, at=at)
        referral.refresh_from_db()

    def find_provisional(self, referral, at):
        joint.decide_provisional(
            referral,
            findings="Accepts part of it; wants contact with the children.",
            by=self.facilitator,
            at=at,
        )
        for file in self.files(referral):
            iss.allocate(file, worker=self.iss_worker, by=self.people["iss-manager"], at=at)

    def agree(self, referral, at, *sides):
        people = {"my_time": self.manager, "iss": self.iss_worker}
        for side in sides or people:
            joint.record_side(
                referral,
                side=side,
                verdict="suitable",
                findings="Both services know the risks; start him.",
                by=people[side],
                at=at,
            )
        referral.refresh_from_db()

    def enrol(self, referral, group, first_session, at):
        enrol(referral, group=group, first_session=first_session, by=self.facilitator, at=at)
        referral.refresh_from_db()

    def carry_to_assessed(self, number, at, **more):
        """Received at ``at``, assessed nine days later."""
        referral = self.receive(number, at, **more)
        self.acknowledge(referral, at + 5 * HOUR)
        self.contact(referral, at + 1 * DAY)
        self.offer(referral, at + 2 * DAY, at + 9 * DAY)
        self.attend(referral, at + 9 * DAY + HOUR)
        return referral

    def carry_to_suitable(self, number, at, **more):
        """Received at ``at``, accepted at a joint discussion sixteen days later, her support open."""
        referral = self.carry_to_assessed(number, at, **more)
        self.find_provisional(referral, at + 9 * DAY + 2 * HOUR)
        self.support_her(referral, at + 10 * DAY)
        self.agree(referral, at + 16 * DAY)
        for file in self.files(referral):
            iss.open_support(file, by=self.iss_worker, at=at + 16 * DAY + 3 * HOUR)
            for kind, days in (("telephone", 17), ("face_to_face", 24), ("advocacy", 31)):
                iss.log_support(
                    file,
                    kind=kind,
                    date=(at + days * DAY).date(),
                    minutes=45,
                    by=self.iss_worker,
                    at=at + days * DAY,
                )
        return referral

    def support_her(self, referral, at):
        """Her worker reaches her safely and completes a DASH with her."""
        for file in self.files(referral):
            iss.log_contact(
                file, happened_at=at, channel="call", two_way=True, safe_now=True, by=self.iss_worker, at=at
            )
            answers = ["yes" if item % 3 == 0 else "no" for item in range(24)]
            iss.record_dash(file, asked_date=at.date(), answers=answers, by=self.iss_worker, at=at)
            iss.write_safety_plan(
                file,
                parts={
                    "help": "Ring 999 and leave the line open.",
                    "bag": "Keep the bag at her mother's.",
                },
                made_date=at.date(),
                by=self.iss_worker,
                at=at,
            )

    def files(self, referral):
        return PartnerFile.objects.filter(referral=referral)

    def register(self, session, outcomes):
        """Everyone expected is recorded at the end of the session, as ``outcomes`` says ({referral: outcome})."""
        entries = {referral.pk: Entry(outcome) for referral, outcome in outcomes.items()}
        take_register(
            session, entries=entries, confirmed=list(entries), by=self.facilitator, at=session.ends_at
        )
        for referral in Referral.objects.filter(pk__in=entries):
            self._measure_and_review(referral, session.ends_at)

    def _measure_and_review(self, referral, at):
        """What a well-run service does on the way: measures recorded, reviews held, reports issued in time."""
        for stage in ("initial", "midway", "end"):
            if self._runs(referral.deadlines, f"{stage}_measures", at):
                he_answers(self, referral, stage, at + DAY)
        for file in self.files(referral):
            for stage in ("initial", "midway", "end"):
                if self._runs(file.deadlines, f"{stage}_measures", at):
                    hear_her(self, file, stage, at)
        half = referral.deadlines.running().filter(promise="midway_report", started_at__lte=at - 2 * WEEK)
        if half.exists() and referral.pk not in self.unreported:
            self.report_midway(referral)
        review = referral.deadlines.running().filter(promise="joint_review", due_at__lte=at + 8 * DAY).first()
        if review:
            self._review(referral, review.due_at - HOUR)

    def _runs(self, clocks, promise, at):
        return clocks.running().filter(promise=promise, started_at__lte=at).exists()

    def _review(self, referral, at):
        joint.hold_review(
            referral,
            held_date=at.date(),
            attended_by=f"{self.manager.name}, {self.iss_worker.name}",
            risk="medium",
            actions="Go on as planned.",
            by=self.manager,
            at=at,
        )

    def report_midway(self, referral):
        """The midway report, a week after it became due to be written."""
        deadline = referral.deadlines.running().get(promise="midway_report")
        at = deadline.started_at + WEEK
        joint.contribute(referral, kind="midway", nil=True, by=self.iss_worker, at=at)
        words = {
            "engagement": "He takes part, and names what he did. He listens better than he speaks.",
            "risks": "No new concern. He still plays down the argument of last winter.",
            "recommendation": "Go on with the group, and look again at the joint case review.",
        }
        self.report(referral, "midway", words, at + DAY)

    def report(self, referral, kind, words, at):
        """Written by the facilitator; signed off by the manager where it speaks of both."""
        report = joint.write_report(joint.draft_of(referral, kind), words=words, by=self.facilitator, at=at)
        if joint.send_report(report, by=self.facilitator, at=at) is joint.Came.WAITS:
            joint.send_report(report, by=self.manager, at=at + HOUR)
        return report

    def sign(self, referral, at):
        """The form that he has signed, photographed."""
        his.record_agreement(
            referral,
            asked_date=at.date(),
            agreed=True,
            form="written",
            document=ContentFile(SIGNED, name="signed.png"),
            confirms=referral.agreements.filter(agreed=True).order_by("-pk").first(),
            by=self.facilitator,
            at=at,
        )

    def ask(self, referral, at):
        """The single point of contact asks the referrer for what is missing."""
        words = "Which number is right? The one on the form does not ring."
        return his.ask_referrer(referral, missing=["reach_him"], words=words, by=self.spoc, at=at)
