"""What stands around every page and is drawn again and again: once in the life of the process, where it stays the same."""

from functools import lru_cache

from django import template
from django.template.base import TextNode
from django.template.defaulttags import URLNode
from django.template.loader import render_to_string
from django.templatetags.static import StaticNode
from django.utils.safestring import SafeString, mark_safe

from .dvpp_tags import badge

register = template.Library()

WAITING = mark_safe("\0waiting\0")
# A role's menu with each of its pages open
MENUS = 500


class UnchangingNode(template.Node):
    """`{% unchanging %}...{% endunchanging %}`: text, addresses of pages and of static files, the same on every page."""

    def __init__(self, nodelist):
        self.nodelist, self.drawn = nodelist, None

    def render(self, context):
        if self.drawn is None:
            self.drawn = self.nodelist.render(context)
        return self.drawn


@register.tag
def unchanging(parser, token):
    nodelist = parser.parse(("endunchanging",))
    parser.delete_first_token()
    if not all(_stays_the_same(node) for node in nodelist):
        raise template.TemplateSyntaxError("Only text, url and static without variables never change.")
    return UnchangingNode(nodelist)


def _stays_the_same(node):
    if isinstance(node, TextNode):
        return True
    if isinstance(node, URLNode):
        return not (node.args or node.kwargs or node.asvar or _is_variable(node.view_name))
    return isinstance(node, StaticNode) and not (node.varname or _is_variable(node.path))


def _is_variable(expression):
    return bool(expression.filters) or not isinstance(expression.var, str)


@register.simple_tag
def menu(shown, waiting: int) -> SafeString:
    """``shown``: ``monitoring.views.shell.Menu``. ``waiting``: how many notices the inbox holds."""
    return mark_safe(_menu(shown).replace(WAITING, badge(waiting, "not yet read")))  # noqa: S308 (templates of ours)


@lru_cache(maxsize=MENUS)
def _menu(shown):
    return render_to_string("components/menu.html", {"menu": shown, "waiting": WAITING})
