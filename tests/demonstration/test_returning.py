"""Returns in each state and the request of 2022, as the demonstration shows them."""

from datetime import UTC, date, datetime

import pytest

from demonstration.region import settle
from demonstration.returning import answer_requests, draft_returns, sign_an_earlier_return
from monitoring.foi.reading import stands
from monitoring.models import FoiRequest, QuarterlyReturn
from monitoring.returns.reading import state


@pytest.mark.django_db
@pytest.mark.parametrize(
    "at", [datetime(2026, 11, 22, 11, tzinfo=UTC), datetime(2026, 10, 1, 11, tzinfo=UTC)]
)
def test_a_return_in_each_state_and_three_requests(at):
    people = settle(password="a-long-enough-password", at=at)
    sign_an_earlier_return(people, at=at)
    draft_returns(people, at=at)
    answer_requests(people, at=at)
    shown = {state(each)[0] for each in QuarterlyReturn.objects.all()}
    assert shown == {"Signed", "Being checked", "Draft"}
    of_2022 = FoiRequest.objects.get(reference="042-22")
    assert (of_2022.due_date, of_2022.answered_date) == (date(2022, 11, 11), date(2022, 11, 16))
    assert stands(of_2022).days == "On working day 23, 3 working days late"
    assert of_2022.release.made_at
    assert sorted(stands(each).state[0] for each in FoiRequest.objects.all()) == [
        "Answered in full",
        "Open",
        "Waits for them",
    ]
