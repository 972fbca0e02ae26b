"""How many rows fail each check, by area and worker: one query a side, however many rows and checks."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from accounts.acting import for_the_service
from monitoring.figures import gaps
from monitoring.figures.facts import Facts
from monitoring.figures.period import Only, Period
from monitoring.figures.planning import joining_by_hash
from referrals.statuses import OPEN

from .check import Check, Side
from .checks import CHECKS
from .scope import Scope

# The rows of each side: what the checks speak of, who has them, and which of them somebody sees
ROWS = {
    Side.HIS: f"""{gaps.REFERRALS_FROM}
join (select id as file_id, area_id as file_area, holder_id, status = any(%(open)s) as file_open,
        imported or passed_on_at is not null as file_passed_on from referrals_referral) f on f.file_id = r.id
left join (select id as user_id, name as worker from accounts_user) w on w.user_id = f.holder_id
where (%(seen_areas)s::bigint[] is null or (f.file_area = any(%(seen_areas)s) and f.file_passed_on))
    and (not %(only_open)s or f.file_open)""",
    Side.HERS: """partner
join (select id as file_id, area_id as file_area, worker_id, status as file_status, closed_date as file_closed
        from iss_partnerfile) f on f.file_id = partner.id
left join (select id as area_key, name as area from accounts_area) a on a.area_key = f.file_area
left join (select id as user_id, name as worker from accounts_user) w on w.user_id = f.worker_id
where (%(seen_provider)s::bigint is null or (provider_id = %(seen_provider)s and file_status <> 'held'))
    and (not %(only_open)s or file_closed is null)""",
    Side.SESSIONS: """programme_session s
join (select g.id as group_key, g.area_id as file_area, a.name as area, one.name || ', ' || two.name as worker
        from programme_group g join accounts_area a on a.id = g.area_id
        join accounts_user one on one.id = g.lead_man_id join accounts_user two on two.id = g.lead_woman_id) f
    on f.group_key = s.group_id
where (%(seen_areas)s::bigint[] is null or f.file_area = any(%(seen_areas)s))
    and (%(area)s::bigint is null or f.file_area = %(area)s)""",
}
KEYS = {Side.HIS: "r.id", Side.HERS: "id", Side.SESSIONS: "s.id"}
AREA = {Side.HIS: "r.area", Side.HERS: "area", Side.SESSIONS: "f.area"}
NOBODY, NOWHERE = "Nobody yet", "Not recorded"


@dataclass
class Counted:
    """Of one check: how many rows it is due of, how many fail it, and where."""

    check: Check
    due: int = 0
    wrong: int = 0
    areas: dict[str, int] = field(default_factory=lambda: defaultdict(int))
    workers: dict[str, int] = field(default_factory=lambda: defaultdict(int))

    def add(self, area: str, worker: str, due: int, wrong: int) -> None:
        self.due += due
        self.wrong += wrong
        self.areas[area or NOWHERE] += wrong
        self.workers[worker or NOBODY] += wrong


@for_the_service("figures count rows; no row leaves")
def count(scope: Scope, *, at: datetime, area: int | None = None, only_open: bool = False) -> list[Counted]:
    """Every check of the sides in ``scope``, in the order of the table."""
    facts, values = _asked(scope, at, area, only_open)
    found: list[Counted] = []
    with joining_by_hash():
        for side in scope.sides:
            found += _counted(side, facts, values)
    return found


def _counted(side: Side, facts: Facts, values: dict[str, Any]) -> list[Counted]:
    checks = [Counted(check) for check in CHECKS if check.side == side]
    for place, worker, *numbers in facts.rows(_query(side, [one.check for one in checks]), values):
        for one, due, wrong in zip(checks, numbers[::2], numbers[1::2], strict=True):
            one.add(place, worker, due, wrong)
    return checks


def keys_of(
    check: Check, scope: Scope, *, at: datetime, area: int | None = None, only_open: bool = False
) -> list[int]:
    """Keys of the files that fail the check: as many as are counted."""
    facts, values = _asked(scope, at, area, only_open)
    query = f"select {KEYS[check.side]} from {ROWS[check.side]} and ({check.wrong})"
    with joining_by_hash():
        return [key for (key,) in facts.rows(query, values)]


def _asked(scope: Scope, at: datetime, area: int | None, only_open: bool) -> tuple[Facts, dict[str, Any]]:
    values = {"now": at, "only_open": only_open, "open": [str(status) for status in OPEN]}
    return Facts(Period(as_at=at, only=Only(area=area))), values | scope.parameters()


def _query(side: Side, checks: Iterable[Check]) -> str:
    """Only words of the tables above stand in it; what somebody chose comes as values."""
    columns = ", ".join(
        f"count(*) filter (where {check.due}), count(*) filter (where {check.wrong})" for check in checks
    )
    return f"select {AREA[side]}, worker, {columns} from {ROWS[side]} group by 1, 2"
