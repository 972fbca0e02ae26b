"""Reports to children's services: written and read through, signed off, issued, acknowledged, put right; held back."""

from joint.models import Report
from tests.joint.reporting import begun, issued

from .policy import ISS, Row

OURS = frozenset({"iss_worker", "iss_manager"})
THEIRS = ISS - OURS
OF_THE_AREA = frozenset({"facilitator", "manager"})
OTHER_AREA = frozenset({"other_facilitator"})


def on(stage, **kwargs):
    return lambda world: {"pk": getattr(world, f"{stage}_file").pk, **kwargs}


def a_report(world):
    him = world.programme_file
    found = Report.objects.filter(referral=him, kind="midway").exclude(issued_at=None).first()
    return {"pk": (found or issued(world, him, at=world.now)).pk}


def a_draft(world):
    him = world.programme_file
    if not Report.objects.filter(referral=him, kind="completion").exists():
        begun(world, him, "completion", at=world.now)
    return {"pk": him.pk, "kind": "completion"}


def that_waits(world):
    him = world.programme_file
    if not Report.objects.filter(referral=him, kind="assessment").exists():
        begun(world, him, "assessment", at=world.now)
        sent = {"sent_at": world.now, "sent_by": world.second_facilitator}
        Report.objects.filter(referral=him, kind="assessment").update(**sent)
    return {"pk": him.pk, "kind": "assessment"}


def that_is_held(world):
    a_draft(world)
    held = Report.objects.get(referral=world.programme_file, kind="completion")
    Report.objects.filter(pk=held.pk).update(held_at=world.now)
    return {"pk": held.pk}


def writers(kwargs, **row):
    return Row(who=OF_THE_AREA, hidden_from=OTHER_AREA, kwargs=kwargs, **row)


READERS = OF_THE_AREA | {"social_worker", "colleague"}
STRANGERS = OTHER_AREA | {"other_social_worker", "spoc"}
OF_CHILDRENS_SERVICES = frozenset({"social_worker", "colleague"})

ROWS = {
    "contribute": Row(who=OURS, hidden_from=THEIRS, kwargs=on("programme", kind="completion")),
    "write_report": writers(on("programme", kind="completion")),
    "read_report": writers(a_draft),
    "take_report_back": writers(a_draft, method="post", status=302),
    "send_report_back": writers(that_waits),
    "report": Row(who=READERS, hidden_from=STRANGERS, kwargs=a_report),
    "report_pdf": Row(who=READERS, hidden_from=STRANGERS, kwargs=a_report),
    "acknowledge_report": Row(
        who=OF_CHILDRENS_SERVICES,
        hidden_from=frozenset({"other_social_worker"}),
        kwargs=a_report,
        method="post",
        status=302,
    ),
    "correct_report": writers(a_report),
    "held_report": Row(who=OURS, hidden_from=THEIRS, kwargs=that_is_held),
}
