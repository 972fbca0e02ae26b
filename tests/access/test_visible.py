"""A file that is asked for by SQL written once is given to exactly those to whom ``visible_to`` gives it."""

from django.db import connection
from django.test import TestCase
from django.utils import timezone

from accounts.identity import acting_as
from accounts.models import Area, Team, User
from accounts.roles import GRANTS, Permission, Role
from iss.actions import update_safe_contact
from iss.models import PartnerFile
from iss.overview import HER_FILE
from joint.his_file.there import HIS_FILE, his_file
from joint.models import JointReview
from monitoring.glass.actions import break_glass
from referrals.models import Message, Referral
from tests.access.policy import PERSONAS
from tests.joint.test_restricting import restrict
from tests.world import World

PARTS_OF_HERS = {
    *("agreements", "dash_drafts", "dash_reasons", "dashes", "maracs"),
    *("recommendations", "safety_plans", "update_wishes"),
    *("contact_attempts", "safe_contacts", "support"),
}
PARTS_OF_HIS = {"reviews", "risks", "attendances"}


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

    def one_of_each_part_of_hers(self, file):
        """A row of each part that her page asks for only where there is one, and of his that stand beside."""
        by, at, day = self.world.iss_worker, self.world.now, self.world.now.date()
        dash = file.dashes.create(
            at=at, asked_date=day, answers={}, yes=0, level="standard", marac_recommended=False, by=by
        )
        file.dash_reasons.create(because="incident", at=at, answered_by=dash)
        file.dash_drafts.create(by=by, saved_at=at)
        file.maracs.create(dash=dash, recommended_at=at)
        file.safety_plans.create(version=1, at=at, by=by)
        file.update_wishes.create(wanted=True, asked_date=day, at=at, by=by)
        file.agreements.create(about="support", asked_date=day, agreed=True, form="verbal", by=by, at=at)
        decision = file.referral.decisions.first()
        file.recommendations.create(decision=decision, kind="marac", at=at)
        file.support.create(kind="telephone", date=day, by=by, at=at)
        update_safe_contact(file, checked_with="Referrer", by=by, at=at)

    def beside_hers(self, file, person):
        person = anew(person)
        with acting_as(person):
            return set(HER_FILE.first(person, pk=file.pk, at=self.world.now).presence)

    def test_what_is_beside_her_file_is_known_to_her_service(self):
        world, file = self.world, self.world.linked_file
        parts = {name for name in PARTS_OF_HERS if getattr(file, name).exists()}
        assert self.beside_hers(file, world.iss_worker) & PARTS_OF_HERS == parts < PARTS_OF_HERS
        self.one_of_each_part_of_hers(file)
        for person in (world.iss_worker, world.iss_manager):
            assert self.beside_hers(file, person) & PARTS_OF_HERS == PARTS_OF_HERS
        file.safety_plans.all().delete()
        file.safe_contacts.update(superseded_at=world.now)
        file.support.update(withdrawn_at=world.now)
        gone = {"safety_plans", "safe_contacts", "support"}
        assert PARTS_OF_HERS - self.beside_hers(file, world.iss_worker) == gone

    def test_what_of_his_is_beside_her_file_is_known_to_her_service(self):
        world, file = self.world, self.world.linked_file
        file.referral.decisions.update(risks="")
        assert self.beside_hers(file, world.iss_worker) & PARTS_OF_HIS == {"attendances"}
        file.referral.decisions.update(risks="He says that he will find her.")
        assert self.beside_hers(file, world.iss_worker) & PARTS_OF_HIS == {"attendances", "risks"}
        JointReview.objects.create(
            referral=file.referral, held_date=world.now.date(), risk="high", by=world.manager, at=world.now
        )
        assert self.beside_hers(file, world.iss_worker) & PARTS_OF_HIS == PARTS_OF_HIS
        assert self.beside_hers(world.released_file, world.iss_worker).isdisjoint({"attendances", "reviews"})

    def test_his_side_is_told_of_no_part_of_hers_whatever_is_asked(self):
        world, file = self.world, self.world.linked_file
        self.one_of_each_part_of_hers(file)
        told = {}
        for name in PERSONAS:
            person = anew(getattr(world, name))
            with acting_as(person), connection.cursor() as cursor:
                cursor.execute(
                    "select dvpp_parts_of_hers(%s) || dvpp_parts_of_his_for_her(%s)",
                    [file.pk, file.referral_id],
                )
                told[person.role] = cursor.fetchone()[0]
        assert {role for role, parts in told.items() if parts} == {Role.ISS_WORKER, Role.ISS_MANAGER}
        opens = {role for role in Role if Permission.SEE_HER_FILES in GRANTS[role]}
        assert opens == {Role.ISS_WORKER, Role.ISS_MANAGER}, "whoever opens her file has to be told"

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
