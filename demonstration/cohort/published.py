"""What the evaluation printed, as the cohort is built from it (report figures 13 to 30).

Where the report contradicts itself the usable number stands here. The splits it
does not print (who has two referrals, how many dropped out) are assumptions that
reproduce what it does print.
"""

from datetime import date

AREAS = ("Birmingham", "Coventry", "Dudley", "Sandwell", "Solihull", "Walsall", "Wolverhampton")

PROVIDERS = {
    "Birmingham": "Birmingham and Solihull Women's Aid",
    "Solihull": "Birmingham and Solihull Women's Aid",
    "Coventry": "Coventry Haven",
    "Dudley": "Black Country Women's Aid",
    "Sandwell": "Black Country Women's Aid",
    "Walsall": "Black Country Women's Aid",
    "Wolverhampton": "Wolverhampton Haven",
}

OPENED = date(2017, 9, 4)
CUT = date(2020, 3, 31)
EARLY_HELP_FROM = date(2018, 12, 1)

# figure 20: referrals per area and quarter, 2017/18 Q2 to 2019/20 Q4
REFERRALS = {
    "Birmingham": (9, 26, 23, 21, 34, 35, 39, 44, 37, 29, 9),
    "Coventry": (1, 4, 2, 1, 0, 11, 8, 6, 5, 8, 0),
    "Dudley": (5, 7, 13, 9, 27, 18, 24, 21, 14, 14, 3),
    "Sandwell": (6, 39, 44, 34, 16, 32, 30, 24, 31, 20, 9),
    "Solihull": (5, 6, 3, 13, 10, 5, 10, 2, 3, 6, 2),
    "Walsall": (2, 2, 1, 3, 5, 2, 5, 15, 24, 8, 5),
    "Wolverhampton": (1, 8, 11, 10, 11, 19, 26, 17, 22, 16, 4),
}

# figure 18: decisions; section 5.4: completions
SUITABLE = {
    "Birmingham": 55,
    "Coventry": 13,
    "Dudley": 47,
    "Sandwell": 72,
    "Solihull": 20,
    "Walsall": 12,
    "Wolverhampton": 37,
}
UNSUITABLE = {
    "Birmingham": 74,
    "Coventry": 11,
    "Dudley": 29,
    "Sandwell": 54,
    "Solihull": 10,
    "Walsall": 11,
    "Wolverhampton": 19,
}
COMPLETED = {"Birmingham": 5, "Dudley": 5, "Sandwell": 10, "Walsall": 3, "Wolverhampton": 1}

# figure 19: percentages are printed; these counts reproduce them. 12 have no reason
REASONS = {
    "denial": 115,
    "unknown": 5,
    "needs_alternate_support": 22,
    "mental_health": 8,
    "too_high_risk": 19,
    "unwilling_to_engage": 27,
}

# people: 959 men; 105 referred twice, 5 three times
REFERRED_TWICE, REFERRED_THREE_TIMES = 105, 5

# of the suitable
NO_SESSION, SOME_SESSIONS, COMPLETERS = 60, 172, 24
ONE_SESSION_ONLY = 103
OTHER_DROPOUTS = 5
STILL_ATTENDING = 24
# of the rest
ASSESSED_UNDECIDED = 76
OUTSIDE_UNSUITABLE, OUTSIDE_UNDECIDED = 6, 8
CLOSED_UNASSESSED = 494
ATTENDANCES = 2460

# figures 21, 22, 23, 26, 27: how many have the date or the fact, and the sum over them
OFFERED = {"none": (60, 1842), "some": (172, 3302), "completed": (24, 437)}
ATTENDED = {"none": (59, 2602), "some": (170, 6817), "completed": (23, 747)}
FIRST_SESSION = {"none": (39, 4321), "some": (147, 13406), "completed": (24, 1870)}
AGES = {"none": (60, 2070), "some": (172, 5504), "completed": (24, 907)}
CHILDREN = {"none": (60, 126), "some": (170, 374), "completed": (23, 62)}

# figure 30 and the kinds of support, of 376 partners
PARTNERS = 376
BENEFITS = {-1: 2, 0: 30, 1: 55, 2: 18, 3: 23, 4: 41}
SUPPORT = {
    "face_to_face": 231,
    "counselling": 87,
    "group_work": 61,
    "drop_in": 4,
    "telephone": 320,
    "written": 138,
    "advocacy": 168,
    "health": 14,
    "other": 25,
}
# not printed as a number ("at least 330" in the text); 130 in figure 13 contradicts the kinds
SUPPORTED = 333
