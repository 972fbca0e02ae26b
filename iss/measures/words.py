"""What changed for her, in words alone: what may be shown at the joint table. Pure."""

from dataclasses import dataclass

from outcomes.scoring import paired


@dataclass(frozen=True)
class Indicator:
    """``item``: the question it follows from; "" for how often he was abusive. ``better``: which way is better."""

    label: str
    item: str
    better: str
    rose: str
    stayed: str
    fell: str


INDICATORS = {
    "abuse": Indicator(
        "How often he is abusive",
        "",
        "fell",
        rose="He is abusive more often than at the start",
        stayed="He is abusive as often as at the start",
        fell="He is abusive less often than at the start",
    ),
    "safety": Indicator(
        "How safe she feels",
        "W8",
        "rose",
        rose="She feels safer than at the start",
        stayed="She feels as safe as at the start",
        fell="She feels less safe than at the start",
    ),
    "everyday": Indicator(
        "How free she is in her everyday life",
        "W10",
        "rose",
        rose="She is freer in her everyday life than at the start",
        stayed="She is as free in her everyday life as at the start",
        fell="She is less free in her everyday life than at the start",
    ),
    "wellbeing": Indicator(
        "Her health and wellbeing",
        "W13",
        "rose",
        rose="Her health and wellbeing are better than at the start",
        stayed="Her health and wellbeing are as at the start",
        fell="Her health and wellbeing are worse than at the start",
    ),
}


def changes(first, later):
    """{indicator: Change} from ``first`` to ``later`` answers, of what was answered both times."""
    found = paired(first, later)
    of_each = {
        key: found.frequency if not one.item else found.items.get(one.item) for key, one in INDICATORS.items()
    }
    return {key: change for key, change in of_each.items() if change is not None and change.paired}


def in_words(first, later):
    """{indicator: what it says}: never a number."""
    return {key: getattr(INDICATORS[key], change.direction) for key, change in changes(first, later).items()}
