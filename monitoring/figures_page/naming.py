"""One number of a figure in words: what the page of its cases is called."""

from . import words

CAPTIONS = {
    "fig13": "What the service did",
    "rates": "Rates",
    "foi_completion": "How far men came",
    "half_by_area": "Half or more, by area",
    "fig18": "Decisions by area",
    "fig19": "Why men were found unsuitable",
    "fig20": "Referrals by quarter and area",
    "fig21": "Days from referral to first assessment offered",
    "fig22": "Days from referral to assessment attended",
    "fig23": "Days from referral to first session offered",
    "fig24": "Progress by area",
    "fig25": "Progress by source",
    "fig26": "Age at referral",
    "fig27": "Number of children",
    "fig30": "Benefits, as partners said",
    "support_types": "Support that partners had",
    "not_recorded": "What is not recorded",
}
# What the first key of each stands for, where it is not its own word
LABELS = {
    "fig13": words.OUTPUTS,
    "rates": words.RATES,
    "foi_completion": words.HOW_FAR,
    "fig19": words.REASONS,
    **dict.fromkeys(("fig21", "fig22", "fig23", "fig26", "fig27"), words.GROUPS),
    "fig25": words.SOURCES,
    "fig30": {"scored": "Scored", "missing": "Not recorded"},
    "support_types": words.KINDS,
    "not_recorded": words.FILES,
}
COLUMNS = {
    "suitable": "suitable",
    "unsuitable": "unsuitable",
    "numerator": "the number",
    "denominator": "of how many",
    "referrals": "referrals",
    "any_session": "any session",
    "completed": "completed",
    "started": "started",
    "half_or_more": "half or more",
    "total": "all quarters",
}
SAY_NOTHING = ("count", "n")


def in_words(name, *keys):
    """Such as “Decisions by area: Dudley, suitable”."""
    first, *others = keys
    label = LABELS.get(name, {}).get(first) or words.PLACES.get(first, first)
    said = [COLUMNS.get(key, key.replace("_", " ")) for key in others if key not in SAY_NOTHING]
    return f"{CAPTIONS[name]}: {', '.join([label, *said])}"
