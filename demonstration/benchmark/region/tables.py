"""The tables that are filled, and the columns of each that are not the same in every row."""

import iss.models
from alerts.models import Alert, Notice
from audit.models import Entry
from iss.models import HerMeasure, PartnerFile, Support
from programme.models import Attendance, Enrolment, Session
from programme.models import Deadline as Register
from referrals.models import ContactAttempt, Deadline, HisMeasure, Man, Referral, SearchWord, StatusChange

from .writing import Table

CLOCK = ("promise", "started_at", "due_at", "kept_at", "stopped_at", "rule_id")
REFERRAL = (
    *("id", "reference", "man_id", "area_id", "source", "referrer_id", "team_id", "holder_id", "status"),
    *("came_from", "age_at_referral", "children_count", "received_date", "received_at", "acknowledged_at"),
    *("passed_on_at", "contacted_at", "assessment_offered_date", "assessment_attended_date", "decision"),
    *("decision_date", "unsuitable_reason", "first_session_offered_date", "sessions_required"),
    *("completed_date", "closed_date", "close_reason"),
)


class Tables:
    def __init__(self):
        self.men = Table(
            Man,
            *(
                "reference",
                "first_name",
                "last_name",
                "date_of_birth",
                "ethnicity",
                "religion",
                "additional_needs",
            ),
        )
        self.referrals = Table(Referral, *REFERRAL)
        self.promises = Table(Deadline, "referral_id", *CLOCK)
        self.contacts = Table(ContactAttempt, "referral_id", "at", "channel", "two_way", "by_id", "note")
        self.steps = Table(StatusChange, "referral_id", "from_status", "to_status", "at", "by_id")
        self.his_measures = Table(
            HisMeasure, *("referral_id", "stage", "asked_date", "version_id", "at", "by_id", "answers")
        )
        self.words = Table(SearchWord, "token", "newest", "referral_id", "area_id")
        self.sessions = Table(Session, "reference", "group_id", "starts_at", "ends_at", "state")
        self.registers = Table(Register, "session_id", *CLOCK[:3], "kept_at", "rule_id")
        self.attendance = Table(Attendance, "session_id", "referral_id", "outcome", "by_id", "at")
        self.enrolments = Table(
            Enrolment,
            *("referral_id", "group_id", "version_id", "first_session_id", "at", "by_id", "ended_at"),
        )
        self.partners = Table(
            PartnerFile,
            *(
                "id",
                "reference",
                "referral_id",
                "area_id",
                "provider_id",
                "worker_id",
                "status",
                "first_name",
            ),
            *(
                "referred_date",
                "released_at",
                "contacted_at",
                "support_opened_at",
                "closed_date",
                "satisfaction",
            ),
            *("health_wellbeing", "everyday_life", "safety"),
        )
        self.her_promises = Table(iss.models.Deadline, "partner_file_id", *CLOCK)
        self.support = Table(Support, "file_id", "kind", "date", "minutes", "by_id", "at")
        self.her_measures = Table(
            HerMeasure, *("file_id", "stage", "asked_date", "version_id", "at", "by_id", "callouts", "row")
        )
        self.alerts = Table(Alert, "kind", "key", "about_model", "about_id", "because", "at")
        self.notices = Table(
            Notice, *("alert_id", "person_id", "reference", "path", "seen_at", "mail_due_at", "mailed_at")
        )
        self.trail = Table(Entry, *("at", "act", "actor_id", "about_model", "about_id", "reference", "mark"))

    @property
    def all(self):
        return list(vars(self).values())

    def close(self):
        for table in self.all:
            table.close()
