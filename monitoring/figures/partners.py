"""Figure 30 and the kinds of support: what partners had, and what they said of it."""

from iss.statuses import SupportKind

from .counted import Cases
from .facts import Facts, Figure, percentage

SCORE = """
case when num_nulls(satisfaction, nullif(health_wellbeing, ''), nullif(everyday_life, ''), nullif(safety, '')) < 4 then
    case when satisfaction is null then 0 else sign(satisfaction - 3)::int end
    + case health_wellbeing when 'improved' then 1 when 'deteriorated' then -1 else 0 end
    + case everyday_life when 'improved' then 1 when 'deteriorated' then -1 else 0 end
    + case safety when 'improved' then 1 when 'deteriorated' then -1 else 0 end
end
"""
BENEFITS = f"select {SCORE} as score, count(*) from partner group by score"
KINDS = "select kind, count(*) from support group by kind"
REFERRED = "select count(*) from partner"

ALWAYS_SHOWN = range(-1, 5)


def sum_of_benefits(facts: Facts) -> Figure:
    """
    For each partner the sum of four answers: satisfaction 1-2 counts -1, 3 counts 0, 4-5 counts +1; health and
    wellbeing, everyday life and safety count -1 deteriorated, 0 no change, +1 improved. Scored: at least one of the
    four is recorded. Positive: a sum above 0, as a percentage of those scored.
    """
    found = dict(facts.rows(BENEFITS))
    missing = found.pop(None, 0)
    scored = sum(found.values())
    sums = {str(score): found.get(score, 0) for score in sorted({*found, *ALWAYS_SHOWN})}
    positive = sum(count for score, count in found.items() if score > 0)
    return sums | {"scored": scored, "missing": missing, "positive_pct": percentage(positive, scored)}


def support_types(facts: Facts) -> Figure:
    """Partners who had each kind of support, as a percentage of all partners referred. One may have had several."""
    found = dict(facts.rows(KINDS))
    [(referred,)] = facts.rows(REFERRED)
    return {
        kind: {"count": found.get(kind, 0), "pct": percentage(found.get(kind, 0), referred)}
        for kind in SupportKind.values
    }


def behind_benefits(name: str) -> Cases | None:
    if name in ("scored", "missing"):
        return Cases("partner", f"({SCORE}) is {'not ' if name == 'scored' else ''}null")
    return Cases("partner").of(SCORE, int(name)) if name.lstrip("-").isdigit() else None


def behind_support(kind: str, number: str) -> Cases | None:
    had = "id in (select partner_id from support where kind = %(kind)s)"
    return Cases("partner", had, values={"kind": kind}) if kind in SupportKind.values else None
