"""The data list of an information-sharing agreement, made from the access policy (accounts/roles.py)."""

from accounts.models import Organisation
from accounts.roles import GRANTS, Permission, Role

from .people import WORKS_FOR

HEAD = """# Who is given what

The data list of an information-sharing agreement: what each organisation's people may see and do, role by role. It is made
from the access policy itself (`manage.py sharing_list`), so that what is agreed on paper is what the service does. Which cases a
role reaches (own team, own areas, own provider) is in the column *whose*. Nothing else is shared: a role that does not stand in a line
is refused.

**Never shared, with whomever:** how she is reached, where she lives, her notes, her plan and her answers leave her provider only by
what her worker writes for the purpose (joint table, MARAC, a risk note). The commissioner is given counts and no person.

"""
# How far a role's eyes reach: pathway.md section 1, held by tests/access/test_lists.py
WHOSE = {
    Role.SOCIAL_WORKER: "own and own team's referrals",
    Role.SPOC: "referrals that are not passed on yet",
    Role.FACILITATOR: "men of own areas, once passed on",
    Role.MANAGER: "all men; men who have come to the table",
    Role.ISS_WORKER: "women of own provider, once released; what is shared of their men",
    Role.ISS_MANAGER: "women of own provider, once released; what is shared of their men",
    Role.OPCC: "counts; no case",
    Role.ADMINISTRATOR: "people and settings; no case",
    Role.DPO: "the trail in codes and references; no case",
}
KINDS = dict(Organisation.Kind.choices)


def sharing_list() -> str:
    """The page, to the letter."""
    return HEAD + "\n".join(_of_kind(kind) for kind in Organisation.Kind.values)


def _of_kind(kind) -> str:
    roles = [role for role in Role if WORKS_FOR[role] == kind]
    lines = [f"## {KINDS[kind]}\n", "| role | whose |", "|---|---|"]
    lines += [f"| {role.label} | {WHOSE[role]} |" for role in roles]
    lines += ["", f"| may | {' | '.join(role.label for role in roles)} |", f"|---|{'---|' * len(roles)}"]
    for permission in Permission:
        if any(permission in GRANTS[role] for role in roles):
            ticks = " | ".join("yes" if permission in GRANTS[role] else "" for role in roles)
            lines.append(f"| {permission.label} | {ticks} |")
    return "\n".join(lines) + "\n"
