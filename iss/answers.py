"""What acknowledging an alert about her file does."""

from alerts.answers import answered_by
from alerts.kinds import Kind

from .actions.contact import distress_was_answered
from .audiences import HER_FILE
from .models import PartnerFile


@answered_by(Kind.DISTRESS, HER_FILE)
def distress_is_answered(alert, *, by, at):
    """Whoever acknowledges has it and deals with it; only somebody who may open her file can."""
    file = PartnerFile.objects.visible_to(by).filter(pk=alert.about_id).first()
    if file:
        distress_was_answered(file, by=by, at=at)
