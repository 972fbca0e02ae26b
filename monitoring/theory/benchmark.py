"""Good practice, as the evaluation's Figures 9, 16 and 29 held the programme against it, with what can be shown now."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.db.models import Count, Q

from accounts.acting import for_the_service
from accounts.roles import Role
from directory.models import Service
from joint.models import JointReview, SideRecord
from knowledge.models import Induction
from monitoring.figures import Audience, Period, compute
from monitoring.models import Training
from programme.models import Enrolment, KeyWork
from referrals.models import OnwardReferral

from .completeness import Taken, taken

GOOD, SOME = "Good evidence", "Some evidence"
QUARTER = timedelta(days=91)


@dataclass(frozen=True)
class Evidence:
    """What the numbers are taken from."""

    figures: dict[str, Any]
    taken: dict[str, dict[str, Taken]]
    counts: dict[str, int]

    def share(self, rate: str) -> str:
        found = self.figures["rates"][rate]
        pct = "no percentage" if found["pct"] is None else f"{found['pct']}%"
        return f"{pct} ({found['numerator']:,} of {found['denominator']:,})"

    def asked(self, code: str, *stages: str) -> str:
        """How many measures were taken of those due, at the stages or at all."""
        of_code = self.taken[code]
        rows = [of_code[stage] for stage in stages or of_code if stage in of_code]
        found = sum(rows, Taken())
        return f"{found.asked:,} of {found.due:,} due" if found.due else "none due yet"


@dataclass(frozen=True)
class Principle:
    """``found``: what the report found, by figure; ``rule``: what the system does about it; ``number``: live, in words;
    ``page``: URL name of where it is."""

    words: str
    found: tuple[tuple[str, str], ...]
    why: str
    rule: str
    number: Callable[[Evidence], str]
    page: str = ""


def _training(e: Evidence) -> str:
    told = e.figures["fig13"]
    return (
        f"{e.counts['inductions']:,} social workers have read how to refer; "
        f"{told['trained_assessment_and_referral'] + told['trained_motivating']:,} were trained in {e.counts['trainings']:,} trainings"
    )


PRINCIPLES = (
    Principle(
        "Built on a clear theory of change that everybody knows",
        (("Figure 9", SOME), ("Figure 16", SOME)),
        "None was developed or told to all, social workers among them.",
        "The chain is a page of its own, open to everybody who signs in; every social worker is shown first how the service works.",
        _training,
        "theory",
    ),
    Principle(
        "Outcomes for those who are abused and for children come first",
        (("Figure 9", GOOD), ("Figure 29", GOOD)),
        "They were said to come first, and were not measured systematically.",
        "Her answers are the headline and are never averaged with his; her file never closes because his does.",
        lambda e: (
            f"{e.figures['fig13']['partners_supported']:,} of {e.figures['fig13']['partners_referred']:,} partners had "
            f"support; her measures taken: {e.asked('W')}"
        ),
        "figures",
    ),
    Principle(
        "Services work together",
        (("Figure 9", SOME), ("Figure 16", SOME), ("Figure 29", SOME)),
        "Better over time; social workers knew little of it, and there was no shared framework of outcomes.",
        "A joint discussion before he is accepted, a joint review each month, reports owed to children's services.",
        lambda e: (
            f"{e.counts['discussions']:,} joint discussions on record; {e.counts['reviews']:,} joint reviews in the "
            "last 13 weeks"
        ),
        "this_quarter",
    ),
    Principle(
        "Offered where it is needed",
        (("Figure 9", SOME), ("Figure 16", SOME)),
        "Needs were not assessed, and other programmes overlapped in some areas.",
        "Referrals are counted by area and source; other services are kept in a directory and checked every six months.",
        lambda e: (
            f"{e.figures['fig13']['referrals']:,} referrals by area; {e.counts['services']:,} other services known"
        ),
        "figures",
    ),
    Principle(
        "Men who are motivated, with work on motivation",
        (("Figure 9", SOME), ("Figure 16", SOME), ("Figure 29", SOME)),
        "Social workers did not know that men must be motivated; many never came, or came once.",
        "Whether he accepts responsibility and is willing to change is asked of every referrer; a module of six sessions can "
        "come first, and signs that a man may leave are shown.",
        lambda e: (
            f"{e.share('no_session_of_suitable')} of suitable men came to no session; {e.counts['motivational']:,} men "
            "began with the module"
        ),
        "figures",
    ),
    Principle(
        "Group and one-to-one work together",
        (("Figure 9", SOME),),
        "Some men were seen alone, and not beside the group.",
        "Key work is planned and recorded on his file beside his sessions.",
        lambda e: f"{e.counts['key_work']:,} one-to-one meetings held with {e.counts['key_work_men']:,} men",
        "",
    ),
    Principle(
        "Mindful of other things, such as alcohol and drugs",
        (("Figure 29", SOME),),
        "Little showed how men were linked to services for them.",
        "A man can be referred on from his file, and whoever did is asked what came of it.",
        lambda e: f"{e.counts['onward']:,} men were referred on to other services",
        "services",
    ),
    Principle(
        "Long-term effects are understood",
        (("Figure 9", SOME), ("Figure 29", SOME)),
        "Outcomes were not specific, and nothing shared measured them.",
        "Short questions to both at four times, the last six months after the end; hers go on if he leaves.",
        lambda e: (
            f"taken six months after: hers {e.asked('W', 'follow_up')}, his {e.asked('M', 'follow_up')}"
        ),
        "theory",
    ),
)


@for_the_service("counts of the whole region; no row leaves")
def evidence(*, at) -> Evidence:
    """Counts of the whole region, as at now."""
    held = Q(state=KeyWork.State.HELD)
    work = KeyWork.objects.aggregate(
        number=Count("pk", filter=held), men=Count("referral__man", filter=held, distinct=True)
    )
    return Evidence(
        compute(Period(as_at=at), Audience.INTERNAL),
        taken(at=at),
        {
            "inductions": Induction.objects.filter(person__role=Role.SOCIAL_WORKER).count(),
            "trainings": Training.objects.count(),
            "discussions": SideRecord.objects.values("referral", "round").distinct().count(),
            "reviews": JointReview.objects.filter(
                held_date__gte=(at - QUARTER).date(), held_date__lte=at.date()
            ).count(),
            "services": Service.objects.count(),
            "motivational": Enrolment.objects.filter(version__counted=False)
            .values("referral")
            .distinct()
            .count(),
            "key_work": work["number"],
            "key_work_men": work["men"],
            "onward": OnwardReferral.objects.values("referral").distinct().count(),
        },
    )
