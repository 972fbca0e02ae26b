"""One-to-one contacts beside the group, and his goals: planned, logged, ended."""

from functools import partial

from django.shortcuts import get_object_or_404
from django.utils import timezone

from accounts.asking import posted
from accounts.roles import Permission, requires
from programme.actions import agree_goal, end_goal, log_key_work, plan_key_work, settle_key_work
from programme.forms import EndGoalForm, GoalForm, HeldForm, PlanKeyWorkForm, SettleForm
from programme.models import Goal, KeyWork
from programme.reading import short_moment
from referrals.views.acting import act_page, back, refused, the_file


@requires(Permission.RUN_SESSIONS)
def plan_one(request, pk):
    at = timezone.now()
    referral = the_file(request, pk)
    if refusal := refused(request, referral, "plan_key_work"):
        return refusal
    form = PlanKeyWorkForm(posted(request), at=at)
    act = partial(plan_key_work, referral, by=request.user, at=at)
    done = "The contact is planned. It stands under Key work on his file."
    return act_page(request, referral, "plan_key_work", form, act, at=at, done=done, submit="Plan it")


@requires(Permission.RUN_SESSIONS)
def log_one(request, pk):
    at = timezone.now()
    referral = the_file(request, pk)
    if refusal := refused(request, referral, "log_key_work"):
        return refusal
    form = HeldForm(posted(request), at=at)
    act = partial(log_key_work, referral, by=request.user, at=at)
    done = "The contact is logged. It counts as contact with him."
    return act_page(request, referral, "log_key_work", form, act, at=at, done=done, submit="Save")


@requires(Permission.RUN_SESSIONS)
def settle_one(request, pk):
    at = timezone.now()
    rows = KeyWork.objects.visible_to(request.user).select_related("by", "makes_up__session")
    planned = get_object_or_404(rows, pk=pk)
    referral = the_file(request, planned.referral_id)
    if planned.state != KeyWork.State.PLANNED:
        return back(request, referral, "What came of this contact has been recorded already.")
    initial = {"mode": planned.mode, "happened_at": planned.planned_at}
    return act_page(
        request,
        referral,
        "log_key_work",
        SettleForm(posted(request), initial=initial, at=at),
        partial(settle_key_work, planned, by=request.user, at=at),
        at=at,
        done="What came of the contact is recorded.",
        template="programme/key_work_outcome.html",
        planned=planned,
        heading=f"What came of the contact on {short_moment(planned.planned_at)}?",
        submit="Save",
    )


@requires(Permission.RUN_SESSIONS)
def agree_one(request, pk):
    at = timezone.now()
    referral = the_file(request, pk)
    if refusal := refused(request, referral, "agree_goal"):
        return refusal
    form = GoalForm(posted(request), initial={"agreed_date": timezone.localtime(at).date()}, at=at)
    act = partial(agree_goal, referral, by=request.user, at=at)
    done = "The goal stands on his file."
    return act_page(request, referral, "agree_goal", form, act, at=at, done=done, submit="Save")


@requires(Permission.RUN_SESSIONS)
def end_one(request, pk):
    at = timezone.now()
    goal = get_object_or_404(Goal.objects.visible_to(request.user), pk=pk)
    referral = the_file(request, goal.referral_id)
    if goal.state != Goal.State.WORKING:
        return back(request, referral, "This goal has ended already.")
    return act_page(
        request,
        referral,
        "end_goal",
        EndGoalForm(posted(request), at=at),
        partial(end_goal, goal, by=request.user, at=at),
        at=at,
        done="The goal has ended. It stays on his file.",
        heading=f"End the goal “{goal.words}”",
        submit="End it",
    )
