"""What is kept of signing in: who is signed in where, invitations, and what was typed when a session had ended.

No row holds what would let somebody in: sessions are known by a number of their own, links by a hash.
"""

from django.db import models
from django.db.models import F, Q
from django.forms.utils import pretty_name

from sealing import SealedJSONField

from .roles import Permission

# Sent with a form, typed by nobody
UNREAD = ("form_key", "opened_with", "meanwhile_asked", "seen", "leave")


class SignedInQuerySet(models.QuerySet):
    def visible_to(self, user):
        """One's own; administrators see everybody's, and end them."""
        if user.may(Permission.MANAGE_PEOPLE):
            return self
        return self.filter(person=user)

    def going_on(self):
        return self.filter(ended_at=None)

    def alive(self, *, seen_after, begun_after):
        """Those that would be let in: not ended, not idle for too long, not too old."""
        return self.going_on().filter(seen_at__gt=seen_after, began_at__gt=begun_after)


class SignedIn(models.Model):
    """Somebody is signed in at one browser. Ended here, it is over at the next request (monitoring/signing_in)."""

    class Why(models.TextChoices):
        SIGNED_OUT = "signed_out", "Signed out"
        IDLE = "idle", "Nothing was done for too long"
        TOO_LONG = "too_long", "Signed in for as long as is allowed"
        BY_PERSON = "by_person", "Ended from another browser"
        BY_ADMINISTRATOR = "by_administrator", "Ended by an administrator"
        DISABLED = "disabled", "The account was closed"
        CHANGED = "changed", "How they sign in, or what they may do, has changed"

    person = models.ForeignKey("accounts.User", on_delete=models.CASCADE, related_name="+")
    began_at = models.DateTimeField()
    seen_at = models.DateTimeField()
    # By what: password, passkey, the organisation's own sign-in; and the second factor
    how = models.CharField(max_length=60, blank=True)
    address = models.GenericIPAddressField(null=True, blank=True)
    browser = models.CharField(max_length=60, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    why_ended = models.CharField(max_length=20, choices=Why.choices, blank=True)

    objects = SignedInQuerySet.as_manager()

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=Q(ended_at=None, why_ended="") | (Q(ended_at__isnull=False) & ~Q(why_ended="")),
                name="a_session_that_has_ended_says_why",
            ),
        )
        indexes = (models.Index(fields=["person", "ended_at"], name="signed_in_of_a_person"),)

    def __str__(self):
        return f"{self.browser} since {self.began_at:%Y-%m-%d %H:%M}"


class InvitationQuerySet(models.QuerySet):
    def visible_to(self, user):
        return self if user.may(Permission.MANAGE_PEOPLE) else self.none()

    def open(self, at):
        return self.filter(used_at=None, withdrawn_at=None, expires_at__gt=at, person__is_active=True)


class Invitation(models.Model):
    """A link by which an invited person comes in once, and says how they sign in from then on."""

    person = models.ForeignKey("accounts.User", on_delete=models.CASCADE, related_name="+")
    by = models.ForeignKey("accounts.User", on_delete=models.SET_NULL, null=True, related_name="+")
    hash = models.CharField(max_length=64, unique=True)
    sent_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    objects = InvitationQuerySet.as_manager()

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=Q(expires_at__gt=F("sent_at")), name="an_invitation_lasts_a_while"
            ),
            models.UniqueConstraint(
                fields=["person"],
                condition=Q(used_at=None, withdrawn_at=None),
                name="one_open_invitation_of_a_person",
            ),
        )

    def __str__(self):
        return f"{self.person_id} until {self.expires_at:%Y-%m-%d %H:%M}"


class KeptFormQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Whoever typed it, and nobody else whatever their role."""
        return self.filter(person=user)


class KeptForm(models.Model):
    """What somebody sent after their session had ended: sealed, theirs alone, and gone within hours."""

    person = models.ForeignKey("accounts.User", on_delete=models.CASCADE, related_name="+")
    key = models.UUIDField(unique=True)
    path = models.CharField(max_length=300)
    at = models.DateTimeField()
    typed = SealedJSONField(bound_to=("person_id", "key"))

    objects = KeptFormQuerySet.as_manager()

    class Meta:
        indexes = (models.Index(fields=["person", "at"], name="kept_forms_of_a_person"),)

    def __str__(self):
        return f"{self.key} by {self.person_id}"

    @property
    def words(self):
        """[(name of the box, what was typed)] of whatever somebody can read."""
        typed = [(name, value) for name, value in self.typed if value.strip() and name not in UNREAD]
        return [(pretty_name(name), value) for name, value in typed]


__all__ = ["Invitation", "KeptForm", "SignedIn"]
