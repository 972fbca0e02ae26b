"""What evaluators asked for, and what other services counted: the numbers of the answer of 2022, and a quarter of now."""

from django.utils.timezone import localtime

from monitoring.extract.actions import approve, ask_for_extract, refuse
from monitoring.extract.making import make_extract
from monitoring.figures.quarter import Quarter
from monitoring.models import WHOLE_YEAR, OtherService
from monitoring.services.actions import Count, enter_counts

from .steps import DAY

# The answer of 16 November 2022 calls the year 2022/23 and speaks of the last one
LETTER = "Answer to FOI 042-22 of 16 November 2022, which calls the year 2022/23"
MEN = {"core": 445, "idva": 192}
LAST_QUARTER = {
    "core": {"female": 1904, "male": 118, "other": 6, "not_recorded": 41},
    "idva": {"female": 903, "male": 52, "other": 3, "not_recorded": 12},
    "cara": {"female": 22, "male": 131},
    "easi": {"female": 3, "male": 14},
}
EVALUATOR = {
    "evaluator": "Dr Ines Hallworth",
    "organisation": "University of Arden, Department of Social Policy",
    "basis": "Data-sharing agreement of 1 May, ethics approval 26/114",
    "first_day": None,
    "last_day": None,
}


def count_others(people, *, at):
    """445 and 192 men, the one number corrected since; and what four services sent of the quarter that ended last."""
    services = {service.code: service for service in OtherService.objects.all()}
    opcc = people["opcc"]
    of_letter = [Count(services[code], 2021, WHOLE_YEAR, "male", men) for code, men in MEN.items()]
    slip = [Count(services["idva"], 2021, WHOLE_YEAR, "male", 129), of_letter[0]]
    enter_counts(slip, source=LETTER, by=opcc, at=at - 60 * DAY)
    enter_counts(of_letter, source=LETTER, because="Two digits were exchanged.", by=opcc, at=at - 59 * DAY)
    before = Quarter.of(localtime(at).date()).previous
    counts = [
        Count(services[code], before.year, before.number, sex, number)
        for code, by_sex in LAST_QUARTER.items()
        for sex, number in by_sex.items()
    ]
    enter_counts(counts, source="Quarterly returns of the services", by=opcc, at=at - 10 * DAY)


def extract_for_evaluators(people, *, at):
    """One that is ready, one that was refused, one that waits for a decision."""
    opcc, dpo = people["opcc"], people["dpo"]
    ready = ask_for_extract(
        **EVALUATOR,
        purpose="Whether men who are assessed sooner stay longer, and what their partners say of it.",
        left_out=["ethnicity", "religion", "needs", "children"],
        by=opcc,
        at=at - 6 * DAY,
    )
    approve(
        ready,
        handover="By the secure transfer of the university",
        note="Days are needed, counts are not enough. Nothing finer than the agreement names.",
        by=dpo,
        at=at - 4 * DAY,
    )
    make_extract(ready, at=at - 4 * DAY)
    refused = ask_for_extract(
        **EVALUATOR, purpose="A list of all men of Walsall for a newsletter.", by=opcc, at=at - 30 * DAY
    )
    refuse(refused, note="A release of figures answers this.", by=dpo, at=at - 29 * DAY)
    ask_for_extract(
        **EVALUATOR | {"joins": ready},
        purpose="The same men half a year on, and whether fathers of young children stay longer.",
        left_out=["ethnicity", "religion", "needs"],
        by=people["manager"],
        at=at - DAY,
    )
