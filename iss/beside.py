"""What stands on her page and comes from a room above this one: that room registers it here (docs/decisions/0021)."""

_PARTS, _KNOWN, _ALONG = {}, [], []


def shown_beside(name, *, along=None, known=None):
    """Register ``part(file, user, at)``: what it gives is ``name`` in the template of her page. ``known``: the call of a
    function of the database that knows what there is for it (``accounts.presence``); ``along``: from a moment to the
    annotations that the part finds on her file."""

    def register(part):
        _PARTS[name] = part
        if known:
            _KNOWN.append(known)
        if along:
            _ALONG.append(along)
        return part

    return register


def known_beside():
    return list(_KNOWN)


def along_beside(at):
    return {name: found for along in _ALONG for name, found in along(at).items()}


def beside(file, user, at):
    return {name: part(file, user, at) for name, part in _PARTS.items()}
