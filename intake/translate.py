"""From finished pages to the arguments of ``submit``, and to the facts that eligibility is judged by. Pure.

The split between the two files happens here: what is about her goes into ``partners`` and nowhere else.
"""

from referrals.availability import Part, in_words, slot
from referrals.eligibility import Facts, age_on, all_so
from referrals.models import Child
from referrals.statuses import Source

from .forms.children import NO_MEETING, OTHER, PLAN, SELF
from .forms.equality import ethnicity
from .forms.her import HerContactForm
from .forms.him import NO_NEEDS, OTHER_NEED

NOT_KNOWN = "unknown"
_TRUTH = {"yes": True, "no": False}
_HIS = ("first_name", "last_name", "date_of_birth", "phone", "email", "address", "language")
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
# What a referral comes from when it comes from a plan: the weightiest plan among the children
_WEIGHTIEST = (
    (Child.Plan.CP, Source.CP),
    (Child.Plan.CIN, Source.CIN),
    (Child.Plan.EARLY_HELP, Source.EARLY_HELP),
)


def submission(pages, *, by, documents=None):
    """``{page name: cleaned data}`` of a whole draft as the keyword arguments of ``intake.actions.submit``.

    ``by``: who refers; "my authority" and "I am" mean theirs. ``documents``: {page name: uploaded file}.
    """
    documents = documents or {}
    return {
        "him": him(pages["him"], pages["equality"]),
        "referral": referral(pages),
        "children": pages["children"]["children"],
        "partners": partners(pages, by=by, documents=documents),
        "agreement": agreement(pages["agreement"], by=by, document=documents.get("agreement")),
        "told": told(pages["children"], pages["others"], by=by),
        "orders": [orders(row) for row in pages["others"]["orders"]],
        "agencies": pages["others"]["agencies"],
        "availability": {"slots": slots(pages["where"]), "areas": list(pages["where"]["travel"])},
    }


def him(page, equality):
    return {name: page[name] for name in _HIS} | {
        **({} if page["interpreter_needed"] is None else {"interpreter_needed": page["interpreter_needed"]}),
        "additional_needs": needs(page),
        "ethnicity": ethnicity(equality),
        "religion": equality["religion"],
        "long_condition": equality["long_condition"],
        "condition_limits": equality["condition_limits"] or "",
    }


def needs(page):
    said = {OTHER_NEED: page["needs_other"], NO_NEEDS: ""}
    return [words for words in (said.get(need, need) for need in page["needs"]) if words]


def referral(pages):
    abuse, where = pages["abuse"], pages["where"]
    return {
        "area": where["area"],
        "source": source(pages["children"]),
        "abuse": abuse["what_happened"],
        "risk_known": abuse["risk_note"],
        "risk_level": abuse["risk"],
        "strangulation": _TRUTH.get(abuse["strangulation"]),
        "willing_to_change": _TRUTH.get(abuse["willing"]),
        "accepts_responsibility": _TRUTH.get(abuse["accepts_responsibility"]),
        "availability": availability(where),
    }


def source(page):
    if page["source"] != PLAN:
        return {SELF: Source.SELF, OTHER: Source.OTHER}[page["source"]]
    plans = {child["plan"] for child in page["children"]}
    return next((source for plan, source in _WEIGHTIEST if plan in plans), Source.OTHER)


def told(children, others, *, by):
    """What is said once of the plans, the orders and the agencies."""
    mine = {"own": by.organisation.name}.get(children["authority"])
    worker = {"me": (by.name, by.email)}.get(children["worker"])
    name, contact = worker or (children["worker_name"] or "", children["worker_contact"] or "")
    meeting = children["next_meeting"]
    arranged = meeting not in (None, "", NO_MEETING)
    return {
        "plan_authority": mine or children["authority_name"] or "",
        "plan_social_worker": name,
        "plan_social_worker_contact": contact,
        "next_meeting": meeting if arranged else "",
        "next_meeting_date": children["next_meeting_date"] if arranged else None,
        "has_orders": others["has_orders"],
        "has_agencies": others["has_agencies"],
    }


def orders(row):
    return {"kind": row["kind"], "until_date": row["until"], "conditions": row["conditions"]}


def slots(page):
    parts = ((Part.DAYTIME, page["daytime"]), (Part.EVENING, page["evening"]))
    return [slot(int(day), part) for part, days in parts for day in days]


def availability(page):
    """The same in a sentence, for people."""
    return ". ".join(part for part in (in_words(slots(page)), page["note"]) if part)


def agreement(page, *, by, document=None):
    """His answer, or None where he has not been asked."""
    if not page["asked"]:
        return None
    return {
        "asked_date": page["asked_date"],
        "agreed": page["agreed"],
        "form": page["how"],
        "asked_by": page["asked_by"] or by.name,
        "witness": page["witness"],
        "document": document,
    }


def partners(pages, *, by, documents):
    names = [name for name in ("partner", "partner-2", "partner-3") if name in pages]
    return [
        _partner(
            pages[name],
            pages[name.replace("partner", "partner-contact")],
            by=by,
            document=documents.get(name),
        )
        for name in names
    ]


def _partner(her, contact, *, by, document):
    fields = {name: her[name] for name in ("first_name", "last_name", "relation", "language")}
    fields["interpreter_needed"] = her["interpreter_needed"]
    fields |= {name: contact[name] for name in ("children_note", "other_support")}
    if contact["area"]:
        fields["area"] = contact["area"]
    fields["safe_contact"] = {name: contact[name] for name in _SAFE}
    # Unknown is not safe: a channel that nobody was sure of counts as unknown.
    fields["safe_contact"] |= {name: contact[name] or NOT_KNOWN for name in HerContactForm.needs}
    if her["asked"]:
        fields["agreement"] = _her_agreement(her) | {
            "asked_by": her["asked_by"] or by.name,
            "document": document,
        }
    return fields


def _her_agreement(her):
    return {
        "about": "contact",
        "asked_date": her["asked_date"],
        "agreed": her["agreed"],
        "form": her["how"],
        "witness": her["witness"],
        "risk_note": "" if her["agreed"] else her["risk_note"],
    }


def facts(pages, *, today):
    """What the finished pages say of eligibility; nothing is assumed of a page that is not finished."""
    him, where, abuse = (pages.get(name, {}) for name in ("him", "where", "abuse"))
    children = pages.get("children", {}).get("children", ())
    return Facts(
        age=age_on(today, him["date_of_birth"]) if him else None,
        heterosexual=_TRUTH.get(abuse.get("against_a_woman")),
        risk=abuse.get("risk", ""),
        plans=tuple(child["plan"] for child in children),
        in_area=where["lives_there"] != "neither" if where else None,
        willing=all_so(*(_TRUTH.get(abuse.get(name)) for name in ("accepts_responsibility", "willing"))),
        strangulation=_TRUTH.get(abuse.get("strangulation")),
    )
