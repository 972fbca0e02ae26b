"""A form made from a version of an instrument: one field an item, taps only, everything may be left unanswered."""

from forms import ChoiceField, GovForm, ManyField, TextField

from .answers import LONGEST_TEXT, others
from .scales import NOT_APPLICABLE, PREFER_NOT, SCALES, SKIPPED, WORDS_FOR_NONE

ITEMS_A_STEP = 5


class ItemsForm(GovForm):
    """``answers()`` gives what was answered, with "skipped" for every item that was left alone."""

    marks_optional = False
    items: tuple = ()

    def answers(self):
        return {item.id: _answer(item, self.cleaned_data.get(item.id)) for item in self.items}


def steps(version, stage, size=ITEMS_A_STEP):
    """The items of ``stage``, a few at a time: items answered on one scale stay together where they fit."""
    found: list[list] = []
    for item in version.at(stage):
        last = found[-1] if found else []
        if not last or len(last) >= size or (last[-1].scale != item.scale and len(last) >= size - 2):
            found.append([item])
        else:
            last.append(item)
    return [tuple(items) for items in found]


def form_for(version, stage, items=None):
    """A form class for the items of ``version`` at ``stage``; ``items`` are those of one step, all without it."""
    items = version.at(stage) if items is None else tuple(items)
    fields = {item.id: field_for(item) for item in items}
    return type("StageForm", (ItemsForm,), {"items": items, **fields})


def field_for(item):
    scale = SCALES[item.scale]
    settings = {"label": item.words, "help_text": item.hint, "required": False}
    if scale.text:
        return TextField(max_length=LONGEST_TEXT, **settings)
    choices = [(str(value), words) for value, words in item.points]
    if scale.many:
        return ManyField(choices=choices, exclusive=item.exclusive, **settings)
    choices += [(word, WORDS_FOR_NONE[word]) for word in others(item) if word in (PREFER_NOT, NOT_APPLICABLE)]
    return ChoiceField(choices=choices, **settings)


def _answer(item, given):
    if given in (None, "", []):
        return SKIPPED
    if SCALES[item.scale].numeric and given not in (PREFER_NOT, NOT_APPLICABLE):
        return int(given)
    return given.strip() if isinstance(given, str) else given
