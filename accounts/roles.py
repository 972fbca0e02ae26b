"""The access policy on one page: who may do what.

Which rows a person may see is said by each model's ``visible_to``; when a thing may be done is said by
``referrals.statuses`` and the rules of each room. Source: pathway.md section 1.
"""

from functools import wraps

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.db import models


class Role(models.TextChoices):
    SOCIAL_WORKER = "social_worker", "Social worker"
    SPOC = "spoc", "Single point of contact"
    FACILITATOR = "facilitator", "Facilitator"
    MANAGER = "manager", "My Time manager"
    ISS_WORKER = "iss_worker", "ISS worker"
    ISS_MANAGER = "iss_manager", "ISS manager"
    OPCC = "opcc", "OPCC staff"
    ADMINISTRATOR = "administrator", "Administrator"
    DPO = "dpo", "Data-protection officer"


class Permission(models.TextChoices):
    # The front door
    REFER = "refer", "refer a man and follow the referral"
    MESSAGE = "message", "read and write messages about a referral"
    REASSIGN = "reassign", "give a social worker's referrals to another"
    ANSWER_RETURN = "answer_return", "acknowledge a referral back and record the children's services plan"
    ANSWER_REQUEST = "answer_request", "answer what My Time asks about a referral"
    ACKNOWLEDGE = "acknowledge", "acknowledge a referral and pass it on"
    MERGE = "merge", "merge a duplicate referral"
    CONFIRM_PLAN = "confirm_plan", "record what children's services say of the plan of a self-referral"
    SEE_HELD_DETAILS = "see_held_details", "see what is held of her before it is released"
    # His file
    SEE_HIS_FILES = "see_his_files", "see his-side files"
    SEE_HIS_CONTENT = "see_his_content", "see what was said and found in his-side files"
    CONTACT_HIM = "contact_him", "contact him"
    RECORD_AGREEMENT = "record_agreement", "record his agreement and add the signed form"
    ASK_REFERRER = "ask_referrer", "ask the referrer for what is missing"
    ASSESS = "assess", "offer assessments and decide at assessment"
    CLOSE_FILE = "close_file", "close a file or put it on hold"
    REOPEN = "reopen", "reopen a closed file"
    # The programme
    SEE_GROUPS = "see_groups", "see groups and sessions"
    RUN_SESSIONS = "run_sessions", "take registers and run sessions"
    ALLOCATE = "allocate", "enrol a man in a group and make groups"
    MANAGE_PROGRAMME = "manage_programme", "change programme versions, venues and days closed"
    # Her file
    SEE_HER_FILES = "see_her_files", "see her files of the provider"
    WORK_HER_FILE = "work_her_file", "contact and support her"
    ALLOCATE_HER_FILE = "allocate_her_file", "allocate her file to a worker"
    # Where both meet
    JOINT_TABLE = "joint_table", "take part in joint discussions and reviews"
    MY_TIME_AT_TABLE = "my_time_at_table", "record My Time's side of the joint table"
    ISS_AT_TABLE = "iss_at_table", "record the ISS side of the joint table"
    TABLE_ACTION = "table_action", "do what was agreed at the joint table"
    REPORT_INCIDENT = "report_incident", "report an incident or escalation"
    TELL_INCIDENT = "tell_incident", "tell both services of an incident"
    CORRECT_INCIDENT = "correct_incident", "correct an incident that one's own side reported"
    WRITE_REPORT = "write_report", "write midway and completion reports"
    COUNTER_ALLEGATION = "counter_allegation", "flag and review a counter-allegation"
    # Other services
    SEE_DIRECTORY = "see_directory", "see the directory of other services"
    KEEP_DIRECTORY = "keep_directory", "add, change, verify and close services in the directory"
    REFER_ON = "refer_on", "refer a man on to another service"
    # Numbers, settings, the trail
    SEE_FIGURES = "see_figures", "see the figures"
    SEE_AREA_FIGURES = "see_area_figures", "see the figures of your own area"
    SEE_CASES_BEHIND = "see_cases_behind", "see the cases behind a figure"
    KEEP_TRAINING = "keep_training", "keep the register of training"
    RELEASE_FIGURES = "release_figures", "release figures to somebody outside"
    SET_TARGETS = "set_targets", "set targets"
    SEE_RETURNS = "see_returns", "see quarterly returns"
    CHECK_RETURN = "check_return", "check your own part of the quarterly return"
    CASE_STUDY = "case_study", "write and check case studies for the quarterly return"
    SIGN_RETURN = "sign_return", "draft and sign off quarterly returns"
    ANSWER_FOI = "answer_foi", "answer freedom-of-information requests"
    SEE_EXTRACTS = "see_extracts", "see what was extracted for evaluators"
    KEEP_OTHER_COUNTS = "keep_other_counts", "enter what other services have counted"
    SEE_QUALITY = "see_quality", "see what is missing, late or contradictory"
    ASK_EXTRACT = "ask_extract", "ask for an evaluator's extract"
    DECIDE_EXTRACT = "decide_extract", "decide on an evaluator's extract and hand it over"
    MANAGE_PEOPLE = "manage_people", "manage people, organisations and areas"
    MANAGE_SETTINGS = "manage_settings", "change timescales for the future"
    MANAGE_INSTRUMENTS = "manage_instruments", "publish a new version of the questions that are asked"
    SEE_TRAIL = "see_trail", "read the trail"
    SEE_READERS = "see_readers", "see who has opened a file"
    BREAK_GLASS = "break_glass", "open a file that is not yours in an emergency"
    REVIEW_GLASS = "review_glass", "review what was opened in an emergency"
    SEE_COPIES = "see_copies", "see requests of people for a copy of their record"
    TAKE_COPY_REQUEST = "take_copy_request", "record that somebody asks for a copy of their record"
    PREPARE_COPY = "prepare_copy", "prepare and give somebody a copy of their record"
    REVIEW_RETENTION = "review_retention", "decide what becomes of records whose time is over"
    KEEP_RETENTION = "keep_retention", "change for how long records are kept"
    SEE_GLASS = "see_glass", "see what was opened in an emergency"
    RESTRICT = "restrict", "say who alone may open a file"


P = Permission
_HIS_FILE = {P.SEE_HIS_FILES, P.SEE_HIS_CONTENT, P.CONTACT_HIM, P.ASSESS, P.CLOSE_FILE, P.REPORT_INCIDENT}
_HIS_FILE |= {
    P.CORRECT_INCIDENT,
    P.MESSAGE,
    P.RECORD_AGREEMENT,
    P.ASK_REFERRER,
    P.CONFIRM_PLAN,
    P.TABLE_ACTION,
}
_EMERGENCY = {P.BREAK_GLASS, P.SEE_GLASS}
_PROGRAMME = {P.SEE_GROUPS, P.RUN_SESSIONS, P.WRITE_REPORT}
_OTHER_SERVICES = {P.SEE_DIRECTORY, P.REFER_ON}
_HER_FILE = {P.SEE_HER_FILES, P.WORK_HER_FILE, P.JOINT_TABLE, P.ISS_AT_TABLE, P.REPORT_INCIDENT}
_HER_FILE |= {P.CORRECT_INCIDENT, P.SEE_DIRECTORY, P.TABLE_ACTION, P.SEE_QUALITY, P.CASE_STUDY}

GRANTS = {
    Role.SOCIAL_WORKER: frozenset(
        {P.REFER, P.ANSWER_RETURN, P.ANSWER_REQUEST, P.RECORD_AGREEMENT, P.SEE_HIS_FILES, P.MESSAGE}
        | {P.TELL_INCIDENT, P.CORRECT_INCIDENT, P.SEE_AREA_FIGURES, P.SEE_CASES_BEHIND}
        | _OTHER_SERVICES
        | _EMERGENCY
    ),
    Role.SPOC: frozenset(
        {P.SEE_HIS_FILES, P.SEE_HIS_CONTENT, P.ACKNOWLEDGE, P.MERGE, P.CLOSE_FILE, P.SEE_HELD_DETAILS}
        | {P.MESSAGE, P.ASK_REFERRER, P.CONFIRM_PLAN, P.CASE_STUDY}
        | {P.KEEP_TRAINING}
        | _OTHER_SERVICES
        | _EMERGENCY
    ),
    Role.FACILITATOR: frozenset(
        _HIS_FILE | _PROGRAMME | _OTHER_SERVICES | _EMERGENCY | {P.ALLOCATE, P.SEE_QUALITY, P.CASE_STUDY}
    ),
    Role.MANAGER: frozenset(
        _HIS_FILE
        | _PROGRAMME
        | _OTHER_SERVICES
        | {P.KEEP_DIRECTORY}
        | {P.ACKNOWLEDGE, P.MERGE, P.REOPEN, P.ALLOCATE, P.JOINT_TABLE, P.MY_TIME_AT_TABLE, P.SEE_FIGURES}
        | {P.SEE_READERS, P.COUNTER_ALLEGATION, P.REASSIGN, P.MANAGE_PROGRAMME}
        | {P.REVIEW_GLASS, P.SEE_GLASS, P.SEE_COPIES, P.TAKE_COPY_REQUEST, P.PREPARE_COPY, P.REVIEW_RETENTION}
        | {P.SEE_CASES_BEHIND, P.KEEP_TRAINING, P.RESTRICT}
        | {P.SEE_EXTRACTS, P.ASK_EXTRACT, P.SEE_QUALITY, P.SEE_RETURNS, P.CHECK_RETURN, P.CASE_STUDY}
    ),
    Role.ISS_WORKER: frozenset(_HER_FILE | _EMERGENCY | {P.SEE_COPIES}),
    Role.ISS_MANAGER: frozenset(
        _HER_FILE
        | _EMERGENCY
        | {
            P.REVIEW_GLASS,
            P.SEE_COPIES,
            P.TAKE_COPY_REQUEST,
            P.PREPARE_COPY,
            P.REVIEW_RETENTION,
            P.ALLOCATE_HER_FILE,
            P.RESTRICT,
            P.SEE_READERS,
            P.SEE_FIGURES,
            P.SEE_CASES_BEHIND,
            P.COUNTER_ALLEGATION,
            P.CHECK_RETURN,
            P.SEE_RETURNS,
        }
    ),
    Role.OPCC: frozenset(
        {P.SEE_FIGURES, P.RELEASE_FIGURES, P.SET_TARGETS, P.SEE_DIRECTORY}
        | {
            P.KEEP_OTHER_COUNTS,
            P.SEE_QUALITY,
            P.SEE_EXTRACTS,
            P.ASK_EXTRACT,
            P.SEE_RETURNS,
            P.SIGN_RETURN,
            P.ANSWER_FOI,
        }
    ),
    Role.ADMINISTRATOR: frozenset(
        {P.MANAGE_PEOPLE, P.MANAGE_SETTINGS, P.MANAGE_INSTRUMENTS, P.MANAGE_PROGRAMME, P.REASSIGN}
        | {P.SEE_DIRECTORY, P.KEEP_DIRECTORY}
    ),
    Role.DPO: frozenset(
        {
            P.SEE_COPIES,
            P.TAKE_COPY_REQUEST,
            P.REVIEW_RETENTION,
            P.KEEP_RETENTION,
            P.SEE_TRAIL,
            P.SEE_EXTRACTS,
            P.DECIDE_EXTRACT,
            P.REVIEW_GLASS,
            P.SEE_GLASS,
        }
    ),
}


def requires(permission):
    """Let a view run only for those whose role carries ``permission``; 403 with the reason for others."""

    def decorate(view):
        @wraps(view)
        @login_required
        def guarded(request, *args, **kwargs):
            if not request.user.may(permission):
                role = request.user.get_role_display()
                raise PermissionDenied(f"Your role ({role}) does not let you {permission.label}.")
            return view(request, *args, **kwargs)

        guarded.permission = permission
        return guarded

    return decorate
