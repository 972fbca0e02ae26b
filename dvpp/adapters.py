"""Where the sign-in library asks this service: nobody signs up, what happens is on the trail, secrets are sealed."""

from allauth.account.adapter import DefaultAccountAdapter
from allauth.core import context
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils import timezone

from accounts import factors
from monitoring.signing_in import events, providers, resets, sessions


def _now():
    """The moment at which the present request came in."""
    return context.request.asked_at


class InvitedOnly(DefaultAccountAdapter):
    error_messages = DefaultAccountAdapter.error_messages | {
        "too_many_login_attempts": "Tried too often. Wait five minutes, then try again, or have your password reset",
        "email_password_mismatch": "The email address or the password is not right",
        "incorrect_password": "That password is not right",
        "enter_current_password": "Enter the password you have now",
        "rate_limited": "Tried too often. Wait five minutes, then try again",
    }

    def is_open_for_signup(self, request):
        return False

    def pre_authenticate(self, request, **credentials):
        try:
            super().pre_authenticate(request, **credentials)
        except ValidationError:
            events.locked_out(request, credentials.get("email", ""), at=_now())
            raise

    def authentication_failed(self, request, **credentials):
        events.failed(request, credentials.get("email", ""), at=_now())

    def pre_login(self, request, user, **how):
        if user.has_ended(timezone.localtime(_now()).date()):
            user.is_active = False  # as far as signing in goes
        return super().pre_login(request, user, **how)

    def post_login(self, request, user, **how):
        events.signed_in(request, user, at=_now())
        return super().post_login(request, user, **how)

    def logout(self, request):
        session = sessions.of(request) if request.user.is_authenticated else None
        if session:
            sessions.end(session, why=sessions.Why.SIGNED_OUT, by=request.user, at=_now())
        super().logout(request)

    def set_password(self, user, password):
        super().set_password(user, password)
        mine = context.request.session.get(sessions.KEY) if context.request.user == user else None
        events.password_changed(user, at=_now(), but=mine)

    def send_password_reset_mail(self, user, email, context):
        resets.ask_for_reset(user, at=_now())

    def is_reauthentication_required(self, *, app, **more):
        """Whoever has signed in within the last minutes has just said who they are."""
        session = getattr(context.request, "signed_in", None)
        if session:
            age = (_now() - session.began_at).total_seconds()
            if age < settings.ACCOUNT_REAUTHENTICATION_TIMEOUT:
                return False
        return super().is_reauthentication_required(app=app, **more)


class SecondFactor(DefaultMFAAdapter):
    error_messages = DefaultMFAAdapter.error_messages | {
        "incorrect_code": "That did not work. Wait for the next code, or use another way",
    }

    def encrypt(self, text):
        return factors.sealed(text)

    def decrypt(self, encrypted_text):
        return factors.opened(encrypted_text)

    def generate_authenticator_name(self, user, type):  # noqa: A002 - the library's name
        return ""


class InvitedOnlyElsewhere(DefaultSocialAccountAdapter):
    """Signing in through the organisation's own identity provider."""

    def is_open_for_signup(self, request, sociallogin):
        return False

    def pre_social_login(self, request, sociallogin):
        providers.let_in(request, sociallogin, at=_now())
