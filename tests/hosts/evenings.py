"""Groups of twelve men of whose evenings no register has been taken yet, and forms that are filled in and not sent."""

from copy import copy
from datetime import date, time, timedelta

PEOPLE, MEN, SESSIONS = 32, 12, 24
WEEK = timedelta(weeks=1)


def evenings(people):
    """As many groups and social workers; the first man comes by the acts of the product, the others are his likeness."""
    from django.utils import timezone

    from tests.world import World

    then = timezone.now() - (SESSIONS + 2) * WEEK
    world = World(then)
    him = world.suitable(at=then)
    for number in range(people):
        world._person(
            f"referrer_{number}", "social_worker", "Birmingham Children's Services", (), "North", ""
        )
        _men(him, _group(world, number), number)


def _group(world, number):
    from accounts.models import Area
    from programme.actions import open_group, plan_sessions
    from programme.models import ProgrammeVersion, Venue

    areas = list(Area.objects.order_by("pk"))
    area = areas[number % len(areas)]
    pair = [
        world._person(f"lead_{sex}_{number}", "facilitator", "My Time", [area.name], "", sex)
        for sex in ("man", "woman")
    ]
    group = open_group(
        name=f"Evening {number}",
        area=area,
        venue=Venue.objects.create(area=area, name=f"Hall {number}"),
        version=ProgrammeVersion.objects.get(name="30-week programme"),
        weekday=number % 5,
        starts=time(18, 30),
        lead_man=pair[0],
        lead_woman=pair[1],
        by=world.manager,
        at=world.now,
    )
    tomorrow = (world.now + timedelta(days=1)).date()
    plan_sessions(group, from_date=tomorrow, weeks=SESSIONS, by=world.manager, at=world.now)
    return group


def _men(him, group, number):
    """Files on the programme from the first evening on, each with a file of hers."""
    from iss.models import PartnerFile
    from programme.models import Enrolment
    from referrals.models import Man, Referral, StatusChange

    numbers = range(number * MEN, (number + 1) * MEN)
    men = Man.objects.bulk_create(_man(each) for each in numbers)
    files = Referral.objects.bulk_create(
        _like(
            him, reference=f"H-{each}", man=man, area=group.area, holder=group.lead_man, status="on_programme"
        )
        for each, man in zip(numbers, men, strict=True)
    )
    first = group.sessions.order_by("starts_at").first()
    by = {"at": him.received_at, "by": group.lead_man}
    StatusChange.objects.bulk_create(
        StatusChange(referral=file, from_status="suitable", to_status="on_programme", **by) for file in files
    )
    Enrolment.objects.bulk_create(
        Enrolment(referral=file, group=group, version=group.version, first_session=first, **by)
        for file in files
    )
    hers = PartnerFile.objects.get(referral=him)
    where = {"area": group.area, "provider_id": group.area.provider_id, "worker": None}
    PartnerFile.objects.bulk_create(
        _like(hers, reference=f"HH-{each}", referral=file, **where)
        for each, file in zip(numbers, files, strict=True)
    )


def _man(number):
    from referrals.models import Man

    born = date(1960, 1, 1) + timedelta(days=number * 31)
    return Man(
        reference=f"HM-{number}",
        first_name=f"Man{number}",
        last_name=f"Of{number * 7919}",
        date_of_birth=born,
    )


def _like(row, **changes):
    other = copy(row)
    other.pk, other._state = None, type(row._state)()
    for name, value in changes.items():
        setattr(other, name, value)
    return other


def answered(number, area, year):
    """What a draft holds when every page is filled in, of a man of his own."""
    from tests.intake.form import pages

    return pages(
        area,
        him={"first_name": f"Sent{number}", "last_name": f"In{number * 104729}"},
        children={"next_meeting_date_2": str(year + 1)},
        others={"order_1_until_2": str(year + 1)},
        partner={"last_name": f"Hers{number * 7907}"},
    )


def drafts(owners, times):
    """{person: keys of complete forms that only have to be sent}."""
    from django.utils import timezone

    from accounts.models import Area
    from intake.actions import start_draft

    area, now, found = Area.objects.order_by("pk").first(), timezone.now(), {}
    for person in owners:
        made = [start_draft(by=person, at=now) for _ in range(times)]
        for draft in made:
            draft.data = answered(draft.pk, area, now.year)
            draft.save(update_fields=["data"])
        found[person.pk] = [draft.pk for draft in made]
    return found
