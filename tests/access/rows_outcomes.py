"""What is asked, and in which words: the administrator alone."""

from outcomes.models import InstrumentVersion

from .policy import Row

ALONE = frozenset({"administrator"})


def of_his(world):
    return {"pk": InstrumentVersion.objects.get(code="M", number=1).pk}


ROWS = {
    "instruments": Row(who=ALONE),
    "instrument": Row(who=ALONE, kwargs=of_his),
    "publish_instrument": Row(who=ALONE, kwargs=of_his),
    "withdraw_instrument": Row(who=ALONE, kwargs=of_his, method="post", status=302),
}
