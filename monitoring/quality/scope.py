"""Whose records somebody sees checked, and whether as counts or as files to put right."""

from dataclasses import dataclass
from typing import Any

from accounts.roles import Permission, Role

from .check import Side

EVERYTHING = (Side.HIS, Side.HERS, Side.SESSIONS)


@dataclass(frozen=True)
class Scope:
    """``areas``, ``provider``: keys, None for all; ``opens``: whether they may open what is wrong; ``workers``: whether
    they see who has it."""

    sides: tuple[Side, ...]
    areas: tuple[int, ...] | None = None
    provider: int | None = None
    opens: bool = False
    workers: bool = False

    def parameters(self) -> dict[str, Any]:
        return {
            "seen_areas": list(self.areas) if self.areas is not None else None,
            "seen_provider": self.provider,
        }


def scope_of(user) -> Scope:
    """The commissioner sees counts of all; My Time its own side, the support services theirs."""
    if user.may(Permission.SEE_HER_FILES):
        manages = user.role == Role.ISS_MANAGER
        return Scope((Side.HERS,), provider=user.organisation_id, opens=True, workers=manages)
    if user.may(Permission.SEE_HIS_FILES):
        manages = user.role == Role.MANAGER
        areas = None if manages else tuple(user.area_ids)
        return Scope((Side.HIS, Side.SESSIONS), areas=areas, opens=True, workers=manages)
    return Scope(EVERYTHING)
