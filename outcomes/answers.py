"""The shape of answers: ``{item_id: value}`` with every item that was asked.

A value is a whole number, a code, a list of codes or a text, as the item's scale says; or one of three words: skipped,
would rather not say, does not apply. An item is never missing silently.
"""

from .scales import NOT_APPLICABLE, PREFER_NOT, SCALES, SKIPPED

LONGEST_TEXT = 200


def check(version, answers, stage):
    """{item_id: what is wrong} with ``answers`` to the items of ``version`` at ``stage``; empty when all is well.

    ``version``: anything with ``at(stage)``, such as an ``Instrument`` or an ``InstrumentVersion``.
    """
    items = {item.id: item for item in version.at(stage)}
    errors = {item_id: "This was not asked" for item_id in answers if item_id not in items}
    for item_id, item in items.items():
        if item_id not in answers:
            errors[item_id] = "Say that it was skipped"
        elif not fits(item, answers[item_id]):
            errors[item_id] = "Select one of the answers listed"
    return errors


def fits(item, value):
    """Whether ``value`` answers ``item``."""
    scale = SCALES[item.scale]
    if isinstance(value, str) and value in others(item):
        return True
    if scale.text:
        return isinstance(value, str) and 0 < len(value.strip()) <= LONGEST_TEXT
    allowed = [point for point, _ in item.points]
    if scale.many:
        chosen = value if isinstance(value, list) else []
        apart = item.exclusive in chosen and len(chosen) > 1
        return (
            bool(chosen)
            and not apart
            and len(set(map(str, chosen))) == len(chosen)
            and set(chosen) <= set(allowed)
        )
    return not isinstance(value, bool) and value in allowed


def others(item):
    """The words that may stand in place of an answer to ``item``."""
    words = [SKIPPED]
    if item.behaviour:
        words.append(PREFER_NOT)
    if item.may_not_apply:
        words.append(NOT_APPLICABLE)
    return words


def number(value):
    """``value`` where it is a number to reckon with; None for every other answer: no word ever counts as zero."""
    return value if isinstance(value, int) and not isinstance(value, bool) else None


def answered(answers):
    """Items that were answered with something, of all that were asked."""
    return sum(value not in (SKIPPED, PREFER_NOT) for value in answers.values())
