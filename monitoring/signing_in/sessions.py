"""Who is signed in where: begun, seen, over for a reason, ended by hand. Each end stands on the trail."""

import re
from functools import partial

from allauth.account.adapter import get_adapter
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.contrib.postgres.expressions import ArraySubquery
from django.db import DEFAULT_DB_ALIAS
from django.db.models import Exists, IntegerField, Value

from accounts.acting import one_act
from accounts.identity import SYSTEM, acting_as
from accounts.models import SignedIn, User
from accounts.roles import Permission
from accounts.written import Written
from audit.breaking import standing_open
from audit.trail import record
from iss.models import PartnerFile
from referrals.models import Referral

KEY = "signed_in"
Why = SignedIn.Why
FACTORS = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)
BROWSERS = (
    ("Edg", "Edge"),
    ("OPR", "Opera"),
    ("Firefox", "Firefox"),
    ("Chrome", "Chrome"),
    ("Safari", "Safari"),
)
SYSTEMS = (
    *(("Android", "Android"), ("iPhone", "an iPhone"), ("iPad", "an iPad"), ("Windows", "Windows")),
    *(("Mac OS", "a Mac"), ("CrOS", "a Chromebook"), ("Linux", "Linux")),
)


def browser_in_words(user_agent):
    """ "Firefox on Windows": enough to know one's own, without what would follow somebody about."""
    browser = next((name for sign, name in BROWSERS if re.search(rf"\b{sign}\w*/", user_agent)), "A browser")
    system = next((name for sign, name in SYSTEMS if sign in user_agent), "")
    return f"{browser} on {system}" if system else browser


@one_act
def begin(request, person, *, how="", at):
    """Somebody has signed in at this browser."""
    begun = SignedIn.objects.create(
        person=person,
        began_at=at,
        seen_at=at,
        how=how[:60],
        address=get_adapter().get_client_ip(request),
        browser=browser_in_words(request.headers.get("User-Agent", ""))[:60],
    )
    request.session[KEY] = begun.pk
    return begun


def of(request):
    """The session of this request, which knows whether its person has a second factor; None where it has none yet.

    The person's areas come with it, and what stands open to them in an emergency: whatever they look for next is looked
    for in those.
    """
    key = request.session.get(KEY)
    if not key:
        return None
    opens = _opens(request.user)
    found = _THIS[opens].rows(key=key, person=request.user.pk)
    if not found:
        return None
    [(*kept, has_factor, areas, opened)] = found
    request.user.area_ids = areas
    if opens:
        request.user.glasses[opens] = opened
    session = SignedIn.from_db(DEFAULT_DB_ALIAS, _COLUMNS, kept)
    session.has_factor = has_factor
    return session


def factors_of(person):
    return Authenticator.objects.filter(user=person, type__in=FACTORS)


def _opens(user):
    """Files of which model the person may open in an emergency, if any."""
    if not user.may(Permission.BREAK_GLASS):
        return None
    return PartnerFile if user.may(Permission.SEE_HER_FILES) else Referral


def _this(opens, *, key, person):
    theirs = SignedIn.objects.filter(pk=key, person=person)
    areas = User.areas.through.objects.filter(user=person).order_by("area").values("area")
    opened = (
        ArraySubquery(standing_open(opens, person)) if opens else Value(None, output_field=IntegerField())
    )
    return theirs.values_list(*_COLUMNS, Exists(factors_of(person)), ArraySubquery(areas), opened)


_COLUMNS = [field.attname for field in SignedIn._meta.concrete_fields]
_THIS = {opens: Written(partial(_this, opens)) for opens in (None, Referral, PartnerFile)}


def why_over(session, *, at):
    """Why ``session`` lets nobody in any more at ``at``; empty while it does."""
    if session.ended_at:
        return session.why_ended
    if at - session.began_at >= settings.SESSION_ENDS_AFTER:
        return Why.TOO_LONG
    return Why.IDLE if at - session.seen_at >= settings.IDLE_ENDS_AFTER else ""


def seconds_left(session, *, at):
    whole = session.began_at + settings.SESSION_ENDS_AFTER - at
    idle = session.seen_at + settings.IDLE_ENDS_AFTER - at
    return max(0, int(min(whole, idle).total_seconds()))


def seen(session, *, at):
    """Used just now; written down once a minute at most."""
    if at - session.seen_at >= settings.SEEN_AGAIN_AFTER:
        SignedIn.objects.going_on().filter(pk=session.pk).update(seen_at=at)
        session.seen_at = at


@one_act
def end(session, *, why, by, at):
    """True for whoever ended it; who it was is out at the next request."""
    ended = SignedIn.objects.going_on().filter(pk=session.pk).update(ended_at=at, why_ended=why)
    if ended:
        record("session.ended", session.person, by=by, at=at, why=str(why), session=session.pk)
    return bool(ended)


@one_act
def end_all(person, *, why, by, at, but=None):
    """Every session of ``person``, except the number ``but``. How many there were."""
    going_on = SignedIn.objects.going_on().filter(person=person).exclude(pk=but)
    return sum(end(session, why=why, by=by, at=at) for session in going_on.select_related("person"))


def alive(sessions, *, at):
    """Those of ``sessions`` that let somebody in, the latest first."""
    living = sessions.alive(
        seen_after=at - settings.IDLE_ENDS_AFTER, begun_after=at - settings.SESSION_ENDS_AFTER
    )
    return living.order_by("-seen_at", "-pk")


def forget_old_sessions(*, at):
    """Where somebody was signed in is kept for a while and no longer. Nobody is told: 0."""
    with acting_as(SYSTEM):
        SignedIn.objects.filter(seen_at__lt=at - settings.SESSIONS_KEPT_FOR).delete()
    return 0
