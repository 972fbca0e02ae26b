"""Which sessions are shown; cancelling and moving one."""

import django_filters

from forms import ChoiceField, FilterForm, GovForm, ModelField, MomentField, TextField, TickField
from programme.models import Group
from programme.reading import short_moment
from referrals.confirming import MayCloseForm


def _groups(request):
    return Group.objects.visible_to(request.user).order_by("name")


class SessionFilter(django_filters.FilterSet):
    group = django_filters.ModelChoiceFilter(queryset=_groups, label="Group")

    class Meta:
        form = FilterForm


class CancelForm(MayCloseForm):
    because = TextField(
        label="Why is it cancelled?",
        name="reason",
        max_length=200,
        help_text="For example, a facilitator is ill. Name no man here.",
    )


class MoveForm(GovForm):
    starts_at = MomentField(label="When will it be held instead?", name="new time", not_past=True)


class MergeForm(GovForm):
    """Which of two evenings that follow one another is kept."""

    into = ChoiceField(label="On which day are both held?", name="day")

    def __init__(self, *args, pair, **kwargs):
        super().__init__(*args, **kwargs)
        self.pair = {str(session.pk): session for session in pair}
        self.fields["into"].choices = [
            (pk, short_moment(session.starts_at)) for pk, session in self.pair.items()
        ]

    @property
    def chosen(self):
        """(session given up, session in which both are held)."""
        into = self.pair[self.cleaned_data["into"]]
        return next(session for session in self.pair.values() if session != into), into


class CalendarForm(FilterForm):
    group = ModelField(label="Group", queryset=Group.objects.none())
    mine = TickField(label="Only sessions that I lead")

    def __init__(self, *args, groups, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["group"].queryset = groups.order_by("name")
