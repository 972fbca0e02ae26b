"""Pages around signing in: the second step, sessions, invitations, leaving, what was typed too late."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.contrib.auth.views import redirect_to_login
from django.http import JsonResponse
from django.middleware.csrf import get_token
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import Resolver404, resolve, reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from accounts.asking import ask, posted, press
from accounts.models import KeptForm, SignedIn, User
from accounts.public import public
from accounts.refusal import Refused
from accounts.roles import Permission, requires
from forms import GovForm
from intake.views import signed_out

from . import invitations, kept, leaving, second_factor, sessions
from .entrance import PasswordForm, ways_in

Why = SignedIn.Why


@public
def sign_in_help(request):
    return render(request, "signing_in/help.html")


@login_required
def second_step(request):
    """What has to be set up before anything else is open."""
    if second_factor.has_one(request.user):
        return redirect("mfa_index")
    return render(request, "signing_in/second_step.html")


@login_required
def session_state(request):
    """For the script that warns: who is signed in, for how long, and the token of forms. POST: something was done."""
    left = sessions.seconds_left(request.signed_in, at=timezone.now())
    return JsonResponse({"left": left, "who": request.user.pk, "token": get_token(request)})


@login_required
def my_sessions(request):
    mine = SignedIn.objects.visible_to(request.user).filter(person=request.user)
    found = sessions.alive(mine, at=timezone.now())
    context = {"sessions": found, "here": request.signed_in.pk, "act": GovForm()}
    return render(request, "signing_in/sessions.html", context)


@login_required
@require_POST
def end_my_session(request, pk):
    mine = SignedIn.objects.visible_to(request.user).filter(person=request.user)
    session = get_object_or_404(mine.select_related("person"), pk=pk)

    def act():
        sessions.end(session, why=Why.BY_PERSON, by=request.user, at=timezone.now())

    return press(request, act, done="You have been signed out there.", then="my_sessions")


@login_required
@require_POST
def end_my_other_sessions(request):
    def act():
        here = request.signed_in.pk
        return sessions.end_all(request.user, why=Why.BY_PERSON, by=request.user, at=timezone.now(), but=here)

    return press(request, act, done="You have been signed out everywhere else.", then="my_sessions")


@requires(Permission.MANAGE_PEOPLE)
@require_POST
def end_sessions_of(request, pk):
    person = get_object_or_404(User.objects.visible_to(request.user), pk=pk)

    def act():
        return sessions.end_all(person, why=Why.BY_ADMINISTRATOR, by=request.user, at=timezone.now())

    return press(
        request,
        act,
        done=f"{person} is signed out everywhere, from their next click.",
        then=reverse("person", args=[person.pk]),
    )


@requires(Permission.MANAGE_PEOPLE)
@require_POST
def reset_second_step(request, pk):
    person = get_object_or_404(User.objects.visible_to(request.user).working(), pk=pk)

    def act():
        return second_factor.take_away(person, by=request.user, at=timezone.now())

    done = f"{person} has no second step now, and sets one up when they next sign in."
    return press(request, act, done=done, then=reverse("person", args=[person.pk]))


@requires(Permission.MANAGE_PEOPLE)
def leave(request, pk):
    """Somebody leaves: what is left in their name is said first, then the account is closed."""
    person = get_object_or_404(
        User.objects.visible_to(request.user).working().exclude(pk=request.user.pk), pk=pk
    )
    context = {
        "person": person,
        "left": leaving.left_behind(person),
        "sessions": sessions.alive(
            SignedIn.objects.visible_to(request.user).filter(person=person), at=timezone.now()
        ).count(),
    }
    return ask(
        request,
        GovForm(posted(request)),
        lambda: leaving.close_account(person, by=request.user, at=timezone.now()),
        done=f"{person}’s account is closed. They are out from their next click.",
        then=reverse("people"),
        template="signing_in/leave.html",
        context=context,
    )


@public
def welcome(request, token):
    """The link of an invitation: how its person signs in from now on."""
    at = timezone.now()
    invitation = invitations.found(token, at=at)
    if invitation is None:
        return render(request, "signing_in/over.html", status=410)
    if request.user.is_authenticated:
        messages.info(request, f"Sign out first: the link is {invitation.person}’s.")
        return redirect("home")
    request.session[invitations.KEY] = invitation.hash
    form = PasswordForm(request.POST or None, person=invitation.person)
    context = {"form": form, "person": invitation.person, "ways": ways_in(invitation.person)}
    if request.method == "POST" and form.is_valid():
        try:
            invitations.come_in(invitation, form.cleaned_data["password1"], request=request, at=at)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, "Your password is chosen. Sign in with it: a second step follows.")
            return redirect("account_login")
    return render(request, "signing_in/welcome.html", context)


@login_required
def typed(request, key):
    """What was typed before the session had ended: to be sent now, or to be let go."""
    found = get_object_or_404(KeptForm.objects.visible_to(request.user), key=key)
    if request.method == "POST":
        found.delete()
        messages.success(request, "What you had typed is gone.")
        return redirect("home")
    return render(request, "signing_in/typed.html", {"kept": found, "act": GovForm(), "field": kept.FIELD})


def csrf_failure(request, reason=""):
    """A page that was open while its author signed in again: what was typed is kept (signing_in/kept.py)."""
    try:
        match = resolve(request.path_info)
    except Resolver404:
        match = None
    if match and match.url_name in signed_out.PAGES:
        return signed_out.csrf_failure(request, reason)
    found = kept.keep(request, at=timezone.now()) if kept.may_keep(request) else None
    if found is None:
        return render(request, "403.html", status=403)
    page = reverse("typed", args=[found.key])
    return redirect(page) if request.user.is_authenticated else redirect_to_login(page)
