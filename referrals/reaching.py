"""How he is reached with a text or a letter (texts/reaching.py)."""

from accounts.acting import for_the_service
from accounts.models import Organisation
from texts.occasions import Channel, Occasion
from texts.reaching import Reach, leads, reaches, speaks

from .measuring.addresses import link_to
from .models import Man, Questions
from .models.man import Reminders
from .statuses import OPEN

_CHANNELS = {Reminders.TEXT: Channel.TEXT, Reminders.LETTER: Channel.LETTER}


@speaks
@for_the_service("names of languages, and of nobody")
def languages_of_men():
    """Of open files: names of languages, and of nobody."""
    spoken = Man.objects.filter(referrals__status__in=OPEN).exclude(language="").order_by()
    return set(spoken.values_list("language", flat=True))


@reaches("referrals.referral")
def reach_him(pk):
    """A man whose file has ended is not written to."""
    man = Man.objects.filter(referrals=pk, referrals__status__in=OPEN).first()
    ours = Organisation.objects.filter(kind=Organisation.Kind.MY_TIME).exclude(phone="").first()
    if man is None:
        return Reach()
    return Reach(
        channel=_CHANNELS.get(man.reminders, ""),
        phone=man.phone,
        address=man.address,
        name=man.name,
        language=man.language,
        ring=ours.phone if ours else "",
    )


@leads(Occasion.QUESTIONS)
def link_to_questions(pk):
    """Nowhere once they are answered or withdrawn."""
    questions = Questions.objects.unfinished().filter(pk=pk).first()
    return link_to(questions) if questions else ""
