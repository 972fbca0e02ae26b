"""Figure 30 and kinds of support, counted a second time from the rows of partners.csv."""

from .oracle_arithmetic import pct

KINDS = "face_to_face counselling group_work drop_in telephone written advocacy health other".split()


def fig30(partners):
    change = {"deteriorated": -1, "no_change": 0, "improved": 1}
    satisfaction = {"1": -1, "2": -1, "3": 0, "4": 1, "5": 1}
    sums = []
    for row in partners:
        said = [satisfaction[row["satisfaction"]]] if row["satisfaction"] else []
        said += [change[row[c]] for c in ("health_wellbeing", "everyday_life", "safety") if row[c]]
        if said:
            sums.append(sum(said))
    figure = {str(number): sums.count(number) for number in sorted({-1, 0, 1, 2, 3, 4, *sums})}
    figure["scored"] = len(sums)
    figure["missing"] = len(partners) - len(sums)
    figure["positive_pct"] = pct(len([number for number in sums if number > 0]), len(sums))
    return figure


def support_types(partners):
    figure = {}
    for kind in KINDS:
        count = sum(kind in row["support"].split(";") for row in partners)
        figure[kind] = {"count": count, "pct": pct(count, len(partners))}
    return figure
