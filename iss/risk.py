"""What her page shows of the danger she is in, beside the DASH itself."""

from accounts.presence import there

from .actions import heard_lately, repeat_until

# How many reasons for going through the DASH again
SHOWN = 5


def risk(file, user, at):
    maracs = list(file.maracs.order_by("-recommended_at", "-pk")) if there(file, "maracs") else []
    heard = heard_lately(file, at) if maracs else None
    return {
        "maracs": maracs,
        "repeat_until": repeat_until(heard) if heard else None,
        "recommendations": _recommendations(file) if there(file, "recommendations") else [],
        "dash_reasons": _dash_reasons(file) if there(file, "dash_reasons") else [],
        "dash_half": file.dash_drafts.filter(by=user).first() if there(file, "dash_drafts") else None,
    }


def _recommendations(file):
    waiting = file.recommendations.filter(answered_at=None)
    return list(waiting.select_related("decision").order_by("at", "pk"))


def _dash_reasons(file):
    return list(file.dash_reasons.filter(answered_by=None).order_by("-at", "-pk")[:SHOWN])
