"""What stands on her page and comes from a room above this one: that room registers it here (docs/decisions/0021)."""

_PARTS, _PLACES, _ALONG = {}, {}, []


def shown_beside(name, *, along=None, **places):
    """Register ``part(file, user, at)``: what it gives is ``name`` in the template of her page. ``places``: what there may
    be for it (``accounts.presence``); ``along``: from a moment to the annotations that the part finds on her file."""

    def register(part):
        _PARTS[name] = part
        _PLACES.update(places)
        if along:
            _ALONG.append(along)
        return part

    return register


def places_beside():
    return dict(_PLACES)


def along_beside(at):
    return {name: found for along in _ALONG for name, found in along(at).items()}


def beside(file, user, at):
    return {name: part(file, user, at) for name, part in _PARTS.items()}
