"""Two people edit one record at two browsers: who saves second sees both versions, chooses, and loses nothing."""

import pytest

from .axe import violations
from .person import Person


class Worker(Person):
    who = "iss-worker"


class Manager(Person):
    who = "iss-manager"


SAFE = dict.fromkeys(("call", "text", "voicemail", "email_safe", "post"), "no")


@pytest.mark.xdist_group("site")
def test_who_saves_second_sees_both_and_chooses(site, arrive):
    worker = arrive(Worker, viewport={"width": 390, "height": 844}, java_script_enabled=False)
    manager = arrive(Manager)
    page = f"/iss/{her_file(site)}/safe-contact/"
    worker.open(page)
    manager.open(page)
    manager.fill({"checked_with": "her", **SAFE, "cover_name": "Ask for Jo", "code_word": "Marigold"})
    manager.send()
    worker.fill({"checked_with": "her", **SAFE, "cover_name": "Ask for Kim", "post": "no"})
    worker.send()
    assert worker.heading == "Somebody saved this while you had it open"
    worker.must_read("Ask for Jo", "Ask for Kim", "Marigold")
    assert worker.page.evaluate("document.documentElement.scrollWidth") <= 390
    worker.page.get_by_label("Use what you typed").and_(
        worker.page.locator('[name="meanwhile-cover_name"]')
    ).check()
    worker.press("Change them first")
    worker.must_read("Nothing is saved yet")
    assert worker.page.locator("[name=cover_name]").input_value() == "Ask for Kim"
    assert worker.page.locator("[name=code_word]").input_value() == "Marigold"
    worker.send()
    forgive_the_409(worker)
    manager.open(page)
    assert manager.page.locator("[name=cover_name]").input_value() == "Ask for Kim"
    assert manager.page.locator("[name=code_word]").input_value() == "Marigold"


@pytest.mark.xdist_group("site")
def test_the_page_between_two_versions_is_whole(site, arrive):
    manager, worker = arrive(Manager), arrive(Worker)
    page = f"/iss/{her_file(site)}/safe-contact/"
    worker.open(page)
    manager.open(page)
    for person, name in ((manager, "Ask for Lou"), (worker, "Ask for Sam")):
        person.fill({"checked_with": "her", **SAFE, "cover_name": name})
        person.send()
    assert worker.heading == "Somebody saved this while you had it open"
    assert violations(worker.page) == []
    worker.press("Save with these answers")
    assert "Select which is to stand: Name to use for yourself" in worker.words
    forgive_the_409(worker)


def forgive_the_409(person):
    """A browser writes down that it was answered so, as it should."""
    person.complaints = [said for said in person.complaints if "409" not in said]


def her_file(site):
    found = site.run(
        "from iss.models import PartnerFile; print(PartnerFile.objects.filter("
        "provider__name__startswith='Birmingham', status='supported').latest('pk').pk)"
    )
    return int(found.strip().splitlines()[-1])
