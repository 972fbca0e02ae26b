"""The ways in: a password of one's own, or the organisation's identity provider."""

from allauth.account.adapter import get_adapter
from django import forms
from django.conf import settings
from django.urls import reverse

from forms import GovForm


class _Password(forms.CharField):
    def __init__(self, label, missing, hint=""):
        box = forms.PasswordInput(attrs={"autocomplete": "new-password"})
        super().__init__(
            label=label, strip=False, widget=box, help_text=hint, error_messages={"required": missing}
        )


class PasswordForm(GovForm):
    password1 = _Password(
        "Choose a password",
        "Choose a password",
        "At least 12 characters. Three words that do not belong together are good.",
    )
    password2 = _Password("The same password again", "Enter the password again")

    def __init__(self, *args, person, **kwargs):
        self.person = person
        super().__init__(*args, **kwargs)

    def clean_password1(self):
        return get_adapter().clean_password(self.cleaned_data["password1"], user=self.person)

    def clean(self):
        first, second = self.cleaned_data.get("password1"), self.cleaned_data.get("password2")
        if first and second and first != second:
            self.add_error("password2", "The two passwords are not the same")
        return self.cleaned_data


def ways_in(person=None):
    """[(name, address)] of the identity providers; of a person's own organisation where one is named."""
    return [
        (one["name"], reverse("openid_connect_login", args=[one["provider_id"]]))
        for one in settings.SIGN_IN_PROVIDERS
        if person is None or person.organisation.name == one["settings"]["organisation"]
    ]
