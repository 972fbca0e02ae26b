"""The question of a decision that asks which other services are suggested, beside the words of the free text."""

from referrals.suggesting import as_choices, chosen

WORDS = "Enter what else could help him, or “None”"
NOTHING = "Select a service, or enter what else could help him, or “None”"


def offer(form, fitting):
    """Let the form's question ``suggested`` offer the services of ``fitting``; take it out where there are none."""
    if not fitting:
        del form.fields["suggested"]
        form.reveals = {
            name: {
                value: [shown for shown in names if shown != "suggested"] for value, names in by_value.items()
            }
            for name, by_value in form.reveals.items()
        }
        return
    form.fitting = fitting
    choices = as_choices(fitting)
    form.fields["suggested"].choices = [choice[:2] for choice in choices]
    form.fields["suggested"].hints = {slug: hint for slug, _, hint in choices if hint}


def needs_something_suggested(form):
    """Somebody who is not suitable is not sent away with nothing: a service, or words."""
    given = form.cleaned_data
    if not given.get("suggested") and not given.get("alternatives") and "alternatives" not in form.errors:
        form.add_error("alternatives", NOTHING if "suggested" in form.fields else WORDS)


def suggested(form):
    """The services that were chosen."""
    return chosen(getattr(form, "fitting", ()), form.cleaned_data.get("suggested") or ())
