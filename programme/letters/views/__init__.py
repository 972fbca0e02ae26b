"""Pages of letters to him, and an administrator's page of their words."""

from .lists import his_letters, letters_to_send
from .one import drop_letter, letter, letter_pdf, write_letter
from .words import wordings, write_wording

__all__ = [
    "drop_letter",
    "his_letters",
    "letter",
    "letter_pdf",
    "letters_to_send",
    "wordings",
    "write_letter",
    "write_wording",
]
