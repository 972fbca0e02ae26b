"""Everything that may be too long for a page to set in type. Whoever adds one adds a line, and a key of MadePaper."""

from monitoring.foi.on_paper import ANSWER
from monitoring.publishing.on_paper import RELEASE
from monitoring.returns.on_paper import RETURN
from monitoring.subject_access.on_paper import COPY

SOURCES = {source.kind: source for source in (COPY, RELEASE, RETURN, ANSWER)}
