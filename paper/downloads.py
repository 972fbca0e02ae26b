from django.http import HttpResponse
from django.utils.http import content_disposition_header

PDF = "application/pdf"


def response(content, filename, kind=PDF):
    """Bytes, such as those of a PDF, as a file to keep; no cache on the way keeps it too."""
    return HttpResponse(
        content,
        content_type=kind,
        headers={
            "Content-Disposition": content_disposition_header(as_attachment=True, filename=filename),
            "Cache-Control": "no-store",
        },
    )
