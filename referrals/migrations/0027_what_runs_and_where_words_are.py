"""What runs of a file, and where its words are: two columns that triggers keep, so that no act can forget them.

``owes``: a promise of his runs. Lists and home pages ask for files that are open or owe something; asked of the promises,
that is a look at every file that there ever was. ``area`` of a word: a search in one area looked at every word there is.
Each trigger takes the file's row first: who changes the same file at the same moment is waited for, and then seen.

Each operation is a transaction of its own: people work on these tables meanwhile. The trigger of the history is replaced
in one go, and is never missing.
"""

import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models

RUNS = "{0}.kept_at is null and {0}.stopped_at is null and {0}.excused_at is null"
OLD, NEW = RUNS.format("old"), RUNS.format("new")
OWES = f"""
create function referrals_file_owes() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
declare
    files bigint[] := array[case when tg_op <> 'INSERT' then old.referral_id end,
                            case when tg_op <> 'DELETE' then new.referral_id end];
    file bigint;
begin
    for file in select distinct one from unnest(files) one where one is not null order by one loop
        perform from referrals_referral where id = file for no key update;
        update referrals_referral set owes = not owes where id = file and owes <> exists (
            select from referrals_deadline d where d.referral_id = file and {RUNS.format("d")}
        );
    end loop;
    return null;
end $$;
revoke execute on function referrals_file_owes() from public;
create trigger owes_insert after insert on referrals_deadline for each row
    when ({NEW}) execute function referrals_file_owes();
create trigger owes_update after update of kept_at, stopped_at, excused_at, referral_id on referrals_deadline for each row
    when (old.referral_id <> new.referral_id or ({OLD}) <> ({NEW})) execute function referrals_file_owes();
create trigger owes_delete after delete on referrals_deadline for each row
    when ({OLD}) execute function referrals_file_owes();
"""
WORD = """
create function referrals_word_where() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
begin
    select area_id into new.area_id from referrals_referral where id = new.referral_id for share;
    return new;
end $$;
revoke execute on function referrals_word_where() from public;
create trigger word_where before insert on referrals_searchword for each row
    execute function referrals_word_where();
"""
FOLLOW = """
create function referrals_words_follow() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
begin
    update referrals_searchword set area_id = new.area_id where referral_id = new.id;
    return null;
end $$;
revoke execute on function referrals_words_follow() from public;
create trigger words_follow after update of area_id on referrals_referral for each row
    when (old.area_id is distinct from new.area_id) execute function referrals_words_follow();
"""


class _Replaced(pgtrigger.migrations.RemoveTrigger):
    """It goes as the one after it takes its place, and not before."""

    def database_forwards(self, app_label, schema_editor, from_state, to_state):
        pass


class Migration(migrations.Migration):
    atomic = False
    dependencies = [
        ("accounts", "0008_each_role_its_own_policies"),
        ("referrals", "0026_kept_back_from_others"),
    ]

    operations = [
        migrations.AddField(
            model_name="referral",
            name="owes",
            field=models.BooleanField(db_default=False, default=False, editable=False),
        ),
        migrations.AddField(
            model_name="searchword",
            name="area",
            field=models.ForeignKey(
                db_constraint=False,
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to="accounts.area",
            ),
        ),
        _Replaced(model_name="referral", name="update_update"),
        pgtrigger.migrations.AddTrigger(
            model_name='referral',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."abuse" IS DISTINCT FROM (NEW."abuse") OR OLD."accepts_responsibility" IS DISTINCT FROM (NEW."accepts_responsibility") OR OLD."acknowledged_at" IS DISTINCT FROM (NEW."acknowledged_at") OR OLD."age_at_referral" IS DISTINCT FROM (NEW."age_at_referral") OR OLD."area_id" IS DISTINCT FROM (NEW."area_id") OR OLD."assessment_attended_date" IS DISTINCT FROM (NEW."assessment_attended_date") OR OLD."assessment_offered_date" IS DISTINCT FROM (NEW."assessment_offered_date") OR OLD."availability" IS DISTINCT FROM (NEW."availability") OR OLD."came_from" IS DISTINCT FROM (NEW."came_from") OR OLD."children_ages" IS DISTINCT FROM (NEW."children_ages") OR OLD."children_count" IS DISTINCT FROM (NEW."children_count") OR OLD."close_note" IS DISTINCT FROM (NEW."close_note") OR OLD."close_reason" IS DISTINCT FROM (NEW."close_reason") OR OLD."closed_date" IS DISTINCT FROM (NEW."closed_date") OR OLD."completed_date" IS DISTINCT FROM (NEW."completed_date") OR OLD."contacted_at" IS DISTINCT FROM (NEW."contacted_at") OR OLD."counter_allegation" IS DISTINCT FROM (NEW."counter_allegation") OR OLD."counter_reviewed_by_iss" IS DISTINCT FROM (NEW."counter_reviewed_by_iss") OR OLD."counter_reviewed_by_my_time" IS DISTINCT FROM (NEW."counter_reviewed_by_my_time") OR OLD."decision" IS DISTINCT FROM (NEW."decision") OR OLD."decision_date" IS DISTINCT FROM (NEW."decision_date") OR OLD."destroyed_at" IS DISTINCT FROM (NEW."destroyed_at") OR OLD."eligibility_override" IS DISTINCT FROM (NEW."eligibility_override") OR OLD."eligibility_warnings" IS DISTINCT FROM (NEW."eligibility_warnings") OR OLD."first_attempt_at" IS DISTINCT FROM (NEW."first_attempt_at") OR OLD."first_session_offered_date" IS DISTINCT FROM (NEW."first_session_offered_date") OR OLD."hold_review_date" IS DISTINCT FROM (NEW."hold_review_date") OR OLD."holder_id" IS DISTINCT FROM (NEW."holder_id") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."imported" IS DISTINCT FROM (NEW."imported") OR OLD."man_id" IS DISTINCT FROM (NEW."man_id") OR OLD."merged_into_id" IS DISTINCT FROM (NEW."merged_into_id") OR OLD."misses_count_from" IS DISTINCT FROM (NEW."misses_count_from") OR OLD."passed_on_at" IS DISTINCT FROM (NEW."passed_on_at") OR OLD."received_at" IS DISTINCT FROM (NEW."received_at") OR OLD."received_date" IS DISTINCT FROM (NEW."received_date") OR OLD."reference" IS DISTINCT FROM (NEW."reference") OR OLD."referrer_id" IS DISTINCT FROM (NEW."referrer_id") OR OLD."risk_known" IS DISTINCT FROM (NEW."risk_known") OR OLD."risk_level" IS DISTINCT FROM (NEW."risk_level") OR OLD."sessions_attended" IS DISTINCT FROM (NEW."sessions_attended") OR OLD."sessions_required" IS DISTINCT FROM (NEW."sessions_required") OR OLD."source" IS DISTINCT FROM (NEW."source") OR OLD."status" IS DISTINCT FROM (NEW."status") OR OLD."strangulation" IS DISTINCT FROM (NEW."strangulation") OR OLD."strangulation_signed_off_by_id" IS DISTINCT FROM (NEW."strangulation_signed_off_by_id") OR OLD."team_id" IS DISTINCT FROM (NEW."team_id") OR OLD."unsuitable_reason" IS DISTINCT FROM (NEW."unsuitable_reason") OR OLD."willing_to_change" IS DISTINCT FROM (NEW."willing_to_change"))', func='INSERT INTO "referrals_referralevent" ("abuse", "accepts_responsibility", "acknowledged_at", "age_at_referral", "area_id", "assessment_attended_date", "assessment_offered_date", "availability", "came_from", "children_ages", "children_count", "close_note", "close_reason", "closed_date", "completed_date", "contacted_at", "counter_allegation", "counter_reviewed_by_iss", "counter_reviewed_by_my_time", "decision", "decision_date", "destroyed_at", "eligibility_override", "eligibility_warnings", "first_attempt_at", "first_session_offered_date", "hold_review_date", "holder_id", "id", "imported", "man_id", "merged_into_id", "misses_count_from", "passed_on_at", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "received_at", "received_date", "reference", "referrer_id", "risk_known", "risk_level", "sessions_attended", "sessions_required", "source", "status", "strangulation", "strangulation_signed_off_by_id", "team_id", "unsuitable_reason", "willing_to_change") VALUES (NEW."abuse", NEW."accepts_responsibility", NEW."acknowledged_at", NEW."age_at_referral", NEW."area_id", NEW."assessment_attended_date", NEW."assessment_offered_date", NEW."availability", NEW."came_from", NEW."children_ages", NEW."children_count", NEW."close_note", NEW."close_reason", NEW."closed_date", NEW."completed_date", NEW."contacted_at", NEW."counter_allegation", NEW."counter_reviewed_by_iss", NEW."counter_reviewed_by_my_time", NEW."decision", NEW."decision_date", NEW."destroyed_at", NEW."eligibility_override", NEW."eligibility_warnings", NEW."first_attempt_at", NEW."first_session_offered_date", NEW."hold_review_date", NEW."holder_id", NEW."id", NEW."imported", NEW."man_id", NEW."merged_into_id", NEW."misses_count_from", NEW."passed_on_at", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."received_at", NEW."received_date", NEW."reference", NEW."referrer_id", NEW."risk_known", NEW."risk_level", NEW."sessions_attended", NEW."sessions_required", NEW."source", NEW."status", NEW."strangulation", NEW."strangulation_signed_off_by_id", NEW."team_id", NEW."unsuitable_reason", NEW."willing_to_change"); RETURN NULL;', hash='ab56ecebf1d57f1a942754633b9995360d4438f1', operation='UPDATE', pgid='pgtrigger_update_update_223e7', table='referrals_referral', when='AFTER')),
        ),
        migrations.RunSQL(OWES, "drop function referrals_file_owes() cascade"),
        migrations.RunSQL(WORD, "drop function referrals_word_where() cascade"),
        migrations.RunSQL(FOLLOW, "drop function referrals_words_follow() cascade"),
    ]
