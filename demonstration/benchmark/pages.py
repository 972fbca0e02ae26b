"""Pages, each beside the bare page of the same rows. Judged on processor time a request, and on queries."""

from dataclasses import asdict, dataclass
from urllib.parse import quote_plus

from accounts.loaded import as_a_web_worker
from accounts.models import User
from accounts.roles import Role
from iss.models import PartnerFile
from programme.models import Session
from referrals.models import Referral

from .measuring import alternate, ratio
from .plans import plans
from .site import Browser, handlers

NAME = "pages"
REGION = OWN_TRANSACTIONS = True
REQUESTS = 12
LIST, HERS, CASE = "/list/", "/hers/", "/case/{case}/"


@dataclass(frozen=True)
class Page:
    """``limit``: times the floor's processor time; ``most``: queries."""

    role: str
    address: str
    floor: str
    limit: float | None = None
    most: int | None = None


PAGES = {
    "list": Page(Role.MANAGER, "/referrals/", LIST, 1.5, 8),
    "list of everything": Page(Role.MANAGER, "/referrals/?show=all", LIST, 1.5, 8),
    "list, far down": Page(Role.MANAGER, "/referrals/?show=all&after={place}", LIST, 1.5, 8),
    "list of an area": Page(Role.FACILITATOR, "/referrals/", LIST, 1.5, 8),
    "list to check": Page(Role.SPOC, "/referrals/?show=all", LIST, 1.5, 8),
    "list of a team": Page(Role.SOCIAL_WORKER, "/referrals/", LIST, 1.5, 8),
    "filtered list": Page(Role.MANAGER, "/referrals/?show=all&status=on_programme&area={area}", LIST, 1.5, 8),
    "overdue list": Page(Role.MANAGER, "/referrals/?overdue=on", LIST, 1.5, 8),
    "overdue list of an area": Page(Role.FACILITATOR, "/referrals/?overdue=on", LIST, 1.5, 8),
    "search by name": Page(Role.MANAGER, "/referrals/?show=all&q={name}", LIST, 1.5, 8),
    "search by beginning": Page(Role.MANAGER, "/referrals/?show=all&q={beginning}", LIST, 1.5, 8),
    "search by beginning in an area": Page(
        Role.FACILITATOR, "/referrals/?show=all&q={beginning}", LIST, 1.5, 8
    ),
    "search by name in an area": Page(Role.FACILITATOR, "/referrals/?show=all&q={name_here}", LIST, 1.5, 8),
    "search by reference": Page(Role.MANAGER, "/referrals/?show=all&q={reference}", LIST, 1.5, 8),
    "case page": Page(Role.MANAGER, "/referrals/{case}/", CASE, 2.5, 12),
    "her list": Page(Role.ISS_WORKER, "/iss/", HERS, 1.5, 8),
    "her page": Page(Role.ISS_WORKER, "/iss/{hers}/", CASE, 2.5, 12),
    "register": Page(Role.FACILITATOR, "/sessions/{session}/register/", CASE),
    "home of a facilitator": Page(Role.FACILITATOR, "/", LIST),
    "home of the manager": Page(Role.MANAGER, "/", LIST),
    "home of the SPOC": Page(Role.SPOC, "/", LIST),
    "home of the ISS": Page(Role.ISS_WORKER, "/", HERS),
    "inbox": Page(Role.SOCIAL_WORKER, "/inbox/", LIST),
}


def fill(cases):
    """Nothing besides the region."""


def measure(cases, tell=lambda line: None):
    people, places = looking()
    browsers = {role: Browser(people[role]) for role in {page.role for page in PAGES.values()}}
    ours, bare = handlers()
    as_a_web_worker()
    found = {}
    for name, page in PAGES.items():
        found[name] = _measured(page, places, browsers[page.role], ours, bare)
        tell(f"{name}: {found[name]['ratio']['cpu']} x floor, {found[name]['queries']} queries")
    return found


def _measured(page, places, browser, ours, bare):
    address, beside = page.address.format(**places), page.floor.format(**places)
    browser.get(ours, address)
    asked, weight = browser.queries(ours, address), len(browser.get(ours, address))
    looked = plans(asked, browser.user)
    costs = alternate(
        {
            "floor": lambda: _often(browser, bare, beside),
            "ours": lambda: _often(browser, ours, address),
        },
        rounds=7,
    )
    times = ratio(costs["ours"], costs["floor"])
    within = (page.limit is None or times["cpu"] <= page.limit) and (
        page.most is None or len(asked) <= page.most
    )
    return {
        "floor": asdict(costs["floor"]),
        "ours": asdict(costs["ours"]),
        "ratio": times,
        "queries": len(asked),
        "bytes": weight,
        "tables_read_whole": sorted({table for plan in looked for table in plan.whole}),
        "most_rows_of_a_query": max(plan.rows for plan in looked),
        "limit": page.limit,
        "most_queries": page.most,
        "within_limit": within,
    }


def _often(browser, handler, address):
    for _ in range(REQUESTS):
        browser.get(handler, address)
    return REQUESTS


def looking():
    """Who looks, and what the addresses name: rows from the middle of what each sees."""
    people = {role: User.objects.filter(role=role).order_by("pk").first() for role in Role}
    people = {role: user for role, user in people.items() if user}
    worked = Referral.objects.filter(status="on_programme", area__in=people[Role.FACILITATOR].area_ids)
    case = worked.order_by("pk").last()
    hers = PartnerFile.objects.filter(status="supported").order_by("pk").last()
    people[Role.ISS_WORKER] = hers.worker
    people[Role.SOCIAL_WORKER] = case.referrer
    man = case.man
    held = (
        Session.objects.filter(group__lead_man=people[Role.FACILITATOR], state="planned")
        .order_by("pk")
        .last()
    )
    middle = Referral.objects.by_newest().filter(pk__lte=case.pk // 2).first()
    return people, {
        "case": case.pk,
        "hers": hers.pk,
        "session": held.pk,
        "area": case.area_id,
        "name": quote_plus(man.name),
        "name_here": quote_plus(man.name),
        "beginning": quote_plus(man.last_name[:4]),
        "reference": case.reference,
        "place": f'["{middle.newest}","{middle.pk}"]',
    }
