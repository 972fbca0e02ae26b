"""What a search of his files looks into: words under a secret, each equal or not, and nothing else (docs/decisions/0040)."""

from django.db import models

from .referral import Referral


class SearchWordQuerySet(models.QuerySet):
    def visible_to(self, user):
        return self.filter(referral__in=Referral.objects.visible_to(user))


class SearchWord(models.Model):
    """A beginning of a name, or a part of a reference, hashed. ``newest``: the day by which lists are in order."""

    pk = models.CompositePrimaryKey("token", "newest", "referral_id")
    token = models.BigIntegerField()
    newest = models.DateField()
    referral = models.ForeignKey(Referral, on_delete=models.CASCADE, related_name="search_words")

    objects = SearchWordQuerySet.as_manager()

    def __str__(self):
        return f"A word of {self.referral_id}"
