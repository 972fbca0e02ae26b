"""What each of them says has changed, side by side at the joint table: in words, never averaged, hers first.

Hers is read only as her worker lets it be, and only of the files that the reader's side may know of. His admissions are
his own account: where they rise the pair is looked at again, and nothing is called worse for it.
"""

from dataclasses import dataclass

from accounts.acting import for_the_service
from iss.measures.reading import her_voice
from iss.measures.taken import with_answers
from iss.measures.words import INDICATORS, in_words
from iss.models import PartnerFile
from joint.models import Side
from joint.pairing import side_of_person
from outcomes import scoring

HIS = {
    "rose": "He says that he is abusive more often than at the start",
    "stayed": "He says that he is abusive as often as at the start",
    "fell": "He says that he is abusive less often than at the start",
}
LOOK_AGAIN = "He says more than he did at the start. That can be honesty or harm: look at it together. It does not say “worse”."
THEY_DISAGREE = "They disagree about how often he is abusive. Hers goes first: plan for what she says."


@dataclass(frozen=True)
class Hers:
    """What one service lets be shown: ``said`` is [words]; ``stage``: up to which measure."""

    service: str
    said: list
    stage: str
    direction: str = ""


@dataclass(frozen=True)
class Voices:
    hers: list
    his: str
    his_stage: str
    look_again: str
    disagree: str


@for_the_service("both voices, in the words that her worker ticked to be shown at the table")
def voices_of(him, user):
    """Both voices for somebody at the table; None while sharing is stopped."""
    if him.sharing_stopped:
        return None
    hers = [found for file in _files(him, user) if (found := _hers(file))]
    direction, stage = _his(him)
    differ = any(one.direction and direction and one.direction != direction for one in hers)
    return Voices(
        hers=hers,
        his=HIS.get(direction, ""),
        his_stage=stage,
        look_again=LOOK_AGAIN if direction == "rose" else "",
        disagree=THEY_DISAGREE if differ else "",
    )


def _files(him, user):
    files = PartnerFile.objects.told_of(him)
    if side_of_person(user) == Side.ISS:
        files = files.filter(provider=user.organisation)
    return files.filter(shown_at_table__ended_at=None, shown_at_table__isnull=False).select_related(
        "provider"
    )


def _hers(file):
    shown = file.shown_at_table.filter(ended_at=None).first()
    voice = her_voice(file)
    if not shown or not voice.is_paired or voice.latest.pk != shown.measure_id:
        return None
    words = in_words(voice.first.answers, voice.latest.answers)
    said = [words[key] for key in INDICATORS if key in shown.indicators and key in words]
    change = scoring.paired(voice.first.answers, voice.latest.answers).frequency
    direction = change.direction if "abuse" in shown.indicators else ""
    return Hers(file.provider.name, said, voice.latest.get_stage_display(), direction) if said else None


def _his(him):
    """(which way what he admits has gone, up to which measure)."""
    taken = with_answers(him.measures.all())
    if len(taken) < 2:
        return "", ""
    change = scoring.paired(taken[0].answers, taken[-1].answers).frequency
    return change.direction, taken[-1].get_stage_display()
