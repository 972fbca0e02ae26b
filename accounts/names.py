"""Names of areas and people beside the rows of a long list.

There are few of them and they hardly ever change, and to plan their joins costs PostgreSQL more than to find the rows.
"""

from forms.panels import kept


def names_of(model, keys):
    """{key: name} of at least those of ``keys`` that are rows of ``model``; a name that changes is the old one for up to
    ``PANELS_KEPT_FOR``. ``keys``: of rows that may be seen, None among them where there is nobody."""
    names = kept(("names", model), dict)
    if missing := {key for key in keys if key is not None} - names.keys():
        names.update(model.objects.filter(pk__in=missing).values_list("pk", "name"))
    return names
