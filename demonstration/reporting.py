"""Reports at every stage: one waits for a second person, one is held back, and two have been issued and read."""

from joint import actions as joint
from referrals.models import Referral

from . import men
from .steps import DAY, HOUR

HALF_WAY, COMPLETED, UNSUITABLE, WAITS_FOR_A_PLACE = 15, 13, 10, 9


def write_reports(steps, *, at):
    _midway_to_sign(steps, _him(HALF_WAY), at - 5 * HOUR)
    _completion(steps, _him(COMPLETED), at - 3 * HOUR)
    _outcome(steps, _him(UNSUITABLE), at - 2 * DAY)
    _held_back(steps, _him(WAITS_FOR_A_PLACE), at - 2 * HOUR)


def _him(number):
    first, last, _ = men.MEN[number]
    return Referral.objects.filter(man__first_name=first, man__last_name=last).order_by("-pk").first()


def _write(steps, him, kind, words, at):
    report = joint.write_report(joint.draft_of(him, kind), words=words, by=steps.facilitator, at=at)
    joint.send_report(report, by=steps.facilitator, at=at)
    return report


def _midway_to_sign(steps, him, at):
    said = "He keeps to the times agreed for the children. Letters after midnight have stopped since March."
    joint.contribute(him, kind="midway", contribution=said, by=steps.iss_worker, at=at - DAY)
    words = {
        "engagement": "He speaks about himself and not about her. He interrupts less than at the start.",
        "risks": "He is angry when contact with the children is late. Ask him about it before each visit.",
        "recommendation": "Go on with the group. Look at the visits again at the next joint case review.",
    }
    _write(steps, him, "midway", words, at)


def _completion(steps, him, at):
    joint.contribute(him, kind="completion", nil=True, by=steps.iss_worker, at=at)
    words = {
        "engagement": "He came to every session, and made up for those that he missed.",
        "risks": "None that is new. What he learnt has to hold without the group.",
        "recommendation": "No further work with us. Ask again in six months how it goes.",
    }
    steps.report(him, "completion", words, at)


def _outcome(steps, him, at):
    words = {"reasons": "He was offered three ways to speak of his part in it, and took none of them."}
    report = steps.report(him, "assessment", words, at)
    joint.report_opened(report, by=steps.social_worker, at=at + 3 * HOUR)
    joint.report_acknowledged(report, by=steps.social_worker, at=at + 3 * HOUR)


def _held_back(steps, him, at):
    """Somebody has written down a word that only she and her worker use."""
    words = {"reasons": "He has a place in mind. When they ring, they say “marmalade” first."}
    _write(steps, him, "assessment", words, at)
