"""The course of one case, as days from the referral: drawn in the proportions of the published cohort."""

from dataclasses import dataclass

# Of men referred: offered an assessment, attended it, found suitable, started, completed
OFFERED, ATTENDED, SUITABLE, STARTED, FINISHED = 0.78, 0.62, 0.72, 0.78, 0.42
SESSIONS = 30


@dataclass(slots=True)
class Course:
    """Days since the referral; None where it has not come to that by ``age``, the days since then."""

    age: int
    contacted: int | None = None
    offered: int | None = None
    attended: int | None = None
    decision: str = ""
    first_session: int | None = None
    sessions: int = 0
    closed: int | None = None
    completed: bool = False
    reason: str = ""

    @property
    def status(self):
        if self.completed:
            return "completed"
        if self.closed is not None:
            return "closed"
        if self.first_session is not None:
            return "on_programme"
        if self.decision:
            return self.decision
        if self.offered is not None:
            return "assessment_booked"
        return "contacted" if self.contacted is not None else "acknowledged" if self.age > 1 else "received"


def course(rng, age):
    found, draw = Course(age), rng.random
    found.contacted = _by(found, 1 + int(draw() * 4))
    if found.contacted is None:
        return found
    if draw() > OFFERED:
        return _close(found, 20 + int(draw() * 40), "not_contactable")
    found.offered = _by(found, found.contacted + 3 + int(draw() * 20))
    if found.offered is not None and draw() > ATTENDED:
        return _close(found, found.offered + 21, "did_not_attend_assessment")
    found.attended = None if found.offered is None else _by(found, found.offered + int(draw() * 20))
    if found.attended is None:
        return found
    found.decision = "suitable" if draw() < SUITABLE else "unsuitable"
    if found.decision == "unsuitable":
        return _close(found, found.attended + 14, "unsuitable")
    if draw() > STARTED:
        return _close(found, found.attended + 60, "declined_place")
    found.first_session = _by(found, found.attended + 14 + int(draw() * 28))
    return found if found.first_session is None else _attend(found, rng)


def _attend(found, rng):
    finishes = rng.random() < FINISHED
    sessions = SESSIONS if finishes else 1 + int(rng.random() ** 2 * 24)
    found.sessions = min(sessions, (found.age - found.first_session) // 7)
    end = found.first_session + 7 * sessions
    if finishes and end <= found.age:
        found.completed, found.closed = True, end
        return found
    return found if finishes else _close(found, end + 7, "two_misses" if rng.random() < 0.7 else "withdrew")


def _by(found, day):
    return day if day <= found.age else None


def _close(found, day, reason):
    if day <= found.age:
        found.closed, found.reason = day, reason
    return found
