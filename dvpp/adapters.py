"""Nobody signs up: people are invited by an administrator, whichever way they sign in."""

from allauth.account.adapter import DefaultAccountAdapter
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter


class InvitedOnly(DefaultAccountAdapter):
    def is_open_for_signup(self, request):
        return False


class InvitedOnlyElsewhere(DefaultSocialAccountAdapter):
    def is_open_for_signup(self, request, sociallogin):
        return False
