"""Two web hosts behind nginx, PgBouncer in transaction mode before PostgreSQL, four clocks; one is killed at a time.

Eight people save registers meanwhile, and promises run out. Nobody may be answered with an error, no register may be
lost or be there twice, and every alert goes once.
"""

import threading
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack

from tests.faults.clocks import Clocks
from tests.faults.fire import settled

from .delivery import counted
from .load import Taken
from .people import Registers
from .person import Person, signed_in
from .pooler import Pooler, asked, make_login
from .proxy import PATIENCE, Host, Proxy

PEOPLE, TIMES, KILLS, PROMISES = 8, 6, 8, 40


def rows(place, *, people=PEOPLE, times=TIMES, kills=KILLS, promises=PROMISES):
    place.clear()
    place.receiver.reset()
    make_login(place)
    with ExitStack() as stack:
        pooler = stack.enter_context(Pooler(place))
        walls = who_asks(pooler.address)
        hosts = [stack.enter_context(Host(place, pooler.address)) for _ in range(2)]
        assert all(host.answers(PATIENCE) for host in hosts)
        proxy = stack.enter_context(Proxy(place, hosts))
        assert proxy.answers()
        clocks = stack.enter_context(Clocks(4))
        found = _at_work(place, proxy, hosts, clocks, people, times, kills, promises)
    return {"two hosts, one killed at a time": found, "through the pool": walls}


def who_asks(address):
    """Who a connection through the pool is, and what it meets, before anybody is said to ask and after they did."""
    files = "select count(*) from referrals_referral"
    return {
        "role": asked(address, "select current_user::text")[0][0],
        "after reset role": asked(address, "reset role", "select current_user::text")[0][0],
        "files of nobody": asked(address, files)[0][0],
        "files after somebody was said for one transaction": asked(
            address, "select dvpp_ask('system')", files
        )[0][0],
    }


def _at_work(place, proxy, hosts, clocks, number, times, kills, promises):
    form, opened, saved, found = Registers(place), Taken(), Taken(), {"hosts_killed": 0, "clocks_killed": 0}
    people = [
        Person(proxy.url, signed_in(who), work, form.fill, opened=opened, saved=saved)
        for who, work in form.work(number, times)
    ]
    due = place.patiently(lambda: place.make_due(promises))
    over = threading.Event()
    killer = threading.Thread(target=_kills, args=[hosts, clocks, over, kills, found])
    started = time.monotonic()
    killer.start()
    with ThreadPoolExecutor(number) as pool:
        list(pool.map(lambda person: _works(person, times), people))
    over.set()
    killer.join()
    settled(place, clocks)
    found |= {"seconds": round(time.monotonic() - started), "opened": opened.in_words()}
    found["saved"] = saved.in_words()
    with place.as_system():
        found["registers"] = sum(len(person.sent) for person in people)
        found["registers_lost_or_doubled"] = form.lost([each for person in people for each in person.sent])
    return found | {"alerts": counted(place, due) | {"mails": sum(place.receiver.taken.values())}}


def _works(person, times):
    for _ in range(times):
        person.do(lambda: time.sleep(1))


def _kills(hosts, clocks, over, kills, found):
    """In turns a host, which is killed whole and started again, and a clock. Never both hosts at once."""
    for turn in range(kills):
        if over.wait(2):
            return
        clocks.kill_one()
        found["clocks_killed"] += 1
        if hosts[turn % 2].kill_and_start():
            found["hosts_killed"] += 1
