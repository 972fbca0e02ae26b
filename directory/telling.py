"""A service in words: groups of what is recorded of it, each with its gaps."""

from .words import Against, Delivery, Need, Risk, Route, labels, listed

WHOM, WHERE, HOW, REACH = "whom", "where", "how", "reach"


def rows(service, group):
    """[(what, value)] of one group; an empty value means that it is not recorded."""
    return {WHOM: _whom, WHERE: _where, HOW: _how, REACH: _reach}[group](service)


def _whom(service):
    return [
        ("For", service.get_for_whom_display()),
        ("Men or women", service.get_sexes_display()),
        ("Age", _age(service)),
        ("Level of risk", _list(Risk, service.risks)),
        ("Abuse against", "\n".join(labels(Against, service.against))),
        ("Child with a plan or in Early Help", service.get_plan_display()),
        ("Court order, licence or caution", service.get_order_display()),
        ("Works with", _needs(service)),
        ("Also asked", service.also_asked),
    ]


def _where(service):
    areas = ", ".join(area.name for area in service.areas.all())
    return [
        ("Areas", areas),
        *([("Part of the area", service.part_of_area)] if service.part_of_area else []),
        *([("Also in", service.beyond)] if service.beyond else []),
        ("How long it takes", service.duration),
        ("How it is done", _list(Delivery, service.delivery)),
        ("Who runs it", service.delivered_by),
    ]


def _reach(service):
    """How to get there, in short."""
    ways = filter(None, [service.phone, service.email, service.website])
    return [_who_refers(service), ("How to get in touch", "\n".join(ways))]


def _who_refers(service):
    return ("Who can refer", "\n".join(filter(None, [_list(Route, service.routes), service.route_note])))


def _how(service):
    return [
        _who_refers(service),
        ("Phone", service.phone),
        ("Email", service.email),
        ("Website", service.website),
    ]


def _age(service):
    if service.youngest is not None and service.oldest is not None:
        return f"{service.youngest} to {service.oldest}"
    if service.youngest is not None:
        return f"{service.youngest} or over"
    return f"{service.oldest} or under" if service.oldest is not None else ""


def _needs(service):
    needs = _list(Need, service.needs)
    return f"{needs} (only people with this need)" if needs and service.only_with_need else needs


def _list(choices, values):
    return listed(labels(choices, values))
