"""Inviting a man back: the plan, where he resumes, what he does again."""

from forms import ChoiceField, GovForm, ManyField, NoteField
from programme.reading import short_moment


class InviteBackForm(GovForm):
    plan = NoteField(
        label="What is the plan?",
        name="the plan",
        max_length=4000,
        help_text="What has changed, what was agreed with him, and what happens if he misses again.",
    )
    first_session = ChoiceField(
        label="At which session does he resume?",
        name="the session",
        help_text="Groups of his area in which he may have a place. Confirm it to him before you save.",
    )
    repeats = ManyField(
        label="Which sessions must he do again?",
        name="sessions",
        required=False,
        help_text="They count for him no longer from now on. Leave all unticked if everything still counts.",
    )

    def __init__(self, *args, sessions, credited, **kwargs):
        super().__init__(*args, **kwargs)
        self.sessions = {str(session.pk): session for session in sessions}
        self.credited = {str(line.pk): line for line in credited}
        self.fields["first_session"].choices = [
            (pk, f"{session.group}, {short_moment(session.starts_at)}")
            for pk, session in self.sessions.items()
        ]
        self.fields["repeats"].choices = [(pk, _named(line)) for pk, line in self.credited.items()]
        if not credited:
            del self.fields["repeats"]

    def given(self):
        """What the action takes."""
        return {
            "plan": self.cleaned_data["plan"],
            "first_session": self.sessions[self.cleaned_data["first_session"]],
            "repeats": [self.credited[pk] for pk in self.cleaned_data.get("repeats", [])],
        }


def _named(line):
    session = line.makes_up.session if line.makes_up_id else line.session
    day = short_moment(session.starts_at) if session.starts_at else f"{line.held_date:%-d %B %Y}"
    return f"{session.topic}: {day}" if session.topic else day
