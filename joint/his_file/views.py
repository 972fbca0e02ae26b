"""His file: one man, one referral, as his side and the referrer may see it."""

from django.http import Http404
from django.shortcuts import render
from django.utils import timezone

from accounts.addresses import address
from accounts.presence import there
from accounts.roles import Permission, requires
from audit.trail import saw
from intake.again import ENDED
from joint.following.page import followed
from joint.incidents.patterns import pattern_for
from referrals.acts import why_not
from referrals.agreeing import standing
from referrals.models import Agreement
from referrals.next_steps import GET_IN_TOUCH, HE_REFUSES, WAITING, next_step, others, shown, stage
from referrals.statuses import Status

from .doing import grouped
from .frame import frame
from .parts import PARTS, TIMELINE
from .there import his_file, running_promises
from .timeline import timeline

AT_THE_TABLE = (
    ("incident", "Report an incident", Permission.REPORT_INCIDENT),
    ("csc_incident", "Report an incident", Permission.TELL_INCIDENT),
    ("pass_on_partner", "He has a new partner", Permission.CONTACT_HIM),
    ("professionals", "Other professionals to tell", Permission.WRITE_REPORT),
    ("file_summary", "Summary for a meeting", Permission.SEE_HIS_CONTENT),
    ("disclosures", "Log what was disclosed to others", Permission.REPORT_INCIDENT),
    ("conflicts", "Recorded conflicts", Permission.REPORT_INCIDENT),
)


@requires(Permission.SEE_HIS_FILES)
def file(request, pk, name="overview"):
    """One part of his file, with what has to be done next always in sight."""
    at = timezone.now()
    referral, part = his_file(request.user, pk), PARTS.get(name)
    if referral is None or part is None or not request.user.may(part.permission):
        raise Http404("There is no such file, or it has no such part.")
    saw(referral, by=request.user, at=at, page=part.name)
    running = running_promises(referral)
    context = frame(request, referral, name, at=at)
    patterns = name == "overview" and there(referral, "incidents")
    context["pattern"] = pattern_for(request.user, referral, at) if patterns else None
    context |= _next(request.user, referral, running, at) | part.read(request.user, referral, running)
    context["next_promise"] = next(iter(shown(request.user, running)), None)
    if part.name == TIMELINE:
        context |= timeline(request.user, referral, request)
    if part.name == "overview" and not context["reads_content"]:
        context |= followed(request.user, referral, running, at=at, decision=context["decision"])
        return render(request, "joint/his_file_followed.html", context)
    return render(request, f"joint/his_file_{part.name}.html", context)


def _next(user, referral, running, at):
    reached = stage(referral, referral.assessment_offers.order_by("pk"))
    begun = [deadline for deadline in running if deadline.started_at <= at]
    step, deadline = next_step(user, reached, begun)
    if _has_missed_without_word(user, referral):
        step, deadline = GET_IN_TOUCH, None
    elif _he_refuses(user, referral):
        step, deadline = HE_REFUSES, None
    return {
        "step": step,
        "step_href": address(step.url, referral.pk, *step.args) if step else "",
        "step_deadline": deadline,
        "waiting": WAITING[referral.status],
        "others": grouped(
            others(user, referral, reached, but=step.url if step else "")
            + _at_the_table(user, referral)
            + _again(user, referral),
            referral.pk,
        ),
    }


def _has_missed_without_word(user, referral):
    on_programme = referral.status == Status.ON_PROGRAMME and there(referral, "misses")
    may = user.may(GET_IN_TOUCH.permission)
    return may and on_programme and referral.attendances.missed_without_word().exists()


def _again(user, referral):
    ended = referral.status in ENDED and user.may(Permission.REFER)
    return [("refer_again", "Refer him again")] if ended else []


def _he_refuses(user, referral):
    """He has taken back his agreement, or never gave it, and this person may close the file."""
    may_close = user.may(HE_REFUSES.permission) and not why_not("close_file", referral)
    if not (may_close and there(referral, "refusals")):
        return False
    answers = Agreement.objects.visible_to(user).filter(referral=referral).order_by("-asked_date", "-pk")
    return standing(list(answers)).is_refused


def _at_the_table(user, referral):
    """[(url name, words)] of what the person may do where both sides meet."""
    if referral.status in (Status.RECEIVED, Status.MERGED):
        return []
    found = [(name, words) for name, words, permission in AT_THE_TABLE if user.may(permission)]
    if referral.status == Status.ON_PROGRAMME and user.may(Permission.ALLOCATE):
        found.append(("move_him", "Move him to another group"))
    if referral.at_table:
        found.append(("pair", "Go to the joint table"))
    return found
