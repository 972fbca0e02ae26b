"""For the ISS: sessions of the coming week that may stir strong feelings, of the men linked to its own files."""

from django.urls import reverse

from iss.statuses import HerStatus
from joint.models import Pair
from programme.reading import short_moment
from programme.stirring import strong_for

from .items import CAP, Item, Section


def strong_topics(files, *, at):
    """Of the open ``files`` alone, and of no man while sharing is stopped. When and what about: no more of him."""
    open_files = files.exclude(status=HerStatus.CLOSED).filter(
        referral__in=Pair.objects.shared().values("pk")
    )
    coming = strong_for(open_files.values("referral"), at=at)
    of_him = {}
    for file in open_files.filter(referral__in={strong.referral_id for strong in coming[: CAP + 1]}):
        of_him.setdefault(file.referral_id, []).append(file)
    found = [(file, strong) for strong in coming[: CAP + 1] for file in of_him[strong.referral_id]]
    return Section(
        "Strong topics in the next seven days",
        [_item(file, strong) for file, strong in found[:CAP]],
        more=len(found) > CAP,
        href=reverse("her_files"),
        columns=("Who", "What he is expected at", "When"),
    )


def _item(file, strong):
    topic = strong.session.topics_in_words or "No topic set"
    return Item(
        title=file.name,
        reference=file.reference,
        href=file.get_absolute_url(),
        what=f"His session on “{topic}”. {strong.why}: decide whether to speak with her",
        note=short_moment(strong.session.starts_at),
    )
