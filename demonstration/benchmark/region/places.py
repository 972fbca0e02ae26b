"""Where the cases are and who works on them: areas in true proportion to the number of cases."""

from datetime import time

from accounts.models import Area, Organisation, Team, User
from accounts.roles import Role
from programme.models import Group, ProgrammeVersion, Venue

# The published region: 7 areas and 1,074 referrals in five years. A force has grown to this many in nine.
CASES_OF_A_REGION = 23_000
AREAS_OF_A_REGION = 7
GROUPS_OF_AN_AREA = 3
TEAMS_OF_AN_AREA = 4


class Places:
    """``areas``: keys; of each its groups, teams, facilitators and social workers by place in ``areas``."""

    def __init__(self, cases):
        wanted = AREAS_OF_A_REGION * max(1, round(cases / CASES_OF_A_REGION))
        self.version = ProgrammeVersion.objects.get(name="30-week programme")
        self.ours = Organisation.objects.filter(kind=Organisation.Kind.MY_TIME).first()
        areas = list(Area.objects.order_by("pk"))[:wanted]
        areas += [self._area(number) for number in range(len(areas), wanted)]
        self.areas, self.providers = [area.pk for area in areas], [area.provider_id for area in areas]
        self.people = self._people(areas)
        self.holders = [self._pair(area, number) for number, area in enumerate(areas)]
        self.groups = [self._groups(area, pair) for area, pair in zip(areas, self.holders, strict=True)]
        self.teams = [self._teams(area, number) for number, area in enumerate(areas)]
        self.workers = {key: self._person(f"iss-{key}", Role.ISS_WORKER, key).pk for key in {*self.providers}}

    def _area(self, number):
        provider = Organisation.objects.create(
            name=f"Support service {number // AREAS_OF_A_REGION}-{number}", kind="iss_provider"
        )
        authority = Organisation.objects.create(name=f"Authority {number}", kind="childrens_services")
        return Area.objects.create(
            name=f"Area {number}", gss_code=f"B{number:08}", provider=provider, childrens_services=authority
        )

    def _people(self, areas):
        """Who looks at pages: {role: User}."""
        opcc = Organisation.objects.filter(kind=Organisation.Kind.OPCC).first()
        return {
            Role.MANAGER: self._person("manager", Role.MANAGER, self.ours.pk),
            Role.SPOC: self._person("spoc", Role.SPOC, self.ours.pk),
            Role.OPCC: self._person("opcc", Role.OPCC, opcc.pk),
        }

    def _person(self, name, role, organisation, **more):
        return User.objects.create(
            email=f"{name}@benchmark.example",
            name=f"Person {name}",
            role=role,
            organisation_id=organisation,
            **more,
        )

    def _pair(self, area, number):
        pair = [
            self._person(f"{sex}-{number}", Role.FACILITATOR, self.ours.pk, sex=sex)
            for sex in ("man", "woman")
        ]
        for person in pair:
            person.areas.add(area)
        return pair

    def _groups(self, area, pair):
        venue = Venue.objects.create(area=area, name=f"A hall in {area}")
        return [
            Group.objects.create(
                name=f"{area} {weekday}",
                area=area,
                venue=venue,
                version=self.version,
                weekday=weekday,
                starts=time(18),
                lead_man=pair[0],
                lead_woman=pair[1],
            ).pk
            for weekday in range(GROUPS_OF_AN_AREA)
        ]

    def _teams(self, area, number):
        """Keys: (team, its social worker)."""
        found = []
        for each in range(TEAMS_OF_AN_AREA):
            team = Team.objects.create(
                organisation_id=area.childrens_services_id or self.ours.pk, name=f"Team {number}-{each}"
            )
            worker = self._person(
                f"social-{number}-{each}", Role.SOCIAL_WORKER, team.organisation_id, team=team
            )
            found.append((team.pk, worker.pk))
        return found
