"""Letters to him: those who write to him of his area, and nobody else. Their words: the administrator."""

from programme.actions import issue_letter, keep_letter
from programme.letters.kinds import LetterKind
from programme.models import Letter
from referrals.models import StatusChange

from .policy import FACILITATORS, Row

WRITERS = frozenset({"facilitator", "manager"})


def its_end(world):
    """The letter of a file that has just been closed."""
    change = StatusChange.objects.filter(to_status="closed", at=world.now).order_by("pk").first()
    change = change or world.closed(at=world.now).status_changes.get(to_status="closed")
    return {"pk": change.referral_id, "kind": LetterKind.CLOSED.value, "fact": change.pk}


def a_letter(world):
    letter = Letter.objects.exclude(issued_at=None).first()
    if letter is None:
        referral = world.closed(at=world.now)
        given = {"by": world.facilitator, "at": world.now}
        change = referral.status_changes.get(to_status="closed")
        letter = keep_letter(
            referral, kind=LetterKind.CLOSED, fact=change, words="Your file is closed.", **given
        )
        issue_letter(letter, **given)
    return {"pk": letter.pk}


def writers(kwargs):
    return Row(who=WRITERS, hidden_from=FACILITATORS - WRITERS, kwargs=kwargs)


ADMINISTRATOR = frozenset({"administrator"})

ROWS = {
    "letters": Row(who=WRITERS | FACILITATORS),
    "his_letters": writers(lambda world: {"pk": world.closed_file.pk}),
    "write_letter": writers(its_end),
    "drop_letter": writers(its_end),
    "letter": writers(a_letter),
    "letter_pdf": writers(a_letter),
    "letter_wordings": Row(who=ADMINISTRATOR),
    "write_letter_wording": Row(who=ADMINISTRATOR, kwargs=lambda world: {"kind": LetterKind.CLOSED.value}),
}
