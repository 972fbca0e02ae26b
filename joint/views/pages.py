"""What the pages of the table share: who is found, where one goes back to, and that it is on the trail."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse

from accounts.asking import ask
from accounts.roles import Permission
from audit.trail import saw
from joint.actions import SHARING_STOPPED
from joint.models import Pair, Side
from referrals.models import Referral


def side_of(user):
    return Side.ISS if user.may(Permission.ISS_AT_TABLE) else Side.MY_TIME


def find_pair(request, pk):
    """The man, as somebody who sits at the table meets him."""
    return get_object_or_404(Pair.objects.visible_to(request.user).select_related("man", "area"), pk=pk)


def find_him(request, pk):
    """The man, for whoever works with him: the ISS from the table, My Time from his file."""
    if side_of(request.user) == Side.ISS:
        return find_pair(request, pk)
    return get_object_or_404(Referral.objects.visible_to(request.user).select_related("man", "area"), pk=pk)


def home_of(user, referral):
    """Where somebody came from: the table, or his file for those who do not sit at it."""
    if user.may(Permission.JOINT_TABLE):
        return reverse("pair", args=[referral.pk])
    return referral.get_absolute_url()


def ask_about(
    request,
    referral,
    form,
    act,
    *,
    heading,
    done,
    at,
    then=None,
    home="",
    template="joint/form.html",
    **context,
):
    """Ask about him. ``context`` goes to the template: submit, intro, consequences, danger and so on."""
    if request.method == "GET":
        saw(referral, by=request.user, at=at, page=request.resolver_match.url_name)
    home = home or home_of(request.user, referral)
    named = caption(request, referral)
    context |= {"referral": referral, "heading": heading, "home": home, "at": at, "caption": named}
    return ask(request, form, act, done=done, then=then or home, template=template, context=context)


def caption(request, referral):
    """His name; while sharing is stopped the ISS is shown the reference alone."""
    if side_of(request.user) == Side.ISS and referral.sharing_stopped:
        return referral.reference
    return referral.man.name


def stopped(request, referral):
    """The answer to somebody who may not go on while sharing is stopped, or None."""
    if not referral.sharing_stopped:
        return None
    messages.error(request, SHARING_STOPPED)
    return redirect("pair", referral.pk)
