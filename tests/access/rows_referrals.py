"""His file's list and the acts on it."""

from .policy import FACILITATORS, SOCIAL_WORKERS, Row

OF_THE_AREA = frozenset({"facilitator", "manager"})
OTHER_AREA = frozenset({"other_facilitator"})


def on(stage):
    return lambda world: {"pk": getattr(world, f"{stage}_file").pk}


def of_the_area(stage, *, hidden_from=OTHER_AREA, status=200):
    return Row(who=OF_THE_AREA, hidden_from=hidden_from, kwargs=on(stage), status=status)


# The single point of contact may close files too, but not once they are passed on.
OR_PASSED_ON = OTHER_AREA | {"spoc"}
RETURNED = Row(who={"social_worker", "colleague"}, hidden_from={"other_social_worker"}, kwargs=on("closed"))

ROWS = {
    "referrals": Row(who=SOCIAL_WORKERS | FACILITATORS | {"spoc", "manager"}),
    "log_contact": of_the_area("acknowledged"),
    "offer_assessment": of_the_area("contacted"),
    "assessment_outcome": of_the_area("booked"),
    "choose_reminders": of_the_area("programme"),
    "record_measure": of_the_area("programme"),
    "hold_file": of_the_area("acknowledged", hidden_from=OR_PASSED_ON),
    # Nothing is on hold: whoever may is sent back to the file with the reason.
    "resume_file": of_the_area("programme", hidden_from=OR_PASSED_ON, status=302),
    "close_file": of_the_area("acknowledged", hidden_from=OR_PASSED_ON),
    "reopen_file": Row(who={"manager"}, kwargs=on("closed")),
    "acknowledge_return": RETURNED,
    "record_plan": RETURNED,
}
