"""Where uploaded documents lie: under a name drawn at random, so that a path says nothing about anybody."""

from uuid import uuid4

from forms.sniffing import begins_like

EXTENSIONS = {"pdf": "pdf", "jpeg": "jpg", "png": "png", "docx": "docx"}


def agreement_path(agreement, filename):
    return f"agreements/{uuid4().hex}"


def answer_path(document, filename):
    return f"answers/{uuid4().hex}"


def download_name(reference, what, document):
    """Such as ``MT-A3K7-9PQX-agreement.pdf``: what a file was called at home is nobody's news."""
    extension = EXTENSIONS.get(begins_like(document))
    return f"{reference}-{what}.{extension}" if extension else f"{reference}-{what}"
