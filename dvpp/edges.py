"""What holds for every answer, whatever the page: which methods there are, how much may be sent, and what a browser may
do with what comes back."""

from django.conf import settings
from django.http import HttpResponseNotAllowed
from django.shortcuts import render

METHODS = ("GET", "HEAD", "POST")
MEGABYTE = 1024 * 1024
# Nothing here asks for a camera, a place or a payment, and no other site may embed what is ours
_NEVER = (
    *("accelerometer", "camera", "display-capture", "geolocation", "gyroscope", "magnetometer"),
    *("microphone", "midi", "payment", "usb"),
)
HEADERS = {
    "Permissions-Policy": ", ".join(f"{feature}=()" for feature in _NEVER),
    "Cross-Origin-Resource-Policy": "same-origin",
    "X-Permitted-Cross-Domain-Policies": "none",
}


class EdgesMiddleware:
    """Before all that reads what is sent; refusals and static files carry the headers as well."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        response = _refusal(request) or self.get_response(request)
        for name, value in HEADERS.items():
            response.setdefault(name, value)
        return response


def _refusal(request):
    if request.method not in METHODS:
        return HttpResponseNotAllowed(METHODS)
    try:
        length = int(request.META.get("CONTENT_LENGTH") or 0)
    except ValueError:
        length = 0  # Django reads nothing then
    if length > settings.LARGEST_REQUEST:
        allowed = {"megabytes": settings.LARGEST_REQUEST // MEGABYTE}
        return render(request, "413.html", allowed, status=413)
    return None
