"""How complete records should be is set for days to come, never rewritten."""

from django.utils.timezone import localtime

from accounts.acting import one_act
from accounts.refusal import Refused
from audit.trail import record
from monitoring.models import CompletenessTarget


@one_act
def set_completeness(*, check_code, percent, first_day, by, at):
    """The target of a check from a day on; "" for every check that has none of its own."""
    if first_day < localtime(at).date():
        raise Refused("A target holds from today or a later day: what was asked before stays as it was.")
    if CompletenessTarget.objects.filter(check_code=check_code, first_day=first_day).exists():
        raise Refused("There is a target for this from that day already. Choose another day.")
    target = CompletenessTarget.objects.create(
        check_code=check_code, percent=percent, first_day=first_day, by=by
    )
    record("completeness.set", target, by=by, at=at, check=check_code, percent=percent)
    return target
