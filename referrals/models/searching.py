"""What a search of his files looks into: words under a secret, each equal or not, and nothing else (docs/decisions/0040)."""

from django.db import models

from accounts.models import Area

from .referral import Referral


class SearchWordQuerySet(models.QuerySet):
    def visible_to(self, user):
        return self.filter(referral__in=Referral.objects.visible_to(user))


class SearchWord(models.Model):
    """A beginning of a name, or a part of a reference, hashed. ``newest``: the day by which lists are in order.

    ``area``: that of the file, written by triggers as the word is made and as the file changes its area (migration 0027),
    so that a search in one area does not meet the words of all the others.
    """

    pk = models.CompositePrimaryKey("token", "newest", "referral_id")
    token = models.BigIntegerField()
    newest = models.DateField()
    referral = models.ForeignKey(Referral, on_delete=models.CASCADE, related_name="search_words")

    area = models.ForeignKey(
        Area, on_delete=models.DO_NOTHING, related_name="+", null=True, db_index=False, db_constraint=False
    )

    objects = SearchWordQuerySet.as_manager()

    class Meta:
        indexes = (models.Index(fields=["area", "token", "newest", "referral"], name="words_of_an_area"),)

    def __str__(self):
        return f"A word of {self.referral_id}"
