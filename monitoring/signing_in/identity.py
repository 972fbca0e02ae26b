"""Around every request: whether the session still stands, and whether the second factor is there.

One place, and closed unless found open: pages, feeds, files and what scripts ask for pass here before any view.
"""

from django.contrib import messages
from django.contrib.auth import logout
from django.http import HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone

from accounts.identity import identify

from . import kept, second_factor, sessions

# How long a session lasts is asked here without making it last longer
STATE = "/account/session/"
SAID = {
    sessions.Why.IDLE: "You have been signed out because nothing was done for a while.",
    sessions.Why.TOO_LONG: "You have been signed out because you had been signed in for a long time.",
    sessions.Why.BY_PERSON: "You have been signed out here from another browser of yours.",
    sessions.Why.BY_ADMINISTRATOR: "You have been signed out by an administrator.",
    sessions.Why.DISABLED: "You have been signed out.",
    sessions.Why.CHANGED: "You have been signed out because something about how you sign in has changed.",
}


class StandingMiddleware:
    """Runs inside the request's transaction, after IdentityMiddleware and before anything acts."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        at = timezone.now()
        request.asked_at, request.signed_in, request.lacks_second_factor = at, None, False
        if request.user.is_authenticated:
            self._stand(request, at)
        if request.user.is_authenticated:
            return self._served(request, at)
        return kept.keep_what_was_typed(request, self.get_response(request), at=at)

    def _stand(self, request, at):
        session = sessions.of(request) or sessions.begin(request, request.user, at=at)
        ended = request.user.has_ended(timezone.localtime(at).date())
        over = sessions.why_over(session, at=at) or (sessions.Why.DISABLED if ended else "")
        if over:
            sessions.end(session, why=over, by=None, at=at)
            logout(request)
            identify(request.user)
            messages.info(request, SAID.get(over, "You have been signed out."))
            return
        if request.path != STATE or request.method != "GET":
            sessions.seen(session, at=at)
        request.signed_in = session

    def _served(self, request, at):
        person, session = request.user, request.signed_in
        request.lacks_second_factor = second_factor.lacks_one(person, session)
        if request.lacks_second_factor and not second_factor.is_open(request):
            return HttpResponseRedirect(reverse("second_step"))
        changing = request.method == "POST" and request.path.startswith(reverse("mfa_index"))
        before = second_factor.of(person) if changing else {}
        response = self.get_response(request)
        if changing and not request.view_raised:
            second_factor.note_changes(person, before, session=session, at=at)
        kept.let_go(request, response)
        return kept.remember(request, response, person)
