"""The sign-in library's forms of the second factor, in the words of this service; what is not right is on the trail."""

from allauth.core import context
from allauth.mfa.base.forms import AuthenticateForm, ReauthenticateForm
from allauth.mfa.totp.forms import ActivateTOTPForm
from allauth.mfa.webauthn.forms import (
    AddWebAuthnForm,
    AuthenticateWebAuthnForm,
    EditWebAuthnForm,
    ReauthenticateWebAuthnForm,
)
from django import forms
from django.core.exceptions import ValidationError

from . import events

NAME_OF_A_KEY = "Such as “My telephone”, to know it again"


def _code(label, hint=""):
    box = forms.TextInput(
        attrs={"autocomplete": "one-time-code", "spellcheck": "false", "autocapitalize": "off"}
    )
    return forms.CharField(
        label=label, help_text=hint, widget=box, error_messages={"required": "Enter the code"}
    )


def _noted(form, clean):
    """What ``clean`` gives; refused, that is on the trail before it is said."""
    try:
        return clean()
    except ValidationError:
        events.second_factor_failed(context.request, form.user, at=context.request.asked_at)
        raise


class CodeForm(AuthenticateForm):
    code = _code("Code", "The six numbers in your app, or one of your recovery codes")

    def clean_code(self):
        return _noted(self, super().clean_code)


class CodeAgainForm(ReauthenticateForm):
    code = _code("Code", "The six numbers in your app, or one of your recovery codes")

    def clean_code(self):
        return _noted(self, super().clean_code)


class SetUpAppForm(ActivateTOTPForm):
    code = _code("Code from the app", "Six numbers. They change every half minute")


class PasskeyForm(AuthenticateWebAuthnForm):
    def clean_credential(self):
        return _noted(self, super().clean_credential)


class PasskeyAgainForm(ReauthenticateWebAuthnForm):
    def clean_credential(self):
        return _noted(self, super().clean_credential)


class AddPasskeyForm(AddWebAuthnForm):
    name = forms.CharField(
        label="Name of the passkey", help_text=NAME_OF_A_KEY, required=False, max_length=60
    )
    passwordless = forms.BooleanField(
        label="Let it sign me in by itself, without my password",
        help_text="It then asks for your finger, your face or a PIN. Leave it ticked unless your key cannot do that.",
        required=False,
        initial=True,
    )


class RenamePasskeyForm(EditWebAuthnForm):
    name = forms.CharField(
        label="Name of the passkey",
        help_text=NAME_OF_A_KEY,
        max_length=60,
        error_messages={"required": "Enter a name"},
    )
