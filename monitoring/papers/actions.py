"""A long paper is asked for, made elsewhere, and taken by whoever asked."""

import logging
from base64 import b64decode
from datetime import timedelta

from django.conf import settings
from django.db import transaction
from kombu.exceptions import OperationalError

from accounts.acting import one_act
from accounts.refusal import Refused
from audit.trail import record
from monitoring.models import MadePaper
from monitoring.models.papers import KINDS
from referrals.references import new_reference

from .source import is_too_long, rows_of, why_too_long
from .tasks import make_papers

logger = logging.getLogger(__name__)


@one_act
def ask_for_paper(source, found, *, by, at):
    """Every part of it, for ``by`` alone. What they have asked for and is there or under way is not made again."""
    documents = source.documents(found)
    if is_too_long(documents):
        raise Refused(why_too_long(source, documents))
    _forget(source, found, documents, by=by, at=at)
    asked = [_asked(source, found, part, each, by=by, at=at) for part, each in enumerate(documents, start=1)]
    if any(asked):
        record("paper.asked", found, by=by, at=at, rows=rows_of(documents), parts=len(documents))
        transaction.on_commit(_ring, robust=True)


def _forget(source, found, documents, *, by, at):
    """Theirs that are over, were given up, or say what is not so any more."""
    now = dict(enumerate((document.digest for document in documents), start=1))
    for paper in MadePaper.objects.of(source.kind, found).filter(by=by).defer("content"):
        if paper.expires_at <= at or paper.is_given_up or now.get(paper.part) != paper.digest:
            paper.delete()


def _asked(source, found, part, document, *, by, at):
    expires_at = at + timedelta(days=settings.PAPER_KEPT_DAYS)
    new = {
        "reference": new_reference("PDF"),
        "digest": document.digest,
        "at": at,
        "expires_at": expires_at,
    }
    key = {kind: found if kind == source.kind else None for kind in KINDS}
    return MadePaper.objects.get_or_create(by=by, part=part, **key, defaults=new)[1]


@one_act
def take_paper(source, found, paper, *, by, at):
    """The bytes; each time is written down. Refused once its time is over."""
    paper = MadePaper.objects.select_for_update().filter(pk=paper.pk, by=by).kept(at).first()
    if paper is None or paper.made_at is None:
        raise Refused("This PDF is not there any more. Ask for it again.")
    record(source.taken, found, by=by, at=at, part=paper.part)
    return b64decode(paper.content)


def _ring():
    """Wake a worker; without Redis the next tick of the clock finds the paper."""
    try:
        make_papers.apply_async(ignore_result=True, retry=False)
    except (OperationalError, OSError):
        logger.warning("No worker could be woken; the next sweep makes the paper.")
