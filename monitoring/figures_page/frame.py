"""The parts of the figures, as the navigation of each of their pages. Whoever adds a part adds a line."""

from django.urls import reverse

from accounts.roles import Permission as P

# Text, URL name, and the permission that it takes
PARTS = (
    ("Overview", "overview", P.SEE_FIGURES),
    ("All figures", "figures", P.SEE_FIGURES),
    ("By quarter", "this_quarter", P.SEE_FIGURES),
    ("Targets", "targets", P.SEE_FIGURES),
    ("Training", "training", P.KEEP_TRAINING),
    ("Social workers and police", "pulse_results", P.SEE_FIGURES),
    ("Quarterly returns", "returns", P.SEE_RETURNS),
    ("Releases", "releases", P.RELEASE_FIGURES),
    ("Requests", "foi_requests", P.ANSWER_FOI),
    ("Funded services", "other_counts", P.SEE_FIGURES),
    ("Data quality", "quality", P.SEE_QUALITY),
    ("Errata", "report_errata", P.SEE_FIGURES),
    ("Theory of change", "theory", P.SEE_FIGURES),
    ("Extracts", "extracts", P.SEE_EXTRACTS),
)


def parts(user, path):
    """Those the person may open; active is the one whose address is the longest beginning of ``path``."""
    entries = [
        {"text": text, "href": reverse(name)} for text, name, permission in PARTS if user.may(permission)
    ]
    under = [entry["href"] for entry in entries if path.startswith(entry["href"])]
    active = max(under, key=len, default=None)
    return [entry | {"active": entry["href"] == active} for entry in entries]
