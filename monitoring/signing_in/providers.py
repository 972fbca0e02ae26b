"""Signing in through an organisation's own identity provider (OpenID Connect; Entra ID, one tenant an organisation).

Somebody is known by the provider's subject, in that tenant, and never by an email address. The first time, the
invitation that was sent to them says whose account it is.
"""

from allauth.core.exceptions import ImmediateHttpResponse
from allauth.socialaccount.models import SocialAccount
from django.db import IntegrityError, transaction
from django.shortcuts import render

from accounts.acting import one_act
from accounts.models import User
from audit.trail import record

from . import events, invitations

# Reasons, as the trail has them; whoever tried reads the same words for all
WRONG_TENANT, NOT_INVITED, OTHER_ORGANISATION, CLOSED = (
    "wrong_tenant",
    "not_invited",
    "other_organisation",
    "closed",
)


def let_in(request, sociallogin, *, at):
    """Refuse, link on invitation, or do nothing: then the library goes on with the account that is linked."""
    app = sociallogin.account.get_provider(request).app
    claims = sociallogin.account.extra_data.get("id_token") or {}
    # Nothing of what the provider says of a person is kept here but the subject
    sociallogin.account.extra_data = {}
    wrong = _wrong_tenant(app, claims)
    person = sociallogin.user if sociallogin.is_existing else None
    if wrong:
        _refuse(request, WRONG_TENANT, person, app, at=at)
    if person is None:
        person = _link(request, sociallogin, app, at=at)
    SocialAccount.objects.filter(user=person).update(extra_data={})
    if not person.is_active:
        _refuse(request, CLOSED, person, app, at=at)
    if not _works_there(person, app):
        _refuse(request, OTHER_ORGANISATION, person, app, at=at)
    if app.settings.get("asks_second_factor") and "mfa" in (claims.get("amr") or ()):
        request.session[events.THEIR_FACTOR] = True


def _wrong_tenant(app, claims):
    """The token's issuer and tenant are those that were set, to the letter."""
    tenant = app.settings.get("tenant")
    return claims.get("iss") != app.settings["issuer"] or bool(tenant and claims.get("tid") != tenant)


def _works_there(person, app):
    return person.organisation.name == app.settings["organisation"]


def _link(request, sociallogin, app, *, at):
    """The account of the invitation that this browser came with, linked to the subject from now on."""
    invitation = invitations.at_hand(request, at=at)
    if invitation is None:
        _refuse(request, NOT_INVITED, None, app, at=at)
    person = invitation.person
    if not _works_there(person, app):
        _refuse(request, OTHER_ORGANISATION, person, app, at=at)
    link(invitation, sociallogin, request, at=at)
    sociallogin.lookup()
    return person


@one_act
def link(invitation, sociallogin, request, *, at):
    """One subject of a provider for a person: a new invitation takes the place of what was linked before."""
    person = User.objects.select_for_update(of=("self",)).get(pk=invitation.person_id)
    invitations.use(invitation, at=at)
    theirs = {"provider": sociallogin.account.provider}
    try:
        with transaction.atomic():
            SocialAccount.objects.filter(user=person, **theirs).delete()
            SocialAccount.objects.create(user=person, uid=sociallogin.account.uid, **theirs)
    except IntegrityError:
        raise ImmediateHttpResponse(_no(request)) from None
    record("sign_in.linked", person, by=person, at=at, **theirs)


def _refuse(request, why, person, app, *, at):
    record("sign_in.refused", person or User(pk=0), by=None, at=at, why=why, provider=app.provider_id)
    raise ImmediateHttpResponse(_no(request))


def _no(request):
    return render(request, "signing_in/not_known.html", status=403)
