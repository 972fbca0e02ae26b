"""Every page that a person comes to by following links from the front page."""

import re
from collections import Counter, deque
from html import unescape
from urllib.parse import urljoin, urlsplit

from django.urls import Resolver404, resolve

LINK = re.compile(r'<a\b[^>]*?\shref="([^"#?]+)[^"]*"')
# Files differ by stage, and each stage has acts of its own: so many of them are read for their links.
READ_OF_A_KIND = {
    ("file",): 20,
    ("register",): 30,
    ("her_file",): 15,
    ("her_marac",): 5,
    ("her_safety_plan",): 15,
    ("pair",): 15,
    ("file_part", "key-work"): 20,
    ("file_part", "programme"): 20,
    ("professionals",): 20,
    ("her_measures",): 15,
    ("her_restricted",): 15,
    ("quarterly_return",): 5,
    ("foi_request",): 5,
    ("copy_request",): 10,
}
READ_OF_OTHERS = 2
# The word in the address makes another page of these.
BY_WORD = {"file_part", "draft_page", "write_report", "read_report", "contribute"}
LEAVES = "account_logout"
# What the single point of contact was told stays in the inbox when the file has been passed on.
PASSED_ON = ("spoc", "/inbox/")


def pages_of(person):
    """{kind of page: the path of the first one found, None for a document or what only leads on}.

    A kind: the name of the URL, and its words if it has any.
    """
    found, read, seen = {}, Counter(), {"/": ""}
    queue = deque(["/"])
    while queue:
        path = queue.popleft()
        kind = kind_of(path)
        if kind is None or read[kind] >= READ_OF_A_KIND.get(kind, READ_OF_OTHERS):
            continue
        read[kind] += 1
        answer = person.context.request.get(path, max_redirects=0)
        if answer.status == 404 and (person.who, seen[path]) == PASSED_ON:
            continue
        assert answer.status in (200, 302), (
            f"{person.who} is led from {seen[path]} to {path}: {answer.status}"
        )
        found.setdefault(kind, path if answer.status == 200 and is_page(answer) else None)
        for link in links(answer, path):
            if link not in seen:
                seen[link] = path
                queue.append(link)
    return found


def kind_of(path):
    try:
        match = resolve(path)
    except Resolver404:
        return None
    if match.url_name == LEAVES:
        return None
    words = [value for value in match.kwargs.values() if not isinstance(value, int)]
    return match.url_name, *(words if match.url_name in BY_WORD else ())


def links(answer, path):
    """Paths of this site that the page leads to; none of a document."""
    if answer.status == 302:
        return [urlsplit(answer.headers["location"]).path]
    if not is_page(answer):
        return []
    found = (urlsplit(urljoin(path, unescape(href))) for href in LINK.findall(answer.text()))
    return [parts.path for parts in found if not parts.scheme and not parts.netloc]


def is_page(answer):
    return "text/html" in answer.headers["content-type"]
