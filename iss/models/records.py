"""What happens on her file: agreements. One row a fact."""

from django.db import models
from django.db.models import Q

from accounts.models import User

from .documents import paper_path
from .files import OfFileQuerySet, PartnerFile


class HerAgreement(models.Model):
    class About(models.TextChoices):
        CONTACT = "contact", "To be contacted"
        SUPPORT = "support", "To support"

    file = models.ForeignKey(PartnerFile, on_delete=models.CASCADE, related_name="agreements")
    about = models.CharField(max_length=10, choices=About.choices)
    asked_date = models.DateField()
    agreed = models.BooleanField()
    form = models.CharField(max_length=10, choices=[("verbal", "Verbal"), ("written", "Written")])
    asked_by = models.CharField(max_length=120, blank=True)
    witness = models.CharField(max_length=120, blank=True)
    document = models.FileField(upload_to=paper_path, blank=True)
    document_name = models.CharField(max_length=200, blank=True)
    risk_note = models.TextField(blank=True)
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+", null=True, blank=True)
    at = models.DateTimeField()

    objects = OfFileQuerySet.as_manager()

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=Q(agreed=True) | ~Q(risk_note=""), name="a_refusal_has_a_risk_note"
            ),
        )

    def __str__(self):
        return f"{self.get_about_display()}: {'agreed' if self.agreed else 'refused'}"

    @property
    def is_signed(self):
        return bool(self.agreed and self.form == "written" and self.document)
