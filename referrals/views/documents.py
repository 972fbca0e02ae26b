"""An uploaded document: always as an attachment, and never guessed at by the browser."""

from django.http import FileResponse, Http404


def serve(document, name):
    """The file of a FileField under ``name``; 404 where the store does not have it."""
    try:
        content = document.open("rb")
    except FileNotFoundError:
        raise Http404("The document is not there any more.") from None
    answer = FileResponse(content, as_attachment=True, filename=name)
    answer["Content-Type"] = "application/octet-stream"
    answer["X-Content-Type-Options"] = "nosniff"
    return answer
