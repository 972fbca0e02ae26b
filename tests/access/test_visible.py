"""A file that is asked for by SQL written once is given to exactly those to whom ``visible_to`` gives it."""

from django.test import TestCase
from django.utils import timezone

from accounts.identity import acting_as
from accounts.models import Area, Team, User
from accounts.roles import Permission
from iss.models import PartnerFile
from iss.overview import HER_FILE
from joint.his_file.there import HIS_FILE, his_file
from monitoring.glass.actions import break_glass
from referrals.models import Message, Referral
from tests.access.policy import PERSONAS
from tests.joint.test_restricting import restrict
from tests.world import World


def anew(person):
    """As the next request knows the person."""
    return User.objects.get(pk=person.pk)


class TestAFileAskedForByWrittenSQL(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.world = World(timezone.now()).every_stage()

    def there_and_back(self, permission):
        """Those who may at all, there and back: who comes second meets what was written for another of the kind."""
        people = [getattr(self.world, name) for name in sorted(PERSONAS)]
        return [person for person in [*people, *reversed(people)] if anew(person).may(permission)]

    def given(self, model, found, person, **besides):
        """The keys of all files that ``person`` is given, asked one by one."""
        person = anew(person)
        keys = list(model.objects.values_list("pk", flat=True))
        with acting_as(person):
            rows = [found.first(person, pk=pk, **besides) for pk in keys]
        return {row.pk for row in rows if row}

    def visible(self, model, person):
        return set(model.objects.visible_to(anew(person)).values_list("pk", flat=True))

    def test_his_file_is_given_to_those_who_may_see_it(self):
        counts = set()
        for person in self.there_and_back(Permission.SEE_HIS_FILES):
            seen = self.visible(Referral, person)
            assert self.given(Referral, HIS_FILE, person) == seen, person.email
            counts.add(len(seen))
        assert len(counts) > 2

    def test_her_file_is_given_to_those_who_may_see_it(self):
        counts = set()
        for person in self.there_and_back(Permission.SEE_HER_FILES):
            seen = self.visible(PartnerFile, person)
            assert self.given(PartnerFile, HER_FILE, person, at=self.world.now) == seen, person.email
            counts.add(len(seen))
        assert len(counts) == 2

    def test_who_moves_is_asked_for_as_they_are_now(self):
        """The areas, team and organisation that somebody of the kind had first are nobody's for good."""
        world = self.world
        self.given(Referral, HIS_FILE, world.facilitator)
        self.given(Referral, HIS_FILE, world.social_worker)
        mine = self.visible(Referral, world.facilitator)
        world.facilitator.areas.set([])
        assert self.given(Referral, HIS_FILE, world.facilitator) == set()
        world.facilitator.areas.set(Area.objects.order_by("pk"))
        assert self.given(Referral, HIS_FILE, world.facilitator) >= mine
        assert self.given(Referral, HIS_FILE, world.facilitator) == self.visible(Referral, world.facilitator)
        for team in (None, Team.objects.exclude(pk=world.social_worker.team_id).first()):
            User.objects.filter(pk=world.social_worker.pk).update(team=team)
            assert self.given(Referral, HIS_FILE, world.social_worker) == self.visible(
                Referral, world.social_worker
            )

    def beside(self, file, person):
        person = anew(person)
        with acting_as(person):
            return set(his_file(person, file.pk).presence)

    def test_what_is_beside_his_file_is_known_whoever_asks_and_said_to_nobody(self):
        """The parts there are follow from the file; that it is restricted or linked, from what the person meets."""
        world, file = self.world, self.world.pending_file
        Message.objects.create(
            referral=file, text="Good morning.", by=world.manager, from_referrer=False, at=world.now
        )
        restrict(file, world.facilitator, by=world.manager, at=world.now)
        ours, theirs = (self.beside(file, person) for person in (world.manager, world.facilitator))
        assert ours - theirs == {"restricted"}
        assert theirs - ours == set()
        assert {"linked", "messages"} <= theirs

    def test_what_stands_open_in_an_emergency_is_given_to_whom_it_stands_open(self):
        world, at = self.world, timezone.now()
        for who, found, file, besides in (
            (world.other_facilitator, HIS_FILE, world.programme_file, {}),
            (world.other_iss_worker, HER_FILE, world.linked_file, {"at": at}),
        ):
            assert file.pk not in self.given(type(file), found, who, **besides)
            break_glass(file, because="danger", reason="It cannot wait.", by=anew(who), at=at)
            assert file.pk in self.given(type(file), found, who, **besides)
            assert self.given(type(file), found, who, **besides) == self.visible(type(file), who)
