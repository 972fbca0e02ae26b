"""What stands on her page and comes from a room above this one: that room registers it here (docs/decisions/0021)."""

_PARTS, _PLACES = {}, {}


def shown_beside(name, **places):
    """Register ``part(file, user, at)``: what it gives is ``name`` in the template of her page. ``places``: what there may
    be for it (``accounts.presence``)."""

    def register(part):
        _PARTS[name] = part
        _PLACES.update(places)
        return part

    return register


def places_beside():
    return dict(_PLACES)


def beside(file, user, at):
    return {name: part(file, user, at) for name, part in _PARTS.items()}
