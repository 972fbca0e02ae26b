"""What was decided where the sources are silent [D], or what a standard asks; what an operator may change comes from the
environment (docs/operating.md). Timescales are rows that an administrator changes; these are not promises.
"""

import os
from datetime import time, timedelta

from dvpp.proclaimed import days_from

# Signing in

# [D] A session ends after so long without anything done, after a warning so long before, and in any case after a working
# day. What is typed counts as done (static/js/session.js)
IDLE_ENDS_AFTER = timedelta(minutes=float(os.environ.get("DVPP_IDLE_MINUTES", "15")))
IDLE_WARNED_BEFORE = min(timedelta(minutes=2), IDLE_ENDS_AFTER / 2)
SESSION_ENDS_AFTER = timedelta(hours=12)
# How often it is written down that a session is used, and for how long where somebody was signed in is kept
SEEN_AGAIN_AFTER = timedelta(seconds=20)
SESSIONS_KEPT_FOR = timedelta(days=90)
# [D] How long the link of an invitation works, and that of a password reset
INVITATION_LASTS = timedelta(days=int(os.environ.get("DVPP_INVITATION_LASTS_DAYS", "3")))
PASSWORD_RESET_TIMEOUT = 3600
# [D] An account that nobody signs in to is closed after so many days, told of it so many days before; 0 closes none
UNUSED_CLOSES_AFTER = timedelta(days=int(os.environ.get("DVPP_UNUSED_CLOSES_DAYS", "90")))
UNUSED_WARNED_BEFORE = timedelta(days=14)
# Attempts, counted by account and by address: a whole office signs in from one address. What is guessed is guessed at
# one account; what is tried at many accounts comes from few addresses
ACCOUNT_RATE_LIMITS = {
    "login": "120/m/ip",
    "login_failed": "30/m/ip,5/5m/key",
    "reset_password": "20/m/ip,3/15m/key",
    "reset_password_from_key": "20/m/ip",
    "change_password": "5/m/user",
    "reauthenticate": "10/m/user",
}
MFA_RATE_LIMITS = {"webauthn_login": "30/m/ip"}
LOCKED_OUT_FOR = timedelta(minutes=5)

# Signed out

# What may be asked without signing in, and how often within so many seconds: from one address (a whole office, or
# everybody on one mobile network), and by everybody together [D]
PUBLIC_RATE_LIMITS = {
    "print": {"address": (120, 3600), "everybody": (2000, 3600)},
    "self_referral": {"address": (20, 3600), "everybody": (200, 3600)},
    "questions": {"address": (240, 3600), "everybody": (4000, 3600)},
    "policy_reports": {"address": (60, 3600), "everybody": (600, 3600)},
}

# On the programme

# [D] A register that was marked and never finished is recorded so long after the session and the last tap
REGISTER_FINISHES_ITSELF_AFTER = timedelta(hours=1)
# [D] A topic at which so many notable emotional responses were flagged in so many days has upset men before
UPSETTING_TOPIC = {"flags": 2, "days": 730}
# [D] How far ahead a session of another group is looked for at which he can catch up
CATCH_UP_WITHIN = timedelta(weeks=8)
# [D] How far back the session lies at which it is recorded that he has caught up
CATCH_UP_RECORDED_WITHIN = timedelta(weeks=8)
# [D] A session that begins at this time or later is an evening one
EVENING_BEGINS = time(17)
# The Home Office's typology asks at least so many weeks of a behaviour-change programme
BEHAVIOUR_CHANGE_WEEKS = 22
# [D] From how many men a group is worth its evening
FEW_MEN = 5
# [D] The signs that a man may be about to leave (programme/managing/leaving.py)
LEAVING_SIGNS = {"waits_days": 14, "late_of_last_four": 2, "no_contact_days": 28}

# Measures

# [D] How many days before the day it hangs on each of his measures counts as taken then; how many days after is a timescale
MEASURE_DAYS_EARLY = {"initial": 14, "midway": 21, "end": 14, "follow_up": 30}
# [D] How long his questions stay open on a screen that was handed to him, and by a link
QUESTIONS_LAST = {"screen": timedelta(hours=1), "own_device": timedelta(days=7)}
# Where the link leads: an address of its own that names nothing, where there is one
QUESTIONS_URL = os.environ.get("DVPP_QUESTIONS_URL", "")

# Writing to him

# What no text to him may say, whatever language it is in: parts of words, in small letters
TEXTS_NEVER_SAY = (
    *("programme", "program", "my time", "dvpp", "abus", "violen", "domest", "perpetrat", "partner"),
    *("group", "course", "session", "probation", "women", "police", "przemoc", "program", "grupa", "partner"),
    *("violenț", "agresor", "grup", "dhuna", "abuz", "насил", "програм", "груп"),
    *("تشدد", "پروگرام", "ہنسا", "ਹਿੰਸਾ", "ਪ੍ਰੋਗਰਾਮ", "সহিংস", "হিংসা", "العنف", "برنامج"),
)
# [D] How long a letter is owed after what it is about
LETTERS_OWED_FOR = timedelta(days=28)
# What no letter to him may say, whoever types it; what it may say only after somebody has looked at it; and words with
# which sentences open, which are nobody's name: in small letters
LETTERS_NEVER_SAY = (
    *("marac", "dash", "safety plan", "safe contact", "risk assessment", "code word", "cover name", "idva"),
    *(
        "women's aid",
        "women’s aid",
        "haven",
        "integrated support service",
        "iss",
        "refuge",
        "victim",
        "survivor",
    ),
)
LETTERS_ASK_ABOUT = (
    *("she", "her", "hers", "herself", "partner", "ex-partner", "ex", "wife", "girlfriend", "mother", "mum"),
    *("children", "child", "son", "daughter", "police", "abuse", "violence", "violent", "support worker"),
)
LETTERS_OPEN_WITH = frozenset(
    "a after all also and any april as at august be because before both bring but by call christmas come dear december "
    "during each easter english every february for friday from given hello how however i i'd i'll i'm i've i’d i’ll i’m "
    "i’ve if in instead it its january july june let many march may monday my new no nobody not november october of on "
    "once one or our please ring saturday second see september since so some sunday tell thank thanks that the their "
    "then there these they this those thursday time to today tomorrow tuesday until we we'll we’ll we've we’ve wednesday what "
    "when where which while who will with would yes you you'll you’ll your yours".split()
)
# [D] The hours of the day, London time, in which he may be written to: from the first, before the second
TEXT_HOURS = tuple(int(hour) for hour in os.environ.get("DVPP_TEXT_HOURS", "9-19").split("-"))

# What social workers say

# [D] How long after a file has ended its social worker is asked, once; and from how many answers a sum is shown outside
PULSE_ASKED_FOR = timedelta(days=60)
PULSE_SHOWN_FROM = 10

# What is safe for her

# [D] How long what she said holds before it counts as not known again, and how long her number stays on the screen
# after a worker confirmed that it is safe now
SAFE_CONTACT_HOLDS_FOR = timedelta(days=int(os.environ.get("DVPP_SAFE_CONTACT_HOLDS_DAYS", "30")))
SAFE_NOW_LASTS = timedelta(minutes=int(os.environ.get("DVPP_SAFE_NOW_LASTS_MINUTES", "15")))

# Her measures

# [D] They hang on the calendar from the day of his first session, or on which he would have started, whatever he does
# then: so many weeks of the programme, half of them, and months after; {stage: days early, days late} count as in time
HER_SCHEDULE = {
    "weeks": 30,
    "months": 6,
    "spans": {"initial": (14, 14), "midway": (21, 21), "end": (14, 14), "follow_up": (30, 30)},
}
# [D] For how long after she said that she can talk her answers are taken down
SAFE_TALK_COVERS = timedelta(hours=4)

# What she decides

# [D] pathway.md section 3: her refusal does not by itself bar him. Where it is to, her service cannot find him suitable.
HER_REFUSAL_BARS_HIM = os.environ.get("DVPP_HER_REFUSAL_BARS_HIM") == "1"

# Other services

# [D] After how many months a service counts as not verified any more, and after how many days whoever referred a man on
# is asked what came of it
SERVICE_VERIFIED_FOR_MONTHS = int(os.environ.get("DVPP_SERVICE_VERIFIED_FOR_MONTHS", "6"))
ONWARD_ASKED_AFTER_DAYS = int(os.environ.get("DVPP_ONWARD_ASKED_AFTER_DAYS", "28"))

# What evaluators are given

# [D] How many days an extract can be downloaded; then its file is gone
EXTRACT_VALID_DAYS = int(os.environ.get("DVPP_EXTRACT_VALID_DAYS", "14"))
# How many rows one may hold, all its files together: made in 4 s with 47 MB (docs/decisions/0058)
EXTRACT_AT_MOST = int(os.environ.get("DVPP_EXTRACT_AT_MOST", "100000"))
# [D] Fewer men than this who are alike in what a stranger may know of them count as easily recognised
EXTRACT_FEW_ALIKE = 5

# Documents to print

# One of so many rows is set in type while somebody waits: the figures of a region are one. A longer one is made by the
# worker, and one PDF has at most so many (docs/decisions/0058)
PAPER_AT_ONCE = int(os.environ.get("DVPP_PAPER_AT_ONCE", "200"))
PAPER_AT_MOST = int(os.environ.get("DVPP_PAPER_AT_MOST", "500"))
# [D] For how many days it can be fetched, and how often the worker begins one that it does not get to the end of
PAPER_KEPT_DAYS = int(os.environ.get("DVPP_PAPER_KEPT_DAYS", "3"))
PAPER_TRIES = 3

# Requests for information

# [D] How many days after the answer it is forgotten who asked: time enough for a review, and a complaint after it
FOI_REQUESTER_KEPT_DAYS = int(os.environ.get("DVPP_FOI_REQUESTER_KEPT_DAYS", "180"))

# What leaves

# [D] For how long a sender has a row to itself; no sending begins in the last half of it. Then how long a row waits after
# its first failure (twice as long after each further one) and at most
DELIVERY_LEASE = timedelta(seconds=float(os.environ.get("DVPP_DELIVERY_LEASE_SECONDS", "40")))
DELIVERY_WAIT = timedelta(seconds=float(os.environ.get("DVPP_DELIVERY_WAIT_SECONDS", "60")))
DELIVERY_LONGEST_WAIT = timedelta(hours=1)
# [D] How many mails that were never tried share their transactions: so many are asked about where a sender dies among
# them, and so many may go twice where nobody can be asked (docs/decisions/0053)
DELIVERED_TOGETHER = 10
# [D] After how many attempts a row is put before an administrator (four hours or so); where the provider said no, a few do
GIVEN_UP_AFTER = int(os.environ.get("DVPP_GIVEN_UP_AFTER", "10"))
DECLINED_AFTER = 3
# [D] How often the clock looks at every promise, and how often at what is unsent. Found within a minute of being due
SWEEP_EVERY = timedelta(seconds=float(os.environ.get("DVPP_SWEEP_EVERY_SECONDS", "30")))
DELIVER_EVERY = timedelta(seconds=float(os.environ.get("DVPP_DELIVER_EVERY_SECONDS", "5")))
# [D] When everybody who is signed in reads that nobody is reminded of anything
SWEEP_SILENT_AFTER = timedelta(minutes=5)
# How old the names of colleagues and areas in a list's filters may be (forms/panels.py)
PANELS_KEPT_FOR = timedelta(minutes=1)
# [D] When the last backup that is known counts as old
BACKUP_OLD_AFTER = timedelta(hours=26)

# Days

# How long a process counts with the bank holidays it has read, and [D] how far ahead they have to be entered: a promise
# that begins today may last so long
BANK_HOLIDAYS_KEPT_FOR = timedelta(minutes=1)
BANK_HOLIDAYS_ENTERED_FOR = timedelta(days=366)
# No longer read but once, by the migration that makes rows of them (timescales 0015): "2027-06-04,-2027-05-31"
BANK_HOLIDAYS_MORE, BANK_HOLIDAYS_LESS = days_from(os.environ.get("DVPP_BANK_HOLIDAYS", ""))

# How long a process waits for the database

# [D] Milliseconds. A page that takes longer is a fault, and whoever waits for somebody else's lock is told so and tries
# again. A change of tables waits less than a blink, since everybody else waits behind it, and is tried again (migrate)
DATABASE_PATIENCE = {
    "web": {
        "statement_timeout": int(os.environ.get("DVPP_STATEMENT_MS", "20000")),
        "lock_timeout": int(os.environ.get("DVPP_LOCK_MS", "5000")),
        "idle_in_transaction_session_timeout": 120_000,
    },
    "migration": {"lock_timeout": int(os.environ.get("DVPP_MIGRATION_LOCK_MS", "200"))},
}
# [D] A replica that is further behind is not asked for figures (docs/decisions/0052)
REPLICA_TOO_OLD_AFTER = timedelta(minutes=float(os.environ.get("DVPP_REPLICA_MINUTES", "5")))
# [D] Seconds between the attempts of a migration to get its locks
MIGRATION_WAITS = (1, 1, 2, 2, 5, 5, 10, 10, 20, 20, 30, 30)

# In an emergency

# [D] How long a file that is not one's own stands open, and how often within a day somebody may open one, or try to
GLASS_LASTS = timedelta(minutes=int(os.environ.get("DVPP_GLASS_LASTS_MINUTES", "15")))
GLASS_A_DAY = 5

# [D] So many different files does somebody of a role open within an hour and within a day, and hardly ever more: whoever
# does is slowed to one more file in so long, and the data-protection officer is told. Empty: nobody is counted
READING_LIMITS = {
    "social_worker": (30, 80),
    "spoc": (60, 200),
    "facilitator": (60, 150),
    "manager": (90, 300),
    "iss_worker": (60, 150),
    "iss_manager": (90, 300),
}
# [D] The same of different searches by name or reference, and of files taken away (spreadsheets, papers of no one file)
SEARCHING_LIMITS = {
    "social_worker": (40, 120),
    "spoc": (150, 600),
    "facilitator": (80, 300),
    "manager": (100, 400),
    "iss_worker": (60, 200),
    "iss_manager": (80, 300),
    "dpo": (100, 400),
}
TAKING_LIMITS = {"social_worker": (20, 60), "dpo": (20, 60)} | dict.fromkeys(
    ("spoc", "facilitator", "manager", "iss_worker", "iss_manager", "opcc"), (40, 120)
)
READING_SLOWED_TO = timedelta(seconds=30)
if os.environ.get("DVPP_READING_LIMITS") == "0":
    READING_LIMITS, SEARCHING_LIMITS, TAKING_LIMITS = {}, {}, {}

# The trail

# [D] How many entries one file of the data-protection officer holds at most
TRAIL_EXPORT_ROWS = 50_000

# What is sent to us

# [D] Three documents and what is typed beside them
LARGEST_REQUEST = 32 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FILES = 5
# ClamAV: the path of clamd's socket, or host:port. Empty: uploads are not scanned, and the page of health says so
CLAMD = os.environ.get("DVPP_CLAMD", "")
