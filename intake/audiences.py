"""Who is told about a draft."""

from alerts.audiences import Audience, Recipient, resolves


@resolves("intake.draft", Audience.REFERRER)
def author(draft, at):
    return [Recipient(draft.owner, draft.reference, draft.get_absolute_url())]
