"""What a report is made of. Pure: words in, words out; a page and a paper draw the same blocks."""

from dataclasses import asdict, dataclass, field
from hashlib import sha256
from json import dumps

NOT_RECORDED = "Not recorded."


@dataclass(frozen=True)
class Block:
    """A paragraph, a list of points, pairs of name and value, or a table; whichever is filled in."""

    text: str = ""
    points: tuple = ()
    pairs: tuple = ()
    caption: str = ""
    head: tuple = ()
    rows: tuple = ()


def says(text):
    return Block(text=text or NOT_RECORDED)


def lists(points, *, title="", otherwise=NOT_RECORDED):
    return Block(caption=title, points=tuple(points)) if points else Block(text=otherwise)


def pairs(*rows):
    """``rows``: (name, value); a value that is missing is said to be missing."""
    return Block(pairs=tuple((name, str(value or NOT_RECORDED)) for name, value in rows))


def table(caption, head, rows, *, otherwise=NOT_RECORDED):
    rows = tuple(tuple(str(cell or NOT_RECORDED) for cell in row) for row in rows)
    return Block(caption=caption, head=tuple(head), rows=rows) if rows else Block(text=otherwise)


@dataclass(frozen=True)
class Section:
    """``facts``: what the record says. ``asks``: what its writer is asked for, empty where nobody writes.

    ``must``: the report cannot go without the writer's words here. ``words``: what was written.
    """

    name: str
    title: str
    facts: tuple = ()
    asks: str = ""
    must: bool = False
    words: str = ""

    @property
    def text(self):
        """Everything that stands in it, for whoever looks through it."""
        cells = [cell for block in self.facts for row in (*block.pairs, *block.rows) for cell in row]
        said = [block.text for block in self.facts] + [each for block in self.facts for each in block.points]
        return "\n".join([*said, *cells, self.words])


@dataclass(frozen=True)
class Document:
    """A whole report: its head, what stands above everything, and its sections in order."""

    title: str
    reference: str
    about: tuple = ()
    sections: tuple = field(default=())

    @property
    def digest(self):
        """Changes when anything in it does: of what the record says, or of what was written."""
        return digest_of(asdict(self))

    @property
    def texts(self):
        return {section.title: section.text for section in self.sections}


def digest_of(value):
    return sha256(dumps(value, sort_keys=True, default=str).encode()).hexdigest()
