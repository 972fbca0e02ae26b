"""The promises of the pathway: what is owed, by whom. How long each one lasts is a dated row (``PromiseRule``)."""

from django.db import models


class Promise(models.TextChoices):
    ACKNOWLEDGE = "acknowledge", "Acknowledge the referral"
    CONTACT_HIM = "contact_him", "Contact him"
    OFFER_ASSESSMENT = "offer_assessment", "Offer an assessment"
    CONTACT_HER = "contact_her", "Contact her safely"
    FIND_SAFE_MOMENT = "find_safe_moment", "Look again for a safe moment to contact her"
    JOINT_DISCUSSION = "joint_discussion", "Hold the joint case discussion"
    COMMENCE_HIM = "commence_him", "Enrol him and confirm the first session"
    COMMENCE_HER = "commence_her", "Open her support"
    REGISTER = "register", "Take the register"
    ANSWER_DISTRESS = "answer_distress", "Answer the distress alert"
    JOINT_REVIEW = "joint_review", "Hold the monthly joint case review"
    INITIAL_MEASURES = "initial_measures", "Record the initial measures"
    MIDWAY_MEASURES = "midway_measures", "Record the midway measures"
    END_MEASURES = "end_measures", "Record the end measures"
    FOLLOW_UP_MEASURES = "follow_up_measures", "Record the six-month follow-up"
    MIDWAY_REPORT = "midway_report", "Issue the midway report"
    COMPLETION_REPORT = "completion_report", "Issue the completion report"
    REFER_BACK = "refer_back", "Social worker acknowledges the referral back"
    CSC_REVIEW = "csc_review", "Record the children's services plan"
    WRITTEN_AGREEMENT = "written_agreement", "Record the written agreement"
    WRITTEN_AT_ONCE = "written_at_once", "Record the written agreement once he has started"
    ANSWER_REQUEST = "answer_request", "Answer what My Time asks"
    CONFIRM_PLAN = "confirm_plan", "Ask children's services about the children's plan"
    REVIEW_RISK = "review_risk", "Review the risk after an incident"
    TELL_OTHERS = "tell_others", "Tell the other professionals that his file has ended"
    REASSESS_DASH = "reassess_dash", "Go through the DASH with her again"
    REVIEW_DASH = "review_dash", "Go through the DASH again after three months"
    REFER_TO_MARAC = "refer_to_marac", "Refer to MARAC, or record why not"
    MARAC_OUTCOME = "marac_outcome", "Record what the MARAC decided"
    MARAC_ACTIONS = "marac_actions", "Do what the MARAC agreed"
    ACT_ON_RECOMMENDATION = "act_on_recommendation", "Answer what was recommended for her"
    TABLE_ACTION = "table_action", "Do what was agreed at the joint table"
    SUPPORT_REVIEW = "support_review", "Look at her support together"
    SUPPORT_YEAR = "support_year", "Decide how twelve months of support end"
    CHECK_RETURN = "check_return", "Check your part of the quarterly return"
    SIGN_RETURN = "sign_return", "Sign off the quarterly return"
    ANSWER_FOI = "answer_foi", "Answer the freedom-of-information request"
    REVIEW_GLASS = "review_glass", "Review what was opened in an emergency"
    ANSWER_ACCESS = "answer_access", "Give the person their copy"
    # Counted back from the last time, and so never a clock of its own: it says who is shown as not in touch lately
    KEEP_IN_TOUCH = "keep_in_touch", "Be in touch with her"


class Unit(models.TextChoices):
    HOURS = "hours", "hours"
    DAYS = "days", "days of 24 hours"
    WORKING_DAYS = "working_days", "working days"
    CALENDAR_MONTHS = "calendar_months", "calendar months"

    @property
    def singular(self):
        return self.value.replace("_", " ").removesuffix("s")


class OwedBy(models.TextChoices):
    SPOC = "spoc", "SPOC"
    FACILITATORS = "facilitators", "Facilitators of the area"
    SESSION_FACILITATORS = "session_facilitators", "The session's facilitators"
    MY_TIME = "my_time", "My Time"
    ISS = "iss", "ISS provider"
    BOTH = "both", "My Time and the ISS provider"
    SOCIAL_WORKER = "social_worker", "Social worker"
    REFERRER_FIRST = "referrer_first", "Social worker, then the facilitators"
    PROVIDERS = "providers", "My Time and each ISS provider, its own"
    OPCC = "opcc", "OPCC staff"
    DPO = "dpo", "Data-protection officer"
    REVIEWERS = "reviewers", "The owner’s manager and the data-protection officer"
