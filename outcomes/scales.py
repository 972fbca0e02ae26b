"""What may be answered: values as they are stored, with their words. A skipped item is a word of its own, never 0."""

from dataclasses import dataclass

SKIPPED = "skipped"
PREFER_NOT = "prefer_not_to_say"
NOT_APPLICABLE = "does_not_apply"
MOST_TIMES = 5

WORDS_FOR_NONE = {
    SKIPPED: "Skipped",
    PREFER_NOT: "I would rather not say",
    NOT_APPLICABLE: "This does not apply to me",
}


@dataclass(frozen=True)
class Scale:
    """``points``: (value, words) from low to high. ``numeric``: its values may be added up and subtracted."""

    name: str
    points: tuple[tuple[int | str, str], ...] = ()
    numeric: bool = False
    many: bool = False
    text: bool = False


FREQUENCY = Scale(
    "F",
    (
        (0, "No, not at all"),
        (1, "Once or twice"),
        (2, "Three times or more"),
        (3, "Every week or more often"),
    ),
    numeric=True,
)
AGREEMENT = Scale(
    "A",
    ((1, "Not at all"), (2, "A little"), (3, "Partly"), (4, "Mostly"), (5, "Completely")),
    numeric=True,
)
# A number that can be tapped; the last one stands for itself and all above
COUNT = Scale(
    "N",
    (
        (0, "None"),
        (1, "Once"),
        (2, "2 times"),
        (3, "3 times"),
        (4, "4 times"),
        (MOST_TIMES, "5 times or more"),
    ),
    numeric=True,
)
RATING = Scale(
    "R",
    ((1, "Not yet"), (2, "A little"), (3, "Mostly"), (4, "Fully")),
    numeric=True,
)
SATISFACTION = Scale(
    "S",
    (
        (1, "Very dissatisfied"),
        (2, "Dissatisfied"),
        (3, "Neither"),
        (4, "Satisfied"),
        (5, "Very satisfied"),
    ),
    numeric=True,
)
CODES = Scale("CODES")
MANY = Scale("MANY", many=True)
TEXT = Scale("TEXT", text=True)

SCALES = {
    scale.name: scale for scale in (FREQUENCY, AGREEMENT, COUNT, RATING, SATISFACTION, CODES, MANY, TEXT)
}
