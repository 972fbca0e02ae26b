"""Which numbers lead to a list of cases, and for whom. For those who commission the service none does."""

from django.urls import reverse

from accounts.roles import Permission
from monitoring.figures.listing import cases_behind

HERS = "partner"
# How many sessions a man had is for those who run them; whoever referred him is told by reports
OF_ATTENDANCE = ("foi_completion", "half_by_area")


def may_list(user, figure, cases):
    """Each side the files of its own side; nobody those of the other."""
    if figure in OF_ATTENDANCE and not user.may(Permission.SEE_HIS_CONTENT):
        return False
    side = Permission.SEE_HER_FILES if cases.table == HERS else Permission.SEE_HIS_FILES
    return user.may(Permission.SEE_CASES_BEHIND) and user.may(side)


def links(request):
    """From a number of the figures to the address of its cases, with what was chosen on the page; None for none."""
    chosen = f"?{request.GET.urlencode()}" if request.GET else ""

    def link(figure, *keys):
        cases = cases_behind(figure, *keys)
        if cases is None or not may_list(request.user, figure, cases):
            return None
        return reverse("counted_cases", args=["/".join((figure, *keys))]) + chosen

    return link
