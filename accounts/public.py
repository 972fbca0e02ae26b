"""Pages for people who have not signed in: kept by no browser, listed by no search engine."""

from functools import wraps


def public(view):
    """Serve a view without signing in. The page extends ``public/base.html`` and carries no form key."""

    @wraps(view)
    def served(request, *args, **kwargs):
        response = view(request, *args, **kwargs)
        response["Cache-Control"] = "no-store, private"
        response["X-Robots-Tag"] = "noindex, nofollow"
        return response

    served.public = True
    return served
