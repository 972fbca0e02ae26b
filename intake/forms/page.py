"""What every page of the referrer's form has in common: it is kept as it was typed, finished or not."""

from django import forms
from django.forms.utils import ErrorDict
from django.http import QueryDict

from forms import GovForm, NoteField

# Far more than any box may hold; what is beyond it is told to be too long anyway, and is not kept.
KEPT_CHARACTERS = 50_000

YES_NO_UNKNOWN = [("yes", "Yes"), ("no", "No"), ("unknown", "Not known")]


class PageForm(GovForm):
    """``values``: what the boxes posted, as ``Draft.data`` keeps it."""

    template = "intake/page.html"

    @classmethod
    def rebuilt(cls, values, **kwargs):
        """The form as it was last posted."""
        return cls(as_post(values), **kwargs)

    def quietly(self):
        """The form with what was typed and no judgement of it yet: somebody is still filling it in."""
        self._errors = ErrorDict()
        return self

    @property
    def values(self):
        """What was typed, of this form's own boxes and nothing else of the request."""
        return {name: _kept(self.data.getlist(name)) for name in self._box_names() if name in self.data}

    def rearranged(self):
        """The values with a row more or less, where that was asked for; None where it was not."""

    def require(self, *names):
        """Fields that another answer has made necessary."""
        for name in names:
            if name not in self.errors and self.cleaned_data.get(name) in (None, ""):
                self.add_error(name, self.fields[name].error_messages["required"])

    def _box_names(self):
        for name, field in self.fields.items():
            if isinstance(field.widget, forms.MultiWidget):
                yield from (f"{name}{suffix}" for suffix in field.widget.widgets_names)
            else:
                yield name


class OverrideForm(GovForm):
    """Asked only where a criterion of eligibility is not met."""

    because = NoteField(
        label="Why should he be referred all the same?",
        name="why he should be referred all the same",
        help_text="My Time reads this when it checks the referral.",
        max_length=1000,
        rows=4,
    )


def as_post(values):
    """``{box: text or list of texts}`` as a form takes it."""
    post = QueryDict(mutable=True)
    for name, value in values.items():
        post.setlist(name, value if isinstance(value, list) else [value])
    return post


def _kept(texts):
    # PostgreSQL takes no NUL; no keyboard makes one.
    kept = [text.replace("\x00", "")[:KEPT_CHARACTERS] for text in texts]
    return kept[0] if len(kept) == 1 else kept
