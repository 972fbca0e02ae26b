"""Indexes of what pages look for in tables that grow: without them a home page reads every promise there ever was.

Partial where what is looked for is a small part: what runs, what waits, what nobody has opened. Made beside the running
site, without holding up who writes. docs/performance.md says which page each is for.
"""

from django.db import migrations

RUNS = "kept_at is null and stopped_at is null and excused_at is null"
NEWEST = "(coalesce(received_date, '0001-01-01'::date)) desc, id desc"
INDEXES = {
    "attendance_in_distress": "programme_attendance (distress_at) where distress_at is not null",
    "registers_that_run": f"programme_deadline (due_at, session_id) where {RUNS}",
    "his_promises_that_run": f"referrals_deadline (due_at, referral_id) where {RUNS}",
    "counter_allegations": "referrals_referral (id) where counter_allegation",
    "referrals_not_passed_on": f"referrals_referral ({NEWEST}) where passed_on_at is null",
    "referrals_of_an_area": f"referrals_referral (area_id, {NEWEST})",
    "referrals_of_a_team": f"referrals_referral (team_id, {NEWEST})",
    "notices_not_opened": "alerts_notice (person_id, id) where seen_at is null",
    "notices_to_answer": "alerts_notice (person_id, id)"
    " where must_acknowledge and acknowledged_at is null and answered_at is null",
    "steps_by_moment": "referrals_statuschange (at)",
}


class Migration(migrations.Migration):
    atomic = False
    dependencies = [
        ("programme", "0010_letters"),
        ("referrals", "0021_words_of_the_files_there"),
        ("alerts", "0009_what_could_not_be_delivered"),
    ]
    operations = [
        migrations.RunSQL(
            f"create index concurrently if not exists {name} on {what}",
            f"drop index concurrently if exists {name}",
        )
        for name, what in INDEXES.items()
    ]
