"""Her file's statuses (pathway.md section 6). It never closes because his does."""

from django.db import models

from accounts.refusal import Refused


class HerStatus(models.TextChoices):
    HELD = "held", "Details held"
    RELEASED = "released", "Released: contact her"
    CONTACTED = "contacted", "In contact"
    ASSESSED = "assessed", "Assessed"
    SUPPORTED = "supported", "In support"
    CLOSED = "closed", "Closed"


H = HerStatus

HER_MOVES = {
    H.HELD: {H.RELEASED},
    H.RELEASED: {H.CONTACTED, H.CLOSED},
    H.CONTACTED: {H.ASSESSED, H.SUPPORTED, H.CLOSED},
    H.ASSESSED: {H.SUPPORTED, H.CLOSED},
    H.SUPPORTED: {H.CLOSED},
    H.CLOSED: {H.CONTACTED, H.RELEASED},
}


def check_her_move(old, new):
    if new not in HER_MOVES[HerStatus(old)]:
        raise Refused(
            f"A file that is '{HerStatus(old).label.lower()}' cannot become '{HerStatus(new).label.lower()}'."
        )


class SupportKind(models.TextChoices):
    FACE_TO_FACE = "face_to_face", "Face-to-face"
    COUNSELLING = "counselling", "Counselling"
    GROUP_WORK = "group_work", "Group work"
    DROP_IN = "drop_in", "Drop-in"
    TELEPHONE = "telephone", "Telephone"
    WRITTEN = "written", "Written"
    ADVOCACY = "advocacy", "Advocacy"
    HEALTH = "health", "Health"
    OTHER = "other", "Other"


class Change(models.TextChoices):
    """Figure 30."""

    DETERIORATED = "deteriorated", "Deteriorated"
    NO_CHANGE = "no_change", "No change"
    IMPROVED = "improved", "Improved"


class Answer(models.TextChoices):
    YES = "yes", "Yes"
    NO = "no", "No"
    UNKNOWN = "unknown", "Not known"
