"""What stands on her page and comes from a room above this one: that room registers it here (docs/decisions/0021)."""

_PARTS = {}


def shown_beside(name):
    """Register ``part(file, user, at)``: what it gives is ``name`` in the template of her page."""

    def register(part):
        _PARTS[name] = part
        return part

    return register


def beside(file, user, at):
    return {name: part(file, user, at) for name, part in _PARTS.items()}
