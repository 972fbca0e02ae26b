"""Where the papers she has signed lie, and what they are called when they are taken out: nothing that says whose."""

from uuid import uuid4

from forms.sniffing import begins_like

EXTENSIONS = {"pdf": "pdf", "jpeg": "jpg", "png": "png", "docx": "docx"}


def paper_path(agreement, filename):
    return f"papers/{uuid4().hex}"


def paper_name(file, document):
    """Such as ``signed-A3K7-9PQX.pdf``."""
    extension = EXTENSIONS.get(begins_like(document))
    return f"signed-{file.short_reference}.{extension}" if extension else f"signed-{file.short_reference}"
