"""What was typed is not lost when the session has ended: it is kept, sealed, until its author has signed in again.

Who typed it is said by a signed cookie that lasts as long as a session. It lets a browser leave something for that
person; it lets nobody read anything. Drafts of referrals keep their own pages (intake/views/signed_out.py).
"""

from urllib.parse import parse_qs, urlsplit
from uuid import UUID, uuid4

from django.conf import settings
from django.contrib.auth import REDIRECT_FIELD_NAME
from django.core import signing
from django.http import HttpResponseRedirect
from django.shortcuts import resolve_url
from django.urls import reverse
from django.utils.http import urlencode

from accounts.identity import SYSTEM, acting_as, identify
from accounts.models import KeptForm, User
from accounts.sign_in import UNREAD

COOKIE, SALT = "leave", "signing_in.leave"
FIELD = "kept_form"
# Never kept: what opens doors
SECRETS = {
    "csrfmiddlewaretoken",
    "password",
    "password1",
    "password2",
    "oldpassword",
    "code",
    "credential",
    FIELD,
}
LONGEST, AT_ONCE = 200_000, 20


def remember(request, response, person):
    """Let this browser leave something for ``person`` should the session end."""
    if _whose(request) != person.pk:
        response.set_signed_cookie(
            COOKIE,
            str(person.pk),
            salt=SALT,
            max_age=settings.SESSION_ENDS_AFTER,
            httponly=True,
            secure=settings.SESSION_COOKIE_SECURE,
            samesite="Lax",
        )
    return response


def keep_what_was_typed(request, response, *, at):
    """Where a form was sent to be signed in first: keep it, and lead to it after signing in."""
    if not (_is_form(request) and response.status_code == 302 and _leads_back_here(request, response)):
        return response
    kept = keep(request, at=at)
    if kept is None:
        return response
    page = reverse("typed", args=[kept.key])
    return HttpResponseRedirect(f"{resolve_url(settings.LOGIN_URL)}?{urlencode({'next': page})}")


def _leads_back_here(request, response):
    """To signing in and back to this page. A page that leads elsewhere has kept what was typed itself."""
    parts = urlsplit(response["Location"])
    asked = parse_qs(parts.query).get(REDIRECT_FIELD_NAME)
    return parts.path == resolve_url(settings.LOGIN_URL) and asked == [request.get_full_path()]


def keep(request, *, at):
    """Keep what was posted for whoever was last signed in at this browser; None where that cannot be."""
    whose = _whose(request)
    person = User.objects.working().filter(pk=whose).first() if whose else None
    typed = _typed(request)
    if person is None or not typed:
        return None
    asking = request.user
    identify(person)
    kept = KeptForm.objects.create(person=person, key=uuid4(), path=request.path[:300], at=at, typed=typed)
    old = KeptForm.objects.filter(person=person).order_by("-pk").values_list("pk", flat=True)[AT_ONCE:]
    KeptForm.objects.filter(pk__in=list(old)).delete()
    identify(asking)
    return kept


def may_keep(request):
    """After a token that is worn out: from a page of this site, for nobody but who was signed in at it."""
    origin = request.headers.get("Origin")
    ours = origin is None or origin == f"{request.scheme}://{request.get_host()}"
    whose = _whose(request)
    return ours and _is_form(request) and whose and request.user.pk in (None, whose)


def let_go(request, response):
    """What was kept has arrived."""
    if request.method == "POST" and response.status_code == 302 and FIELD in request.POST:
        try:
            key = UUID(request.POST[FIELD])
        except ValueError:
            return
        KeptForm.objects.visible_to(request.user).filter(key=key).delete()


def forget_what_was_typed(*, at):
    """Nobody came back for it. Nobody is told: 0."""
    with acting_as(SYSTEM):
        KeptForm.objects.filter(at__lt=at - settings.SESSION_ENDS_AFTER).delete()
    return 0


def _is_form(request):
    """A page that is sent by a person, not a script that saves meanwhile."""
    by_script = request.headers.get("Sec-Fetch-Mode", "navigate") != "navigate"
    return request.method == "POST" and not by_script and "X-Requested-With" not in request.headers


def _typed(request):
    typed = [
        [name, value] for name in request.POST for value in request.POST.getlist(name) if name not in SECRETS
    ]
    has_words = any(value.strip() for name, value in typed if name not in UNREAD)
    return typed if has_words and sum(len(value) for _, value in typed) <= LONGEST else []


def _whose(request):
    try:
        return int(request.get_signed_cookie(COOKIE, salt=SALT, max_age=settings.SESSION_ENDS_AFTER))
    except (KeyError, ValueError, signing.BadSignature):
        return None
