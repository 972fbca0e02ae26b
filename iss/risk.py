"""What her page shows of the danger she is in, beside the DASH itself."""

from .actions import heard_lately, repeat_until


def risk(file, user, at):
    heard = heard_lately(file, at)
    waiting = file.recommendations.filter(answered_at=None).select_related("decision").order_by("at", "pk")
    reasons = file.dash_reasons.filter(answered_by=None).order_by("-at", "-pk")
    return {
        "maracs": list(file.maracs.order_by("-recommended_at", "-pk")),
        "repeat_until": repeat_until(heard) if heard else None,
        "recommendations": list(waiting),
        "dash_reasons": list(reasons[:5]),
        "dash_half": file.dash_drafts.filter(by=user).first(),
    }
