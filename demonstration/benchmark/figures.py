"""Figures and dashboards: counted, against their own SQL run bare; from the summary; and as pages."""

from dataclasses import asdict

from django.db import connection
from django.utils.timezone import localdate

from accounts.identity import SYSTEM, acting_as
from accounts.models import User
from accounts.roles import Role
from monitoring.figures import QUERIES, Audience, Period, compute
from monitoring.figures.change import change
from monitoring.figures.facts import FACTS
from monitoring.figures.quarter import Quarter
from monitoring.figures.spread import spread
from monitoring.summary import facts_of, fold, fold_everything
from monitoring.summary.checking import differences

from .measuring import alternate, once, ratio
from .scratch import moment
from .site import Browser, handlers

NAME = "figures"
REGION = OWN_TRANSACTIONS = True
LIMIT, LIMIT_MS = 1.5, 20
SERVED = 5
ADDRESSES = {
    "page of the overview": "/figures/overview/",
    "page of all figures": "/figures/",
    "page of the quarter": "/figures/quarter/{quarter}/",
}
BARE = FACTS + "select " + ", ".join(f"(select json_agg(q)::text from ({query}) q)" for query in QUERIES)
TOTALS = "select sums::text from monitoring_summarytotal"


def fill(cases):
    """Everything is summed, as it is where the clockwork runs."""
    fold_everything(at=moment())


def measure(cases, tell=lambda line: None):
    at = moment()
    with acting_as(SYSTEM):
        fold(at=at, most=1000)
        found = {"counted": _counted(at), "from the summary": _summed(at), "after an act": _after_an_act(at)}
        wrong = differences(at=at)
    tell(f"{wrong} rows of the summary are not what counting finds")
    return found | {"rows_different": wrong} | _pages(tell)


def _counted(at):
    def bare():
        with connection.cursor() as cursor:
            cursor.execute(BARE, Period(as_at=at).parameters())
            cursor.fetchall()
        return 1

    def ours():
        compute(Period(as_at=at), Audience.INTERNAL)
        return 1

    return _compared(alternate({"floor": bare, "ours": ours}, rounds=7), LIMIT)


def _summed(at):
    """All that the pages show of the whole; the floor reads the stored sums and nothing else."""

    def bare():
        for _ in range(SERVED):
            with connection.cursor() as cursor:
                cursor.execute(TOTALS)
                cursor.fetchall()
        return SERVED

    def ours():
        for _ in range(SERVED):
            facts = facts_of(Period(as_at=at))
            compute(facts.period, Audience.INTERNAL, facts=facts)
            spread(facts)
            change(facts)
        return SERVED

    costs = alternate({"floor": bare, "ours": ours}, rounds=7)
    more = costs["ours"].cpu_ms - costs["floor"].cpu_ms
    found = _compared(costs, None) | {"more_ms": round(more, 3), "limit_ms": LIMIT_MS}
    return found | {"within_limit": more <= LIMIT_MS}


def _after_an_act(at):
    """The same while ten files have changed and nothing is folded, once a round; what it costs is the counting anew."""
    with connection.cursor() as cursor:
        cursor.execute(
            "insert into monitoring_summarystale (family, bucket)"
            " select family, bucket from monitoring_summarypart where family = 'men' order by bucket desc limit 10"
        )
    found = _summed(at)
    fold(at=at)
    return found


def _pages(tell):
    person = User.objects.filter(role=Role.OPCC).order_by("pk").first()
    browser, (ours, bare) = Browser(person), handlers()
    now = Quarter.of(localdate(moment()))
    found = {}
    for name, address in ADDRESSES.items():
        address = address.format(quarter=f"{now.year}/{now.number}")
        browser.get(ours, address)
        asked, cost = (
            len(browser.queries(ours, address)),
            once(lambda a=address: len(browser.get(ours, a)) and 1),
        )
        floor = once(lambda: len(browser.get(bare, "/list/")) and 1)
        weight = len(browser.get(ours, address))
        found[name] = {"ours": asdict(cost), "floor": asdict(floor), "ratio": ratio(cost, floor)}
        found[name] |= {"queries": asked, "bytes": weight, "once": True}
        tell(f"{name}: {cost.cpu_ms} ms, {asked} queries")
    return found


def _compared(costs, limit):
    times = ratio(costs["ours"], costs["floor"])
    found = {"floor": asdict(costs["floor"]), "ours": asdict(costs["ours"]), "ratio": times, "limit": limit}
    return found | {"within_limit": limit is None or times["cpu"] <= limit}
