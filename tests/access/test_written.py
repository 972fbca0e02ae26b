"""Questions whose SQL is written once ask what Django would ask."""

from datetime import UTC, datetime, timedelta

import pytest
from django.db.models import Count, Value

from accounts.models import Organisation, User
from accounts.written import Written, WrittenModels, one_of
from audit.models import Entry

NOON = datetime(2026, 6, 1, 12, tzinfo=UTC)
COLUMNS = ("pk", "email")

pytestmark = pytest.mark.django_db


@pytest.fixture
def people():
    service = Organisation.objects.create(name="A service", kind=Organisation.Kind.MY_TIME)
    return [
        User.objects.create(
            email=f"{n}@example.org", name=f"Person {n}", organisation=service, role="spoc", last_login=NOON
        )
        for n in range(3)
    ]


def rows(*people):
    return [(user.pk, user.email) for user in people]


def test_values_change_and_what_is_always_asked_does_not(people):
    def ask(*, pk, since):
        found = User.objects.filter(pk=pk, role="spoc", last_login__gte=since, is_active=True)
        return found.values_list(*COLUMNS)

    written = Written(ask)
    for user in people:
        assert written.rows(pk=user.pk, since=NOON) == rows(user)
        assert written.rows(pk=user.pk, since=NOON + timedelta(seconds=1)) == []
    User.objects.filter(pk=people[0].pk).update(role="opcc")
    assert written.rows(pk=people[0].pk, since=NOON) == []


def test_two_values_that_are_alike_the_first_time_are_told_apart(people):
    def ask(*, one, other):
        return User.objects.filter(pk__gte=one, pk__lte=other).order_by("pk").values_list(*COLUMNS)

    written = Written(ask)
    first, second, third = people
    assert written.rows(one=second.pk, other=second.pk) == rows(second)
    assert written.rows(one=first.pk, other=second.pk) == rows(first, second)
    assert written.rows(one=second.pk, other=third.pk) == rows(second, third)


@pytest.mark.parametrize("apart", range(-3, 4))
def test_values_that_lie_close_together_the_first_time_are_told_apart(people, apart):
    """Keys of a person and of an organisation are next to each other now and then, and so are two moments."""
    user, day = people[0], timedelta(days=1)

    def ask(*, pk, organisation, name, since, until):
        found = User.objects.filter(pk=pk, organisation=organisation, name=name)
        return found.filter(last_login__gte=since, last_login__lte=until).values_list(*COLUMNS)

    for backwards in (False, True):
        written = Written(ask)
        near = {
            "pk": user.pk,
            "organisation": user.pk + apart,
            "name": str(user.pk + apart),
            "since": NOON,
            "until": NOON + apart * day,
        }
        values = dict(reversed(near.items()) if backwards else near.items())
        assert written.rows(**values) == []
        right = {"organisation": user.organisation_id, "name": user.name, "until": NOON}
        assert written.rows(**{**values, **right}) == rows(user)


def test_days_change_like_moments(people):
    def ask(*, first, last):
        return User.objects.filter(until_date__gte=first, until_date__lte=last).values_list(*COLUMNS)

    written, day = Written(ask), NOON.date()
    assert written.rows(first=day, last=day) == []
    User.objects.filter(pk=people[1].pk).update(until_date=day + timedelta(days=3))
    assert written.rows(first=day, last=day + timedelta(days=3)) == rows(people[1])
    assert written.rows(first=day + timedelta(days=4), last=day + timedelta(days=5)) == []


def test_a_value_that_is_asked_always_beside_one_that_changes(people):
    """The first value asked for may be the very one that always stands there."""
    first, second, _ = people
    written = Written(lambda *, pk: User.objects.filter(pk=pk).values_list("pk", Value(first.pk)))
    assert written.rows(pk=first.pk) == [(first.pk, first.pk)]
    assert written.rows(pk=second.pk) == [(second.pk, first.pk)]


def test_one_of_some_however_many(people):
    def ask(*, some):
        return User.objects.filter(one_of("pk", some)).order_by("pk").values_list(*COLUMNS)

    written = Written(ask)
    for some in (people[:1], people, people[1:], []):
        assert written.rows(some=[user.pk for user in some]) == rows(*some)


def test_what_is_asked_for_is_said_to_postgresql_and_never_read_as_sql(people):
    written = Written(lambda *, name: User.objects.filter(name=name).values_list(*COLUMNS))
    assert written.rows(name="Person 1") == rows(people[1])
    assert written.rows(name="' or true --") == []
    assert written.rows(name="%s") == []


def test_a_question_that_is_put_otherwise_for_other_values_is_refused(people):
    def ask(*, pk):
        found = User.objects.filter(pk=pk)
        return (found if pk == people[0].pk else found.exclude(name="")).values_list(*COLUMNS)

    with pytest.raises(ValueError, match="follows from what is asked"):
        Written(ask).rows(pk=people[0].pk)


def test_rows_become_the_models_that_django_would_give(people):
    def ask(*, pk):
        found = User.objects.filter(pk__gte=pk).select_related("organisation", "team").defer("phone")
        return found.annotate(how_many=Count("areas")).order_by("-pk")

    written = WrittenModels(ask)
    for first in people:
        ours, django_s = written.rows(pk=first.pk), list(ask(pk=first.pk))
        assert ours == django_s
        for one, other in zip(ours, django_s, strict=True):
            assert {**one.__dict__, "_state": None} == {**other.__dict__, "_state": None}
            assert (one._state.db, one._state.adding) == (other._state.db, other._state.adding)
            assert (
                one._state.fields_cache
                == other._state.fields_cache
                == {"organisation": one.organisation, "team": None}
            )


def test_what_django_makes_of_a_stored_value_is_made_of_it(people):
    Entry.objects.create(
        at=NOON,
        act="seen",
        actor_id=people[0].pk,
        about_model="a.model",
        about_id=1,
        details={"page": ["a", 1]},
        mark="1",
    )
    written = WrittenModels(lambda *, actor: Entry.objects.filter(actor_id=actor))
    assert written.first(actor=people[0].pk).details == {"page": ["a", 1]}
    assert written.first(actor=people[1].pk) is None


def test_what_is_not_there_stays_away_and_is_never_another_value(people):
    def ask(*, pk, team):
        found = User.objects.filter(pk=pk)
        return (found.filter(team=team) if team else found).values_list(*COLUMNS)

    assert Written(ask).rows(pk=people[1].pk, team=None) == rows(people[1])
