"""Pages on which one thing is done on a request that somebody sent: its form, the act, and back to the request."""

from functools import partial

from django.shortcuts import redirect
from django.utils import timezone
from django.utils.timezone import localtime

from accounts.asking import ask, posted
from accounts.roles import requires


def act_pages(permission, find, template, *, name, is_over=lambda found: False):
    """A maker of such views: ``page(form_class, act, heading=, submit=, done=, lead="")``.

    ``find(request, pk)`` gives the request or 404; ``name`` is what the template calls it. What ``is_over`` has
    nothing left to be done on it: the person goes back to it.
    """
    return partial(_page, permission, find, template, name, is_over)


def _page(permission, find, template, name, is_over, form_class, act, *, done, **words):
    @requires(permission)
    def page(request, pk):
        at, found = timezone.now(), find(request, pk)
        if is_over(found):
            return redirect(found)
        form = form_class(posted(request), initial=_today(form_class, at), at=at)
        return ask(
            request,
            form,
            lambda: act(found, **form.cleaned_data, by=request.user, at=at),
            done=done,
            then=found,
            template=template,
            context={name: found, **words},
        )

    return page


def _today(form_class, at):
    """What is written down is mostly of today: a day that may not be later begins as that, and can be changed."""
    days = [name for name, field in form_class.base_fields.items() if getattr(field, "not_future", False)]
    return dict.fromkeys(days, localtime(at).date())
