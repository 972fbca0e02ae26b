"""One form in, separate files out: what was said of her is on her side and nowhere else."""

from django.db import connection

from iss.models import PartnerFile, SafeContact
from sealing.resealing import fields_of

from .form import HERS, HIS


def tables():
    with connection.cursor() as cursor:
        return connection.introspection.table_names(cursor)


def rows_with(marker, names):
    """Tables among ``names`` with a row that contains ``marker`` in any column."""
    found = []
    with connection.cursor() as cursor:
        for table in names:
            quoted = connection.ops.quote_name(table)
            sql = f"select exists(select 1 from {quoted} as r where r::text ilike %s)"
            cursor.execute(sql, [f"%{marker}%"])
            if cursor.fetchone()[0]:
                found.append(table)
    return found


def opened():
    """What is sealed in her tables, as whoever may read it sees it."""
    return " ".join(
        str(getattr(row, field.attname))
        for model in (PartnerFile, SafeContact)
        for row in model.objects.all()
        for field in fields_of(model)
    ).casefold()


def test_nothing_of_hers_is_in_any_table_but_those_of_her_room(referrer):
    referrer.fill()
    referrer.send()
    others = [table for table in tables() if not table.startswith("iss_")]
    hers = [table for table in tables() if table.startswith("iss_")]
    assert "referrals_referral" in others
    assert "alerts_notice" in others
    for marker in HERS:
        assert rows_with(marker, hers) or marker.casefold() in opened(), f"{marker} was lost"
        assert not rows_with(marker, others), f"{marker} has crossed the wall"


def test_how_she_is_reached_is_plain_in_no_table_at_all(referrer):
    referrer.fill()
    assert [marker for marker in HERS if rows_with(marker, tables())] == []
    referrer.send()
    contact = SafeContact.objects.get()
    for said in (contact.phone, contact.who_may_answer, contact.code_word):
        assert not said or not rows_with(said, tables())


def test_search_finds_what_is_on_his_side(referrer):
    """The test above would pass if the search never found anything."""
    referrer.fill()
    referrer.send()
    assert "referrals_man" in rows_with("Pemberwick", tables())
    assert "referrals_child" in rows_with("Robin", tables())


def test_nothing_of_his_answers_is_needed_on_her_side_but_the_link(referrer):
    referrer.fill()
    referrer.send()
    hers = [table for table in tables() if table.startswith("iss_")]
    others = [table for table in tables() if not table.startswith("iss_")]
    for marker in HIS:
        assert rows_with(marker, others), f"{marker} was lost"
        assert not rows_with(marker, hers)


def test_letters_about_the_referral_carry_nothing_of_anybody(referrer):
    from alerts.models import Alert, Notice

    referrer.fill()
    referrer.send()
    told = " ".join(
        [*Alert.objects.values_list("because", flat=True), *Notice.objects.values_list("path", flat=True)]
    )
    for marker in (*HERS, "Gareth", "Pemberwick"):
        assert marker not in told
