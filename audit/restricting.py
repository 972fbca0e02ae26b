"""A file kept back from all but those whom a manager names, though they would see it by their area, team or service.

Each room keeps the restrictions of its own files as rows (``Restriction``, and ``Named`` for each person), and its
``visible_to`` leaves out what is closed to the person; so does row security, by the same functions of the database.
Who may restrict, and what has to be so: ``joint/restricting``. Why: docs/decisions/0045.
"""

from django.db import models
from django.db.models import F, Func, Q, Value

from accounts.models import User
from accounts.refusal import Refused

# Closed to a person: asked of the database by the person's key, whoever asks in this transaction
_CLOSED = {
    "referrals": ("dvpp_closed_his", "bigint[]"),
    "iss": ("dvpp_closed_hers", "bigint[]"),
    "table": ("dvpp_closed_at_table", "bigint[]"),
    "references": ("dvpp_closed_references", "text[]"),
}


class Because(models.TextChoices):
    KNOWN = "known", "Somebody who works here, or with us, knows him or her"
    PARTNER = "partner", "He or she works for a partner organisation"
    PUBLIC = "public", "He or she is known to the public"
    OTHER = "other", "Something else"


class RestrictionQuerySet(models.QuerySet):
    def in_force(self):
        return self.filter(lifted_at=None)


class Restriction(models.Model):
    """From ``at`` until it is lifted. Who it was, when and why stays."""

    because = models.CharField(max_length=10, choices=Because.choices)
    reason = models.TextField()
    at = models.DateTimeField()
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    lifted_at = models.DateTimeField(null=True, blank=True)
    lifted_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+", null=True, blank=True)
    lifted_because = models.TextField(blank=True)

    class Meta:
        abstract = True
        constraints = (
            models.CheckConstraint(condition=~Q(reason=""), name="%(app_label)s_%(class)s_says_why"),
            models.CheckConstraint(
                condition=Q(lifted_at=None, lifted_by=None)
                | (Q(lifted_at__isnull=False, lifted_by__isnull=False) & ~Q(lifted_because="")),
                name="%(app_label)s_%(class)s_lifted_by_somebody_with_words",
            ),
        )

    def __str__(self):
        return f"Restricted since {self.at:%d %B %Y}"


class Named(models.Model):
    """One who may still open the file, where they otherwise could: from ``at`` until they are named no more."""

    person = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+", null=True, blank=True)

    class Meta:
        abstract = True
        constraints = (
            models.UniqueConstraint(
                fields=["restriction", "person"],
                condition=Q(ended_at=None),
                name="%(app_label)s_%(class)s_once",
            ),
        )

    def __str__(self):
        return f"{self.person} may open it"


def is_closed(key, user, where):
    """Whether what ``key`` (of this row) says is restricted and does not name ``user``, as part of another question.

    ``where``: "referrals" and "iss" for the files themselves, of whatever role; "table" for referrals as the joint table
    knows them, and "references" for those of either side: to a role from which nothing is kept back, nothing is closed.
    """
    function, array = _CLOSED[where]
    # Worked out once a question; an array, which the planner takes for one that leaves nearly every row
    return Func(
        F(key),
        Value(user.pk),
        arg_joiner=f" = any((select {function}(",
        template=f"%(expressions)s))::{array})",
        output_field=models.BooleanField(),
    )


def refuse_whoever_may_not_open(file, person, where):
    """A restricted file is given to nobody to whom it is closed; part of the act that gives it."""
    if type(file).objects.filter(is_closed("pk", person, where), pk=file.pk).exists():
        raise Refused(
            f"This file is restricted, and {person} may not open it. A manager names them first, or choose somebody else."
        )


def closed_to_whoever_asks(key):
    """The same of referrals for who asks in this transaction, also where the service reads on; nothing to itself."""
    return Func(
        F(key),
        template="%(expressions)s = any(coalesce((select dvpp_closed_at_table_to_me()), '{}')::bigint[])",
        output_field=models.BooleanField(),
    )
