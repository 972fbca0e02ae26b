import pytest

from .site import Site


@pytest.fixture(scope="session")
def site(tmp_path_factory):
    """One running site for all browser tests of a worker."""
    site = Site(tmp_path_factory.mktemp("site") / "data")
    yield site
    site.stop()


@pytest.fixture
def arrive(browser, site):
    """Somebody sits down at a browser of their own: ``arrive(SocialWorker)``. In the end no browser has complained."""
    people = []

    def arrive(person, *args, **context):
        people.append(person(browser, site, *args, **context))
        return people[-1]

    yield arrive
    for person in people:
        person.context.close()
    assert {person.who: person.complaints for person in people if person.complaints} == {}
