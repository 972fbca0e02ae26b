"""What acknowledging an alert does besides: each room says it for its own files, and registers it here."""

_ANSWERS = {}


def answered_by(kind, about):
    """Register ``answer(alert, by, at)`` for alerts of ``kind`` about a model such as ``iss.partnerfile``."""

    def register(answer):
        _ANSWERS[kind, about] = answer
        return answer

    return register


def answer(alert, *, by, at):
    """Do what acknowledging this alert does, in the caller's transaction; most alerts ask for nothing more."""
    do = _ANSWERS.get((alert.kind, alert.about_model))
    if do:
        do(alert, by=by, at=at)
