"""Reasons in plain words."""

from django.db import models


class Why(models.TextChoices):
    """Why nobody tries any more."""

    TOLD = "told", "They have been told in another way"
    LEFT = "left", "They have left"
    USELESS = "useless", "It would be of no use any more"


_WORDS = (
    ("The address was refused", "Their mail server says that there is no such address. Check it with them."),
    ("Notify answered 400", "GOV.UK Notify refuses the number or the address. Check it."),
    ("Notify answered 403", "GOV.UK Notify does not accept our key. Check NOTIFY_API_KEY."),
    ("Notify answered 429", "GOV.UK Notify says that too much was sent at once."),
    ("Notify answered", "GOV.UK Notify was not working."),
    ("The log of mails", "The mail server’s log could not be asked whether it had taken the email before."),
    ("SMTPAuthenticationError", "The mail server does not accept our password. Check EMAIL_HOST_PASSWORD."),
    ("SMTPServerDisconnected", "The mail server broke off each time."),
    ("SMTP", "The mail server refused the email."),
    ("TimeoutError", "The mail server did not answer in time."),
    ("Connection", "The mail server could not be reached."),
    ("", "The process that sends it ended each time before it was done."),
)


def reason(word):
    """What an administrator reads for what a sender noted."""
    if not word:
        return _WORDS[-1][1]
    found = next((words for begins, words in _WORDS[:-1] if word.startswith(begins)), None)
    return found or f"Nobody foresaw this fault ({word}). Tell whoever maintains the site."
