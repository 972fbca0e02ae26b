"""A file that somebody opens: asked through ``visible_to`` each time, and written by Django once for each kind of person."""

from copy import copy

from accounts.roles import Role
from accounts.written import WrittenModels

from .breaking import opened_to

# What each area of a person is called among the values
AREA = "area_"


class Visible:
    """``ask(person, **values)`` gives the one row of ``model`` that is looked for, by ``visible_to(person)``.

    What ``visible_to`` makes of a person follows from the role, from whether there is a team and how many areas there are.
    Which these are and who it is are values. A test compares this with ``visible_to`` for everybody (tests/access).
    """

    def __init__(self, model, ask):
        self._model, self._ask, self._written = model, ask, {}

    def first(self, person, **values):
        """The row, or None where the person may not see it."""
        areas = person.area_ids if person.role == Role.FACILITATOR else None
        # A file that stands open in an emergency is named in the question, and nothing is in no area
        if opened_to(person, self._model) or areas == []:
            return self._ask(person, **values).first()
        kind = (person.role, person.is_active, person.team_id is None, len(areas or ()))
        if kind not in self._written:
            self._written[kind] = WrittenModels(self._of_anybody(copy(person)))
        return self._written[kind].first(**_who(person, areas), **values)

    def _of_anybody(self, alike):
        """The question of whoever is of the kind of ``alike``."""

        def ask(*, person, organisation, team, **values):
            somebody = copy(alike)
            somebody.pk, somebody.organisation_id, somebody.team_id = person, organisation, team
            somebody.area_ids = [values.pop(name) for name in list(values) if name.startswith(AREA)]
            return self._ask(somebody, **values)

        return ask


def _who(person, areas):
    numbered = {f"{AREA}{place}": area for place, area in enumerate(areas or ())}
    return {"person": person.pk, "organisation": person.organisation_id, "team": person.team_id, **numbered}
