from forms import ChoiceField, GovForm

from .words import Why


class LetGoForm(GovForm):
    why = ChoiceField(
        label="Why is nobody to try any more?", name="why nobody is to try any more", choices=Why.choices
    )
