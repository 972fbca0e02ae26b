"""What every page of the referrer's form has in common: it is kept as it was typed, finished or not."""

from django import forms
from django.forms.utils import ErrorDict
from django.http import QueryDict
from django.utils.html import format_html

from forms import GovForm, NoteField, TickField, half_typed

YES_NO_UNKNOWN = [("yes", "Yes"), ("no", "No"), ("unknown", "Not known")]
DOCUMENT, REMOVE_DOCUMENT = "document", "remove_document"
# Beside the key of the form: the save that the page was drawn from, and the leave to keep what is typed on it.
SEEN, LEAVE = "seen", "leave"


class PageForm(GovForm):
    """``values``: what the boxes posted, as ``Draft.data`` keeps it. ``document``: name of the one kept with it."""

    template = "intake/page.html"
    seen = leave = document_name = ""

    @classmethod
    def rebuilt(cls, values, **kwargs):
        """The form as it was last posted."""
        return cls(as_post(values), **kwargs)

    @classmethod
    def takes_document(cls):
        return DOCUMENT in cls.base_fields

    def quietly(self):
        """The form with what was typed and no judgement of it yet: somebody is still filling it in."""
        self._errors = ErrorDict()
        return self

    def holding(self, kept):
        """The form, knowing that a document of the name ``kept`` is kept with the page already."""
        if kept and self.takes_document():
            self.document_name = kept
            hint = f"{kept} is kept with this page. Choose another file to replace it."
            self.fields[DOCUMENT].help_text = hint
            self.fields[REMOVE_DOCUMENT].label = f"Take {kept} out"
        elif REMOVE_DOCUMENT in self.fields:
            del self.fields[REMOVE_DOCUMENT]
        # A form that has been judged has made up how they are drawn
        for name in (DOCUMENT, REMOVE_DOCUMENT):
            self._bound_fields_cache.pop(name, None)
        return self

    @property
    def values(self):
        """What was typed, of this form's own boxes and nothing else of the request."""
        return {name: _kept(self.data.getlist(name)) for name in self._box_names() if name in self.data}

    @property
    def hidden(self):
        """Names of questions that were not asked, because the answer before them did not lead there."""
        found = set()
        for asker, by_value in self.reveals.items():
            chosen = [] if asker in found else as_list(self[asker].value())
            shown = {name for value, names in by_value.items() if value in chosen for name in names}
            found |= {name for names in by_value.values() for name in names} - shown
        return found

    @property
    def form_key_input(self):
        return format_html(
            '{}<input type="hidden" name="{}" value="{}"><input type="hidden" name="{}" value="{}">',
            super().form_key_input,
            SEEN,
            self.seen,
            LEAVE,
            self.leave,
        )

    def full_clean(self):
        """What is wrong in a question that was not asked stops nobody."""
        super().full_clean()
        if self.is_bound:
            for name in self.hidden & set(self._errors):
                del self._errors[name]
                self.cleaned_data[name] = None

    def rearranged(self):
        """The values with a row more or less, and where to go back to; None where that was not asked for."""

    def require(self, *names):
        """Fields that another answer has made necessary."""
        for name in names:
            if name not in self.errors and self.cleaned_data.get(name) in (None, ""):
                self.add_error(name, self.fields[name].error_messages["required"])

    def _box_names(self):
        for name, field in self.fields.items():
            if isinstance(field.widget, forms.MultiWidget):
                yield from (f"{name}{suffix}" for suffix in field.widget.widgets_names)
            elif name not in (DOCUMENT, REMOVE_DOCUMENT):
                yield name


def as_list(value):
    return value if isinstance(value, list) else [value]


def removing():
    """The box under an upload that takes the kept document out again."""
    return TickField(label="Take the document out", required=False)


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
    kept = half_typed(texts)
    return kept[0] if len(kept) == 1 else kept
