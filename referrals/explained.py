"""The criteria of eligibility in plain words: what each means, why it matters, and what to do if one is not sure.

Whether and since when a criterion applies is a row (``EligibilityRule``), and how it is judged is in ``eligibility``;
here are words only. Sources: sections 3.6, 4.3.1, 4.3.2 and 4.4 of the evaluation.
"""

from dataclasses import dataclass, replace
from datetime import date

from .eligibility import Criterion


@dataclass(frozen=True)
class Words:
    means: str
    why: str
    unsure: str


@dataclass(frozen=True)
class Explained:
    criterion: Criterion
    since: date
    words: Words

    @property
    def label(self):
        return self.criterion.label


_PLANS = Words(
    means="The child may be his own or his partner’s. The plan may be about another parent’s home.",
    why="The programme was set up for families that children’s services work with: somebody sees the children "
    "while he takes part, and he is often referred back to them.",
    unsure="Ask the child’s social worker or the early help team which plan there is and since when.",
)
_STRANGULATION = Words(
    means="He has strangled or choked anybody, or tried to, even once and even long ago.",
    why="It is one of the strongest signs that somebody may be killed. He can be accepted where it is safe, so a "
    "manager looks at it and signs.",
    unsure="Say that it is not known. My Time asks before it decides.",
)
WORDS = {
    Criterion.MALE: Words(
        means="The programme is for men.",
        why="Its groups and its content are made for men who have abused women.",
        unsure="For a woman who causes harm, look at the other services.",
    ),
    Criterion.ADULT: Words(
        means="He has had his 18th birthday.",
        why="The groups are for adults.",
        unsure="Ask for his date of birth. For a younger man, look at the other services.",
    ),
    Criterion.HETEROSEXUAL: Words(
        means="The abuse is against a woman who is or was his partner. They need not have lived together.",
        why="The content is about men’s abuse of women, and her own service supports her alongside.",
        unsure="Abuse of a parent, a brother or a male partner is as serious, and other services are made for it.",
    ),
    Criterion.MEDIUM_RISK: Words(
        means="Your overall judgement: serious harm is possible, and unlikely unless something changes. It is not "
        "the score of a form.",
        why="A weekly group is not enough to keep people safe from a man of high risk. For low risk there are "
        "shorter services.",
        unsure="Say what you know. My Time judges it again when it assesses him.",
    ),
    Criterion.CHILD_ON_PLAN: _PLANS,
    Criterion.CHILD_ON_PLAN_OR_EARLY_HELP: _PLANS,
    Criterion.IN_AREA: Words(
        means="He or the child lives in one of the areas of the programme.",
        why="The programme and the women’s services are paid for in these areas.",
        unsure="It is enough that one of them lives there.",
    ),
    Criterion.WILLING: Words(
        means="He admits a part of what he did and wants to change it. He need not admit everything.",
        why="It is the point on which most referrals fail: of the men found unsuitable, most denied what they had "
        "done. A man who only wants to please children’s services rarely stays.",
        unsure="Ask him what he thinks he did and what he would like to be different. Write down his words.",
    ),
    Criterion.NO_STRANGULATION: _STRANGULATION,
    Criterion.STRANGULATION_SIGN_OFF: _STRANGULATION,
}


def explained(rules, *, areas=()):
    """``rules``: EligibilityRules in force, in their order; ``areas``: names of the areas of the programme."""
    found = []
    for rule in rules:
        criterion = Criterion(rule.criterion)
        words = WORDS[criterion]
        if criterion == Criterion.IN_AREA and areas:
            words = replace(words, means=f"{words.means} They are {', '.join(areas[:-1])} and {areas[-1]}.")
        found.append(Explained(criterion, rule.valid_from, words))
    return found
