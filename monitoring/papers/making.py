"""What the worker does for a long paper: set it in type, keep it; and let it go when its time is over."""

from base64 import b64encode

from django.db.models import F

import paper
from accounts.acting import one_act
from accounts.identity import SYSTEM, acting_as
from audit.trail import record
from monitoring.models import MadePaper

from .registry import SOURCES
from .source import is_too_long


@one_act
def begin_paper(asked, *, at):
    """Counted before it is tried, in an act of its own: one that brings the worker down is given up after some tries."""
    waiting = MadePaper.objects.to_make().kept(at).filter(pk=asked.pk)
    return bool(waiting.update(tries=F("tries") + 1))


@one_act
def make_paper(asked, *, at):
    """True for the one caller who made it."""
    asked = MadePaper.objects.select_for_update().filter(made_at=None, pk=asked.pk).kept(at).first()
    if asked is None:
        return False
    source = SOURCES[asked.kind]
    found = source.model.objects.get(pk=getattr(asked, f"{asked.kind}_id"))
    documents = source.documents(found)
    if asked.part > len(documents) or is_too_long(documents):
        return False  # what it is of has changed since: its page says so
    document = documents[asked.part - 1]
    content = paper.pdf(document.template, document.context)
    asked.content, asked.digest, asked.made_at = b64encode(content).decode(), document.digest, at
    asked.save(update_fields=["content", "digest", "made_at"])
    record("paper.made", found, by=None, at=at, part=asked.part, rows=document.rows)
    return True


def let_papers_go(*, at):
    """Papers whose days are over, whole; that they were asked for and taken stays in the trail. Nobody is alerted: 0."""
    for each in MadePaper.objects.outlived(at).only(*SOURCES):
        with acting_as(SYSTEM):
            _let_go(each, at=at)
    return 0


def _let_go(each, *, at):
    gone, _ = MadePaper.objects.outlived(at).filter(pk=each.pk).delete()
    if gone:
        record("paper.gone", getattr(each, each.kind), by=None, at=at)
