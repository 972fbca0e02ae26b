"""The page between two versions: for each answer that somebody else has saved meanwhile, which is to stand."""

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from forms.base import FORM_KEY, GovForm
from forms.choices import ChoiceField
from forms.meanwhile import (
    CHOSEN,
    EDIT,
    MINE,
    OPENED_WITH,
    THEIRS,
    Overtaken,
    as_token,
    both,
    digests,
    opened,
    untouched,
)

ASKED = "meanwhile_asked"


class ChoosingForm(GovForm):
    """One question for each answer that differs; whatever else was typed goes along unseen."""

    def __init__(self, overtaken: Overtaken):
        self.of, self.names = overtaken.form, overtaken.fields
        super().__init__(self.of.data if ASKED in self.of.data else None)
        now = digests(self.of)
        for name in self.names:
            self._ask(name, now[name])

    def _ask(self, name: str, digest: str) -> None:
        saved, typed = both(self.of, name)
        label = str(self.of[name].label)
        self.fields[f"{CHOSEN}{name}"] = ChoiceField(
            label=label,
            choices=[
                (f"{THEIRS}:{digest}", "Keep what is saved now", saved),
                (f"{MINE}:{digest}", "Use what you typed", typed),
            ],
            initial=f"{THEIRS}:{digest}" if untouched(self.of, name) else None,
            error_messages={
                "required": f"Select which is to stand: {label}",
                "invalid_choice": f"This was saved again meanwhile. Select which is to stand: {label}",
            },
        )

    @property
    def form_key_input(self) -> SafeString:
        ours = {FORM_KEY, OPENED_WITH, ASKED, EDIT, "csrfmiddlewaretoken"}
        going_along = [
            (name, value)
            for name in self.of.data
            if name not in ours and not name.startswith(CHOSEN)
            for value in self.of.data.getlist(name)
        ]
        token = (OPENED_WITH, as_token(opened(self.of)))
        drawn = '<input type="hidden" name="{}" value="{}">'
        inputs = format_html_join("", drawn, [*going_along, token, (ASKED, "1")])
        return format_html("{}{}", super().form_key_input, inputs)
