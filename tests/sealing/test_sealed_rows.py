"""How she is reached, in its columns: nothing plain in any table, nothing found by it, nothing moved to another row."""

import io

import pytest
from django.core.exceptions import FieldError
from django.core.management import call_command
from django.db import connection, transaction
from django.db.models import F

from intake.actions import save_page, start_draft
from intake.models import Draft
from iss import actions
from iss.models import HerContactAttempt, PartnerFile, SafeContact
from sealing import CannotBeSearched, NotItsPlace
from sealing.resealing import fields_of, sealed_models
from tests.world import HER, NOON, World

MARKER = "zqplain"


@pytest.fixture
def world(db, keys):
    return World()


@pytest.fixture
def file(world):
    """Her file with a word of ours in everything that says how she is reached."""
    words = (
        "phone",
        "phone_whose",
        "email",
        "address",
        "safe_times",
        "who_may_answer",
        "cover_name",
        "code_word",
    )
    said = {word: f"{MARKER} {word}" for word in words} | {"call": "yes"}
    partner = HER | {"children_note": f"{MARKER} note", "other_support": f"{MARKER} support"}
    file = world.her_file(world.pending(partners=[partner | {"safe_contact": said}]))
    actions.update_safe_contact(
        file,
        checked_with=f"{MARKER} with",
        address_kept_from=f"{MARKER} kept from",
        windows=[{"days": [1], "from": "10:00", "until": "12:00", "said": MARKER}],
        by=world.iss_worker,
        at=NOON,
        **said,
    )
    file.contact_attempts.create(
        at=NOON, channel="call", two_way=True, note=f"{MARKER} attempt", by=world.iss_worker
    )
    PartnerFile.objects.filter(pk=file.pk).update(last_name="Other")  # a row of history
    return file


def tables():
    """Every row of every table as text: what a dump would hold."""
    with connection.cursor() as cursor:
        for name in connection.introspection.table_names(cursor):
            cursor.execute(f'select t::text from "{name}" t')
            yield name, [row for (row,) in cursor.fetchall()]


def column(model, name, pk):
    with connection.cursor() as cursor:
        cursor.execute(f'select "{name}" from {model._meta.db_table} where id = %s', [pk])
        return cursor.fetchone()[0]


def put(model, name, pk, value):
    with connection.cursor() as cursor:
        cursor.execute(f'update {model._meta.db_table} set "{name}" = %s where id = %s', [value, pk])


def test_no_table_holds_a_plain_word_of_how_she_is_reached(world, file):
    draft = start_draft(by=world.social_worker, at=NOON)
    save_page(draft, page="partner-contact", values={"phone": f"{MARKER} typed"}, at=NOON)
    assert [name for name, rows in tables() if any(MARKER in row for row in rows)] == []


def test_it_is_there_for_whoever_may_read_it(world, file):
    contact = PartnerFile.objects.get(pk=file.pk).safe_contact
    assert contact.phone == f"{MARKER} phone"
    assert contact.address_kept_from == f"{MARKER} kept from"
    assert contact.windows[0]["days"] == [1]
    assert PartnerFile.objects.get(pk=file.pk).children_note == f"{MARKER} note"
    assert HerContactAttempt.objects.get().note == f"{MARKER} attempt"


def test_a_draft_is_typed_on_and_read_again(world):
    draft = start_draft(by=world.social_worker, at=NOON)
    assert column(Draft, "data", draft.pk) == ""
    for page in ("partner", "partner-contact"):
        save_page(draft, page=page, values={"phone": MARKER}, at=NOON)
    assert Draft.objects.get(pk=draft.pk).data == {
        page: {"phone": MARKER} for page in ("partner", "partner-contact")
    }
    assert column(Draft, "data", draft.pk).startswith("s1.old.")


def test_nothing_is_known_to_be_sealed_that_is_not(world):
    """The tables of which this test speaks are all there are."""
    assert {model._meta.label for model in sealed_models()} >= {
        "iss.SafeContact",
        "iss.HerContactAttempt",
        "iss.PartnerFile",
        "intake.Draft",
    }
    assert {field.name for field in fields_of(SafeContact)} == {
        field.name
        for field in SafeContact._meta.concrete_fields
        if field.name not in {"id", "file", "row", "by", "checked_at", "superseded_at"} and not field.choices
    }


@pytest.mark.parametrize("name", [field.name for field in fields_of(SafeContact)])
def test_a_seal_from_another_womans_row_is_refused(world, file, name):
    other = world.her_file(world.pending())
    theirs = SafeContact.objects.filter(file=other).get()
    hers = file.safe_contact
    put(SafeContact, name, theirs.pk, column(SafeContact, name, hers.pk))
    with pytest.raises(NotItsPlace) as refused:
        getattr(SafeContact.objects.get(pk=theirs.pk), name)
    assert MARKER not in str(refused.value)


def test_a_seal_from_her_own_earlier_row_is_refused_too(world, file):
    """An old address must not come back as the present one."""
    old = file.safe_contacts.exclude(superseded_at=None).get()
    put(SafeContact, "address", file.safe_contact.pk, column(SafeContact, "address", old.pk))
    with pytest.raises(NotItsPlace):
        assert file.safe_contact.address


def test_a_seal_from_another_column_is_refused(world, file):
    now = file.safe_contact
    put(SafeContact, "phone", now.pk, column(SafeContact, "code_word", now.pk))
    with pytest.raises(NotItsPlace):
        assert file.safe_contact.phone


def test_a_file_that_was_moved_to_another_woman_does_not_open(world, file):
    other = world.her_file(world.pending())
    SafeContact.objects.filter(file=other).delete()
    SafeContact.objects.filter(pk=file.safe_contact.pk).update(file=other)
    with pytest.raises(NotItsPlace):
        assert other.safe_contact.phone


@pytest.mark.parametrize("lookup", ["contains", "icontains", "startswith", "iexact", "regex", "gt"])
def test_no_query_looks_into_it(world, lookup):
    with pytest.raises(FieldError):
        SafeContact.objects.filter(**{f"phone__{lookup}": MARKER})


def test_no_query_compares_it_or_writes_it_without_its_row(world, file):
    with pytest.raises(CannotBeSearched, match=r"SafeContact\.phone is sealed") as refused:
        SafeContact.objects.filter(phone=MARKER).exists()
    assert MARKER not in str(refused.value)
    with pytest.raises(CannotBeSearched), transaction.atomic():
        SafeContact.objects.update(phone=MARKER)
    assert SafeContact.objects.filter(email="").count() == 0


def test_a_copy_of_the_rows_stays_sealed(world, file):
    out = io.StringIO()
    call_command("dumpdata", "iss.SafeContact", "iss.PartnerFile", "iss.HerContactAttempt", stdout=out)
    assert MARKER not in out.getvalue()
    assert MARKER not in str(SafeContact.objects.values())
    assert MARKER not in repr(vars(SafeContact.objects.first()))


def test_saving_a_row_that_was_never_looked_at_keeps_its_seals(world, file):
    before = column(PartnerFile, "children_note", file.pk)
    row = PartnerFile.objects.get(pk=file.pk)
    row.language = "Welsh"
    row.save()
    assert column(PartnerFile, "children_note", file.pk) == before


def test_deferred_it_is_fetched_and_opened_when_it_is_asked_for(world, file):
    row = PartnerFile.objects.defer("children_note").get(pk=file.pk)
    assert row.children_note == f"{MARKER} note"
    row.refresh_from_db()
    assert row.children_note == f"{MARKER} note"


def test_a_database_expression_may_copy_only_the_seal(world, file):
    assert MARKER not in str(list(SafeContact.objects.annotate(copied=F("phone")).values("copied")))
