"""From finished pages to the arguments of ``submit``, and to the facts that eligibility is judged by. Pure.

The split between the two files happens here: what is about her goes into ``partners`` and nowhere else.
"""

from referrals.eligibility import Facts, age_on, all_so

from .forms.her import HerContactForm

NOT_KNOWN = "unknown"
_TRUTH = {"yes": True, "no": False}
_HIS = (
    "first_name",
    "last_name",
    "date_of_birth",
    "phone",
    "email",
    "address",
    "ethnicity",
    "language",
)
_SAFE = (
    "phone",
    "phone_whose",
    "email",
    "address",
    "safe_times",
    "who_may_answer",
    "cover_name",
    "code_word",
)
_TIMES = {"mornings": "weekday mornings", "afternoons": "weekday afternoons", "evenings": "weekday evenings"}


def submission(pages):
    """``{page name: cleaned data}`` of a whole draft as the keyword arguments of ``intake.actions.submit``."""
    return {
        "him": him(pages["him"]),
        "referral": referral(pages),
        "children": pages["children"]["children"],
        "partners": partners(pages),
        "agreement": agreement(pages["agreement"]),
    }


def him(page):
    return {name: page[name] for name in _HIS} | {"interpreter_needed": bool(page["interpreter_needed"])}


def referral(pages):
    abuse = pages["abuse"]
    return {
        "area": pages["why"]["area"],
        "source": pages["why"]["source"],
        "abuse": abuse["what_happened"],
        "risk_known": abuse["risk_note"],
        "risk_level": abuse["risk"],
        "strangulation": _TRUTH.get(abuse["strangulation"]),
        "willing_to_change": _TRUTH.get(abuse["willing"]),
        "accepts_responsibility": _TRUTH.get(abuse["accepts_responsibility"]),
        "availability": availability(pages["availability"]),
    }


def availability(page):
    times = [_TIMES[time] for time in page["times"] if time in _TIMES]
    first = ", ".join(times) or "not known"
    return ". ".join(part for part in (first[0].upper() + first[1:], page["note"]) if part)


def agreement(page):
    """His answer, or None where he has not been asked."""
    if not page["asked"]:
        return None
    return {
        "asked_date": page["asked_date"],
        "agreed": page["agreed"],
        "form": page["how"],
        "witness": page["witness"],
    }


def partners(pages):
    names = [name for name in ("partner", "partner-2", "partner-3") if name in pages]
    return [_partner(pages[name], pages[name.replace("partner", "partner-contact")]) for name in names]


def _partner(her, contact):
    fields = {name: her[name] for name in ("first_name", "last_name", "relation")}
    if contact["area"]:
        fields["area"] = contact["area"]
    fields["safe_contact"] = {name: contact[name] for name in _SAFE}
    # Unknown is not safe: a channel that nobody was sure of counts as unknown.
    fields["safe_contact"] |= {name: contact[name] or NOT_KNOWN for name in HerContactForm.needs}
    if her["asked"] != "not_asked":
        fields["agreement"] = _her_agreement(her)
    return fields


def _her_agreement(her):
    agreed = her["asked"] == "agreed"
    answer = "agreed" if agreed else "refused"
    return {
        "about": "contact",
        "asked_date": her[f"{answer}_date"],
        "agreed": agreed,
        "form": her[f"{answer}_how"],
        "risk_note": "" if agreed else her["risk_note"],
    }


def facts(pages, *, today):
    """What the finished pages say of eligibility; nothing is assumed of a page that is not finished."""
    him, why, abuse = (pages.get(name, {}) for name in ("him", "why", "abuse"))
    children = pages.get("children", {}).get("children", ())
    return Facts(
        age=age_on(today, him["date_of_birth"]) if him else None,
        heterosexual=_TRUTH.get(abuse.get("against_a_woman")),
        risk=abuse.get("risk", ""),
        plans=tuple(child["plan"] for child in children),
        in_area=why["lives_there"] != "neither" if why else None,
        willing=all_so(*(_TRUTH.get(abuse.get(name)) for name in ("accepts_responsibility", "willing"))),
        strangulation=_TRUTH.get(abuse.get("strangulation")),
    )
