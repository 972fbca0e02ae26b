"""The report's errata: beside each number it contradicts stands what the same records give."""

import pytest
from django.urls import reverse

from monitoring.quality import errata
from tests.world import NOON, World

# Among the tests of the database, which run before those that empty its tables
pytestmark = pytest.mark.django_db

OURS = {
    "Figure 20, total of 2017/18 Q2": "29",
    "Figure 20, grand total": "1,074",
    "Figure 20, heading of the last column": "2019/20 Q4, with 32",
    "Figure 18, Walsall suitable": "2.6% of all decisions",
    "Figure 23, mean of all": "93.3 days, n = 210",
    "Figure 13, partners receiving support": "333, 320 of them by telephone",
    "Share of the 432 commissioned places that completed": "5.6% (24 of 432)",
    "Section 4.1, suitable men who came to no session": "23.4% (60 of 256)",
    "Share of referrals that were found suitable": "23.8% (256 of 1,074) of referrals, 26.7% (256 of 959) of men",
    "Share of those assessed that were suitable": "47.4% (256 of 540) of those assessed, 55.2% (256 of 464) of those with a decision",
    "Closed without an assessment": "49.7% (534 of 1,074) of referrals, 43.7% (419 of 959) of men",
    "Drop-out of those who came to one session or more": "51.4% (108 of 210) closed after two misses or withdrew; 103 came once",
    "Men who started": "196 suitable men, 210 men of any decision",
    "Figure 24, areas above the average": "Solihull 0 of 65 referrals; Walsall 3 of 72 referrals",
}


def test_the_published_cohort_gives_the_numbers_that_follow(published_internal):
    ours = {erratum.where: words for erratum, words in errata.rows(published_internal)}
    assert ours | OURS == ours
    assert ours["Figure 13, sessions delivered"].startswith("2,460 attendances in ")
    assert ours["Figure 19, sum of the percentages"].endswith("of 196 with a reason; 12 have none")


def test_what_is_printed_is_not_what_follows(published_internal):
    """An erratum whose two numbers agree would be none."""
    for erratum, words in errata.rows(published_internal):
        if not erratum.usable:
            assert erratum.printed != words, erratum.where


def test_without_the_older_records_the_page_says_what_to_do(client):
    world = World(NOON)
    client.force_login(world.opcc)
    page = client.get(reverse("report_errata")).content.decode()
    assert "import_cohort" in page
    world.received()
    assert "import_cohort" in client.get(reverse("report_errata")).content.decode()
