"""What is withheld of a copy, and how that looks. Pure: what was found, and what is kept back, in; what is given, out.

A mark says that something is not given, and no more: not how long it was, nor what it was about.
"""

import re

MARK = "[withheld]"
THIRD, LAW = "third", "law"
# What is chosen by whoever prepares; what the person reads in its place gives nothing away
WHY = {
    "": "Give it",
    THIRD: "Withhold: it is about somebody else",
    "harm": "Withhold: giving it could cause serious harm",
    "crime": "Withhold: a crime would be harder to prevent or find out",
    "legal": "Withhold: it is between a lawyer and us",
}
SAID = {THIRD: "An entry is withheld, because it is about somebody else."}
SAID_OTHERWISE = "An entry is withheld, because the law lets us withhold it."


def given(content, withheld):
    """Sections of ``content`` as the person gets them. ``withheld``: {"items": {id: why}, "phrases": [words]}."""
    items, hide = withheld.get("items", {}), _hiding(withheld.get("phrases", ()))
    return [
        {
            "title": section["title"],
            "items": [_item(item, items.get(item["id"]), hide) for item in section["items"]],
        }
        for section in content
    ]


def _item(item, why, hide):
    if why:
        return {"withheld": SAID.get(why, SAID_OTHERWISE), "rows": []}
    return {"withheld": "", "rows": [[label, hide(text)] for label, text in item["rows"]]}


def _hiding(phrases):
    """Blacks out each of ``phrases`` wherever it stands as words of its own, in any case and across any space."""
    words = sorted({" ".join(each.split()) for each in phrases if each.strip()}, key=len, reverse=True)
    if not words:
        return lambda text: text
    pattern = "|".join(r"\s+".join(re.escape(word) for word in each.split()) for each in words)
    found = re.compile(rf"(?<!\w)(?:{pattern})(?!\w)", re.IGNORECASE)
    return lambda text: found.sub(MARK, text)


def counts(content, withheld):
    """(entries in all, entries withheld, phrases blacked out)."""
    ids = {item["id"] for section in content for item in section["items"]}
    kept = [pk for pk in withheld.get("items", {}) if pk in ids]
    return len(ids), len(kept), len(withheld.get("phrases", ()))
