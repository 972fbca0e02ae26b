"""His agreement, and her two: each on its own side of the wall."""

from django.core.files.base import ContentFile

from iss import actions as iss
from iss.models import HerAgreement
from referrals.actions import record_agreement
from referrals.models import Agreement

from .policy import ISS, Row
from .rows_referrals import on

HIS = frozenset({"facilitator", "manager", "social_worker", "colleague"})
NOT_HIS = frozenset({"other_facilitator", "other_social_worker"})
OURS = frozenset({"iss_worker", "iss_manager"})
SIGNED = {"agreed": True, "form": "written"}


def his(stage="acknowledged"):
    return Row(who=HIS, hidden_from=NOT_HIS, kwargs=on(stage))


def hers(**words):
    return Row(who=OURS, hidden_from=ISS - OURS, kwargs=lambda world: {"pk": world.linked_file.pk, **words})


def a_document(world):
    agreement = Agreement.objects.exclude(document="").first() or record_agreement(
        world.programme_file,
        asked_date=world.now.date(),
        document=ContentFile(b"%PDF-1.7 signed", name="signed.pdf"),
        by=world.facilitator,
        at=world.now,
        **SIGNED,
    )
    return {"pk": agreement.pk}


def a_paper_of_hers(world):
    agreement = HerAgreement.objects.exclude(document="").first() or iss.record_agreement(
        world.linked_file,
        about="contact",
        asked_date=world.now.date(),
        document=ContentFile(b"%PDF-1.7 signed", name="signed.pdf"),
        by=world.iss_worker,
        at=world.now,
        **SIGNED,
    )
    return {"pk": agreement.pk}


ROWS = {
    "agreement": his(),
    "record_agreement": his(),
    "add_signed_agreement": his(),
    "agreement_form": his(),
    "agreement_pdf": his(),
    "document": Row(who=HIS, hidden_from=NOT_HIS | {"spoc"}, kwargs=a_document),
    "her_agreements": hers(),
    "her_agreement": hers(),
    "her_signed_agreement": hers(about="contact"),
    "her_agreement_form": hers(about="support"),
    "her_agreement_pdf": hers(about="contact"),
    "her_agreement_document": Row(who=OURS, hidden_from=ISS - OURS, kwargs=a_paper_of_hers),
}
