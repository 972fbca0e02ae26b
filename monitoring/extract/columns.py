"""What the files of an extract hold: one table, from which the files, the dictionary and its page are made."""

from dataclasses import dataclass

from monitoring.cohort_files import layout as cohort


@dataclass(frozen=True)
class Column:
    """``holds``: what kind of value; ``coarser``: how it differs from what is recorded, empty where it does not."""

    name: str
    words: str
    holds: str
    coarser: str = ""


@dataclass(frozen=True)
class File:
    name: str
    words: str
    columns: tuple[Column, ...]

    @property
    def header(self) -> list[str]:
        return [column.name for column in self.columns]


DAY, MOMENT = "day, YYYY-MM-DD", "moment, with offset"
MOVED = "Moved with all days of the file, so that the first is the first of its month; days between two stay exact."
MIDNIGHT = "Moved likewise; the time of day is left out."
KEYED = "A keyed reference. Nothing leads back from it."


def _codes(*values: str) -> str:
    return "one of " + ", ".join(values)


def _day(name: str, words: str) -> Column:
    return Column(name, words, DAY, MOVED)


def _moment(name: str, words: str) -> Column:
    return Column(name, words, MOMENT, MIDNIGHT)


REFERRALS = File(
    "referrals.csv",
    "One row for each referral. A duplicate that was merged is none.",
    (
        Column(
            "my_time_ref",
            "The referral. The number in it is the order of one man's referrals.",
            "reference",
            KEYED,
        ),
        Column("person_ref", "The man: the same on each of his referrals.", "reference", KEYED),
        Column("area", "Area of the children's services that referred him.", "name"),
        Column("source", "Where the referral came from.", _codes(*cohort.SOURCES)),
        Column("received_on", "The month it was received: its first day.", DAY, MOVED),
        _moment("contacted_at", "First two-way contact with him."),
        _day("assessment_offered_on", "Day of the first assessment offered."),
        _day("assessment_attended_on", "Day of the assessment he attended."),
        Column("decision", "The decision on this referral.", _codes(*cohort.DECISIONS)),
        _day("decision_on", "Day of the decision."),
        Column(
            "unsuitable_reason", "Why he was found unsuitable.", _codes(*sorted(cohort.UNSUITABLE_REASONS))
        ),
        _day("first_session_offered_on", "Day of the first session offered."),
        Column("sessions_required", "How many sessions his programme has.", "number"),
        Column(
            "sessions_attended",
            "Sessions credited before they were recorded one by one. Counts where sessions.csv has no row of his.",
            "number",
        ),
        _day("completed_on", "Day on which every required session was credited."),
        _day("closed_on", "Day on which the file was closed."),
        Column("close_reason", "Why it was closed.", _codes(*cohort.CLOSE_REASONS)),
        Column("age_at_referral", "His age in years.", "number"),
        Column("ethnicity", "Ethnic group.", "words", "The broad group of the census; own words left out."),
        Column("religion", "Religion.", "words", "The answers of the form; own words left out."),
        Column("additional_needs", "What he needs, between semicolons.", "codes", "Own words left out."),
        Column(
            "children_ages",
            "The children's ages, between semicolons; as many as there are children.",
            "numbers",
            "0 stands for 0 to 4, 5 for 5 to 10, 11 for 11 to 15, 16 for 16 and over.",
        ),
        Column("children_count", "How many children, where their ages are not known.", "number"),
    ),
)
SESSIONS = File(
    "sessions.csv",
    "One row for each man and session. Credited: attended, late, caught_up.",
    (
        Column("my_time_ref", "The referral in referrals.csv.", "reference", KEYED),
        Column("session_ref", "The session: the same for every man who was there.", "reference", KEYED),
        Column("held_on", "Day of the session.", DAY, "Moved with the days of his referral."),
        Column("outcome", "What came of it.", _codes(*cohort.OUTCOMES)),
    ),
)
PARTNERS = File(
    "partners.csv",
    "One row for each partner or former partner who was referred to support.",
    (
        Column("iss_ref", "Her file.", "reference", KEYED),
        Column(
            "my_time_ref",
            "His referral in referrals.csv. Empty: not matched, or his referral is outside the period.",
            "reference",
            KEYED,
        ),
        Column("provider", "The service that supports her.", "name"),
        Column("referred_on", "The month in which she was referred: its first day.", DAY, MOVED),
        _moment("contacted_at", "First two-way contact with her."),
        Column("support", "Kinds of support she had, between semicolons.", _codes(*cohort.SUPPORT)),
        Column("satisfaction", "How satisfied she is with the support, 1 to 5.", "number"),
        Column("health_wellbeing", "Health and wellbeing since the start.", _codes(*cohort.CHANGES)),
        Column("everyday_life", "Everyday life since the start.", _codes(*cohort.CHANGES)),
        Column("safety", "Safety since the start.", _codes(*cohort.CHANGES)),
        _day("closed_on", "Day on which her file was closed."),
    ),
)
TRAINING = File(
    "training.csv",
    "One row for each training of social workers. Nobody in it is a case.",
    (
        Column("held_on", "Day of the training.", DAY),
        Column("area", "Area of those who were trained.", "name"),
        Column("kind", "What it was about.", _codes(*cohort.TRAINING_KINDS)),
        Column("social_workers", "How many took part.", "number"),
    ),
)
MEASURES = File(
    "measures.csv",
    "One row for each measure taken, or not taken for a reason. His and hers are two voices: never average them.",
    (
        Column(
            "ref",
            "Whose: a my_time_ref of referrals.csv or an iss_ref of partners.csv.",
            "reference",
            KEYED,
        ),
        Column("voice", "Who answers.", _codes("his", "hers")),
        Column("stage", "When in the programme.", _codes("initial", "midway", "end", "follow_up")),
        _day("asked_on", "Day on which it was asked. Empty: not asked."),
        Column("why_not", "Why it was not asked.", _codes("unsafe", "declined", "not_reached", "not_due")),
        Column("version", "Version of the questions. Empty: before there were versions.", "number"),
        Column(
            "frequency",
            "How often there was abuse in the last three months, 0 to 3: the mean of the kinds answered.",
            "number",
            "Single answers are left out.",
        ),
        Column("types", "How many of the five kinds of abuse there were, of those answered.", "number"),
        Column("severe", "Whether it came to injury or worse, as she says.", _codes("yes", "no")),
    ),
)

# What a stranger may know of a man: left out unless the purpose needs it. Code: words, and the columns
ABOUT_HIM = {
    "age": ("His age", ("age_at_referral",)),
    "ethnicity": ("His ethnic group", ("ethnicity",)),
    "religion": ("His religion", ("religion",)),
    "needs": ("His additional needs", ("additional_needs",)),
    "children": ("His children: how many, and their ages in bands", ("children_ages", "children_count")),
}
FILES = (REFERRALS, SESSIONS, PARTNERS, TRAINING, MEASURES)
DICTIONARY = "dictionary.csv"
DICTIONARY_HEADER = ["file", "column", "what it is", "holds", "made coarser"]


def dictionary() -> list[list[str]]:
    """Rows under DICTIONARY_HEADER: every column of every file. An empty cell is "not recorded" everywhere."""
    return [
        [file.name, column.name, column.words, column.holds, column.coarser]
        for file in FILES
        for column in file.columns
    ]
