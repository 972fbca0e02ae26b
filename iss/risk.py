"""What her page shows of the danger she is in, beside the DASH itself."""

from accounts.presence import there

from .actions import heard_lately, repeat_until


def risk(file, user, at):
    maracs = list(file.maracs.order_by("-recommended_at", "-pk")) if there(file, "maracs") else []
    heard = heard_lately(file, at) if maracs else None
    waiting = file.recommendations.filter(answered_at=None).select_related("decision").order_by("at", "pk")
    reasons = file.dash_reasons.filter(answered_by=None).order_by("-at", "-pk")
    return {
        "maracs": maracs,
        "repeat_until": repeat_until(heard) if heard else None,
        "recommendations": list(waiting) if there(file, "recommendations") else [],
        "dash_reasons": list(reasons[:5]) if there(file, "dash_reasons") else [],
        "dash_half": file.dash_drafts.filter(by=user).first() if there(file, "dash_drafts") else None,
    }
