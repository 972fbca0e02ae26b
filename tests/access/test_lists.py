"""What lists, searches and counts show is what the page of the file shows, in worlds drawn at random.

Who may see what is said here a second time, person by person and file by file, as the pathway says it (section 1): by no
query, and by nothing that the product uses.
"""

import random
import re
from datetime import timedelta

import pytest
from django.db import transaction
from django.urls import reverse
from django.utils import timezone

import iss.models as her_models
import referrals.models as his_models
from accounts.models import Area, Organisation, Team, User
from accounts.roles import Role
from iss.models import PartnerFile
from iss.statuses import HerStatus
from joint.models import Pair
from referrals.filters import ReferralFilter
from referrals.models import Man, Referral
from referrals.searching.keeping import keep_words
from referrals.statuses import Status
from tests.access.doors import answer, no_log, status_at_the_door
from tests.proof import size

pytestmark = [pytest.mark.django_db, pytest.mark.proof]

MEN, WORLDS = 8, size(short=150, whole=10_000)
# So many worlds lie beside each other in the database; a world is asked about alone
AT_ONCE = 50
# In so many of the worlds the pages themselves are opened
PAGES = size(short=12, whole=300)
HERE, MERGED = "Zquarter", Status.MERGED
HIS_ROLES = (Role.SOCIAL_WORKER, Role.SPOC, Role.FACILITATOR, Role.MANAGER)
HER_ROLES = (Role.ISS_WORKER, Role.ISS_MANAGER)


class Places:
    def __init__(self):
        self.areas = list(Area.objects.all())
        self.providers = sorted({area.provider_id for area in self.areas})
        kind = Organisation.Kind
        self.my_time = Organisation.objects.filter(kind=kind.MY_TIME).first()
        self.authorities = list(Organisation.objects.filter(kind=kind.CHILDRENS_SERVICES)[:2])
        self.teams = [
            Team.objects.create(organisation=authority, name=f"{HERE} {number}")
            for authority in self.authorities
            for number in range(2)
        ]
        self.others = {Role.OPCC: kind.OPCC, Role.ADMINISTRATOR: kind.PLATFORM, Role.DPO: kind.PLATFORM}


@pytest.fixture
def places(db):
    return Places()


def somebody(draw, places, number):
    """A person of a role drawn, at a place drawn, with the areas and the team drawn."""
    role = draw.choice(Role.values)
    team = None
    if role in HER_ROLES:
        organisation_id = draw.choice(places.providers)
    elif role == Role.SOCIAL_WORKER:
        organisation_id = draw.choice(places.authorities).pk
        ours = [one for one in places.teams if one.organisation_id == organisation_id]
        team = draw.choice([*ours, None])
    elif role in places.others:
        organisation_id = Organisation.objects.filter(kind=places.others[role]).first().pk
    else:
        organisation_id = places.my_time.pk
    person = User.objects.create(
        email=f"{number}@lists.example",
        name=f"Person {number}",
        role=role,
        organisation_id=organisation_id,
        team=team,
    )
    if role == Role.FACILITATOR:
        person.areas.set(draw.sample(places.areas, draw.randint(0, 2)))
    return person


def some_worlds(draw, places, people, count):
    """[(his files, her files)] of ``count`` worlds: each fact drawn; nothing is asked of the actions."""
    now = timezone.now()
    men = Man.objects.bulk_create(
        Man(reference=f"P-{n}", first_name="Bertil", last_name=f"{HERE}{n}") for n in range(MEN * count)
    )
    referrals = Referral.objects.bulk_create(_his(draw, places, people, man, now) for man in men)
    keep_words([one.pk for one in men])
    hers = PartnerFile.objects.bulk_create(_hers(draw, places, one) for one in referrals)
    for one, her in zip(referrals, hers, strict=True):
        one.her, her.his = her, one
    _restrict(draw, people, [(one, {"man": one.man}) for one in referrals], his_models, now)
    _restrict(draw, people, [(her, {"file": her}) for her in hers], her_models, now)
    return [(referrals[at : at + MEN], hers[at : at + MEN]) for at in range(0, len(men), MEN)]


def _restrict(draw, people, files, models, now):
    """Some of them restricted to some people; ``named`` of each file says to whom, None where it is not."""
    for file, _ in files:
        file.named = set(draw.sample(people, draw.randint(0, 6))) if draw.random() < 0.25 else None
    kept = [(file, whose) for file, whose in files if file.named is not None]
    rows = models.Restriction.objects.bulk_create(
        models.Restriction(because="known", reason="A cousin.", at=now, by=people[0], **whose)
        for _, whose in kept
    )
    models.Named.objects.bulk_create(
        models.Named(restriction=row, person=person, at=now, by=people[0])
        for row, (file, _) in zip(rows, kept, strict=True)
        for person in sorted(file.named, key=lambda one: one.pk)
    )


def _his(draw, places, people, man, now):
    imported = draw.random() < 0.2
    status = draw.choice([status for status in Status.values if status != MERGED])
    passed_on = None if status == Status.RECEIVED or draw.random() < 0.3 else now
    return Referral(
        reference=f"MT-{man.reference}",
        man=man,
        area=draw.choice([*places.areas, None]),
        team=draw.choice([*places.teams, None]),
        referrer=draw.choice([*people, None]),
        status=status,
        imported=imported,
        passed_on_at=passed_on,
        received_at=now,
        received_date=now.date() - timedelta(days=draw.randint(0, 90)),
        closed_date=now.date() if status == Status.CLOSED else None,
        decision_date=now.date(),
    )


def _hers(draw, places, referral):
    return PartnerFile(
        reference=f"ISS-{referral.reference}",
        referral=referral,
        area=draw.choice(places.areas),
        provider_id=draw.choice(places.providers),
        status=draw.choice(HerStatus.values),
        first_name="Ottoline",
    )


# Pathway.md section 1, said again


def is_closed(person, file):
    """Restricted, and the person is not named (docs/decisions/0045)."""
    return file.named is not None and person not in file.named


def sees_him(person, file, teams):
    if person.role == Role.MANAGER:
        return True
    if is_closed(person, file):
        return False
    if person.role == Role.SPOC:
        return file.passed_on_at is None and (
            file.status == Status.RECEIVED or (file.status == Status.CLOSED and not file.imported)
        )
    if person.role == Role.FACILITATOR:
        mine = file.area_id in {area.pk for area in person.areas.all()}
        return mine and (file.passed_on_at is not None or file.imported)
    if person.role == Role.SOCIAL_WORKER:
        if person.team_id and file.team_id == person.team_id:
            return True
        here = file.team_id is None or teams[file.team_id] == person.organisation_id
        return file.referrer_id == person.pk and here
    return False


def sees_her(person, file):
    return (
        person.role in HER_ROLES
        and file.provider_id == person.organisation_id
        and file.status != HerStatus.HELD
        and (person.role == Role.ISS_MANAGER or not is_closed(person, file))
    )


def keys(rows):
    return {row.pk for row in rows}


@pytest.fixture
def worlds(places):
    """(draw, his files, her files, a person) of each world; ``at_once`` of them are gone when the next come."""

    def drawn(count, seed, at_once=1):
        draw = random.Random(seed)
        people = [somebody(draw, places, number) for number in range(24)]
        for begun in range(0, count, at_once):
            with transaction.atomic():
                for his, hers in some_worlds(draw, places, people, min(at_once, count - begun)):
                    yield draw, his, hers, draw.choice(people)
                transaction.set_rollback(True)

    return drawn


def test_every_list_search_and_count_shows_what_the_file_shows(worlds, places):
    teams = {team.pk: team.organisation_id for team in places.teams}
    seen = hidden = 0
    for draw, his, hers, person in worlds(WORLDS, seed=20261122, at_once=AT_ONCE):
        may_him = {one.pk for one in his if sees_him(person, one, teams)}
        may_her = {one.pk for one in hers if sees_her(person, one)}
        seen, hidden = seen + len(may_him | may_her), hidden + 2 * MEN - len(may_him) - len(may_her)
        files = Referral.objects.visible_to(person).filter(pk__in=keys(his))
        assert keys(files) == may_him
        assert keys(PartnerFile.objects.visible_to(person).filter(referral__in=his)) == may_her
        # Searched for: those that answer to it, of those that may be seen
        one = draw.choice(his)
        for words, answering in ((HERE, {each.pk for each in his}), (one.man.last_name, {one.pk})):
            asked = ReferralFilter({"q": words}, files, user=person, at=timezone.now())
            assert keys(asked.qs) == answering & may_him
        # At the table: the ISS through the files of its own alone
        if person.role in HER_ROLES:
            assert keys(Pair.objects.visible_to(person).filter(pk__in=keys(his))) == {
                one.referral_id for one in hers if one.pk in may_her
            }
        elif person.role != Role.MANAGER:
            assert not Pair.objects.visible_to(person).exists()
    assert min(seen, hidden) > WORLDS


LISTS = ("referrals", "her_files", "joint", "home", "desk", "waiting", "table_actions", "quality", "inbox")
CASE = re.compile(r'href="(/(?:referrals|iss|joint)/\d+/[^"]*)"')


def test_every_page_leads_only_to_files_that_open_and_the_list_to_all_that_do(worlds, places, client):
    """The pages themselves, in some of the worlds: read, their links followed, and the files that they do not name tried."""
    teams = {team.pk: team.organisation_id for team in places.teams}
    followed = 0
    with no_log():
        for _, his, hers, person in worlds(PAGES, seed=4):
            client.force_login(person)
            for name in LISTS:
                address = reverse(name)
                page = answer(client, f"{address}?show=all&whose=all")
                for link in sorted(set(CASE.findall(page.body.decode()))):
                    assert status_at_the_door(link.partition("#")[0], person) < 400, (
                        f"{name}: {link} as {person.role}"
                    )
                    followed += 1
                if name == "referrals" and page.status_code == 200 and person.role != Role.SOCIAL_WORKER:
                    listed = {int(key) for key in re.findall(r'href="/referrals/(\d+)/"', page.body.decode())}
                    assert listed >= {one.pk for one in his if sees_him(person, one, teams)}
            for one in his:
                opens = status_at_the_door(reverse("file", args=[one.pk]), person) == 200
                assert opens == sees_him(person, one, teams)
            for one in hers:
                opens = status_at_the_door(reverse("her_file", args=[one.pk]), person) == 200
                assert opens == sees_her(person, one)
    assert followed > PAGES
