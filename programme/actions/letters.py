"""A letter to him is drafted, issued, and goes; or it is said why it does not."""

from django.db.models import Max
from django.template.loader import render_to_string

from accounts.acting import one_act
from accounts.models import Organisation
from accounts.refusal import Refused
from audit.trail import record
from programme.letters.checking import check
from programme.letters.drafting import draft, gaps, source_of
from programme.letters.kinds import MANNERS, LetterKind
from programme.letters.owed import is_owed
from programme.letters.wordings import faults
from programme.models import Letter, LetterWording

from .misses import locked

NO_LONGER = (
    "What this letter is about has changed since: look at his file, and write the letter that is owed now."
)


@one_act
def keep_letter(referral, *, kind, fact, words, by, at):
    """Keep the words of a draft; the letter of ``kind`` about ``fact`` is begun where there is none."""
    referral = locked([referral.pk])[referral.pk]
    _refuse(referral, kind, fact, at=at)
    letter = _draft_of(kind, fact)
    if letter:
        letter.words, letter.by, letter.at = words, by, at
        letter.save(update_fields=["words", "by", "at"])
    else:
        letter = _begin(referral, kind, fact, words, by=by, at=at)
    record("letter.drafted", referral, by=by, at=at, kind=kind, letter=letter.pk)
    return letter


def _draft_of(kind, fact):
    return Letter.objects.drafts().filter(kind=kind, **{MANNERS[LetterKind(kind)].about: fact}).first()


def _begin(referral, kind, fact, words, *, by, at):
    about = {MANNERS[LetterKind(kind)].about: fact}
    made = draft(source_of(referral, kind, fact, at=at))
    before = Letter.objects.filter(kind=kind, **about).aggregate(last=Max("version"))["last"] or 0
    return Letter.objects.create(
        referral=referral,
        kind=kind,
        **about,
        version=before + 1,
        wording=made.wording,
        heading=made.heading,
        drafted=made.words,
        words=words,
        by=by,
        at=at,
    )


def _refuse(referral, kind, fact, *, at):
    if not is_owed(referral, LetterKind(kind), fact, at=at):
        raise Refused(NO_LONGER)


@one_act
def issue_letter(letter, *, looked=False, by, at):
    """Issue it as it stands: its page is drawn now and never changes. ``looked``: what the check asks was answered."""
    referral = locked([letter.referral_id])[letter.referral_id]
    letter = Letter.objects.select_for_update(of=("self",)).get(pk=letter.pk)
    if letter.issued_at or letter.dropped_at:
        raise Refused("This letter has been settled by somebody else. Open his letters again.")
    _refuse(referral, letter.kind, letter.fact, at=at)
    found = check_of(letter, referral)
    if missing := gaps(letter.words):
        raise Refused(f"Fill in what is not recorded first: {', '.join(missing)}")
    if found.never:
        raise Refused(f"Take out “{found.never[0]}”: no letter to him says that.")
    if found.asked and not looked:
        raise Refused(
            "Look at what is asked about below, and say that none of it comes from her or is about her."
        )
    letter.to, letter.looked_at = address_of(referral.man), found.parts
    letter.issued_at, letter.issued_by = at, by
    letter.html = render_to_string(letter.manner.template, page_of(letter, referral))
    letter.save(update_fields=["to", "looked_at", "html", "issued_at", "issued_by"])
    record(
        "letter.issued", referral, by=by, at=at, kind=letter.kind, letter=letter.pk, asked=len(found.asked)
    )
    return letter


def check_of(letter, referral):
    children = referral.children.exclude(first_name="").values_list("first_name", flat=True)
    services = Organisation.objects.filter(kind=Organisation.Kind.ISS_PROVIDER).values_list("name", flat=True)
    return check(letter.words, drafted=letter.drafted, names=children, services=services)


def address_of(man):
    """His name, and his address as his file has it, a part to a line."""
    lines = [man.name, *(line.strip() for line in man.address.replace(",", "\n").splitlines())]
    return "\n".join(line for line in lines if line)


def page_of(letter, referral):
    """All that the page of a letter is drawn from. Nothing else is given to the template."""
    ours = Organisation.objects.filter(kind=Organisation.Kind.MY_TIME).exclude(phone="").first()
    return {
        "reference": referral.reference,
        "to": letter.to.splitlines(),
        "heading": letter.heading,
        "words": letter.words,
        "signed": letter.issued_by.name if letter.issued_by else "",
        "phone": ours.phone if ours else "",
        "at": letter.issued_at,
    }


@one_act
def send_letter(letter, *, how, gone_date, by, at):
    """Somebody has posted it, or given it to him."""
    changed = Letter.objects.filter(pk=letter.pk, gone_at=None, dropped_at=None).exclude(issued_at=None)
    if changed.update(gone_how=how, gone_date=gone_date, gone_at=at, gone_by=by) != 1:
        raise Refused("It has been recorded already what became of this letter.")
    record("letter.gone", letter.referral, by=by, at=at, kind=letter.kind, letter=letter.pk, how=how)


@one_act
def drop_letter(referral, *, kind, fact, because, by, at):
    """It does not go, and why. What was issued already stays."""
    referral = locked([referral.pk])[referral.pk]
    about = {MANNERS[LetterKind(kind)].about: fact}
    letters = Letter.objects.filter(kind=kind, gone_at=None, dropped_at=None, **about)
    letter = letters.order_by("-pk").first()
    if letter is None:
        _refuse(referral, kind, fact, at=at)
        letter = _begin(referral, kind, fact, "", by=by, at=at)
    letters.filter(pk=letter.pk).update(dropped_because=because, dropped_at=at, dropped_by=by)
    record("letter.dropped", referral, by=by, at=at, kind=kind, letter=letter.pk)
    return letter


@one_act
def write_letter_words(*, kind, language, heading, words, by, at):
    """The words hold for letters that are begun from now on."""
    if said := faults(heading, words, kind):
        raise Refused(". ".join(said))
    standing = LetterWording.objects.standing().select_for_update()
    standing.filter(kind=kind, language__iexact=language).update(replaced_at=at)
    wording = LetterWording.objects.create(
        kind=kind, language=language, heading=heading, words=words, by=by, at=at
    )
    record("letter_words.written", wording, by=by, at=at, kind=kind, language=language)
    return wording
