"""Quarterly returns in each state, and requests for information; that of 2022 answered from the published cohort."""

from datetime import UTC, date, datetime

from django.utils.timezone import localtime

from monitoring.foi import actions as foi
from monitoring.publishing.making import make_release
from monitoring.returns.actions import check_part, draft_return, sign
from monitoring.returns.days import just_ended
from monitoring.returns.studies import pass_study, write_study

from .region import BSWA
from .steps import DAY

COHORT_ENDS = date(2020, 3, 31)
RECEIVED, ANSWERED = date(2022, 10, 14), date(2022, 11, 16)
ASKED_IN_2022 = (
    "The research behind the decision to shorten the programme, and its reasons. How many men completed it, or half of"
    " it. Whether this is a return for the money. What work there is for women who abuse, and for men who are abused."
)
# What the letter of 2022 says beside its attachment
FACTS = (
    "The programme was a pilot, and was changed as its evaluation went on.",
    "The regional programme ended at the end of November 2021.",
    "In the year before, 445 men used core services and 192 had an adviser. A man may be in both numbers.",
)


def sign_an_earlier_return(people, *, at):
    """Signed before the registers of the two groups were in: what came later is restated."""
    quarter = just_ended(localtime(at).date()).previous.previous
    found = draft_return(quarter, by=people["opcc"], at=at - 90 * DAY)
    hers = found.parts.get(organisation__name=BSWA)
    said = {
        "title": "A year later",
        "body": "She had left work because of him. A year on she is back, part-time.",
    }
    study = write_study(hers, **said, by=people["iss-manager"], at=at - 88 * DAY)
    pass_study(study, by=people["iss-worker"], at=at - 87 * DAY)
    _check(found, people, "My Time", "manager", "Two registers are still to be typed in.", at=at - 86 * DAY)
    _check(found, people, BSWA, "iss-manager", "", at=at - 86 * DAY)
    sign(
        found,
        comment="A quiet quarter. The registers that are missing will be shown as restated.",
        without_because="Three services had no manager who could check.",
        by=people["opcc"],
        at=at - 84 * DAY,
    )


def draft_returns(people, *, at):
    """One that is being checked, and the latest, which nobody has looked at yet."""
    latest = just_ended(localtime(at).date())
    found = draft_return(latest.previous, by=people["opcc"], at=at - 3 * DAY)
    _check(found, people, "My Time", "manager", "Two groups ran; a third opens next quarter.", at=at - DAY)
    said = {
        "title": "The first call",
        "body": "She was rung at a time that she had chosen, and said so a year later.",
    }
    write_study(found.parts.get(organisation__name=BSWA), **said, by=people["iss-manager"], at=at - DAY)
    draft_return(latest, by=None, at=at)


def _check(found, people, organisation, who, comment, *, at):
    part = found.parts.get(organisation__name=organisation)
    check_part(part, comment=comment, by=people[who], at=at)


def answer_requests(people, *, at):
    """The request of 2022, one that is open, and one that waits for those who ask."""
    opcc = people["opcc"]
    _the_request_of_2022(opcc)
    for year, pounds in ((2018, 240_000), (2019, 260_000)):
        foi.enter_cost(
            year=year, pounds=pounds, source="Invented for the demonstration", by=opcc, at=at - 30 * DAY
        )
    today = localtime(at).date()
    foi.record_request(
        reference=f"118-{today:%y}",
        received_date=today - 9 * DAY,
        asks="How many men were referred, accepted and completed, in each area and quarter?",
        name="A resident (invented)",
        contact="resident@request.example",
        by=opcc,
        at=at - 9 * DAY,
    )
    unclear = foi.record_request(
        reference=f"109-{today:%y}",
        received_date=today - 20 * DAY,
        asks="All statistics about the service.",
        by=opcc,
        at=at - 20 * DAY,
    )
    foi.ask_what_is_meant(
        unclear,
        what="Which years, and which of the figures?",
        asked_date=today - 15 * DAY,
        by=opcc,
        at=at - 15 * DAY,
    )


def _the_request_of_2022(opcc):
    moment = datetime(2022, 11, 15, 12, tzinfo=UTC)
    request = foi.record_request(
        reference="042-22", received_date=RECEIVED, asks=ASKED_IN_2022, by=opcc, at=moment
    )
    for words in FACTS:
        foi.add_note(request, words=words, by=opcc, at=moment)
    request = foi.make_attachment(
        request,
        questions=["completed", "by_area", "referred"],
        first_day=None,
        last_day=COHORT_ENDS,
        by=opcc,
        at=moment,
    )
    make_release(request.release, at=moment)
    foi.answer(request, outcome="answered", answered_date=ANSWERED, by=opcc, at=moment)
