"""Which sessions are shown; cancelling and moving one."""

import django_filters

from forms import FilterForm, GovForm, MomentField, TextField
from programme.models import Group
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
