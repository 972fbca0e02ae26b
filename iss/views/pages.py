"""What every form page of her file shares: it says whose file it is, and that it was opened is on the trail."""

from accounts.asking import ask
from audit.trail import saw


def ask_on(request, file, form, act, *, heading, done, at, then=None, template="iss/form.html", **context):
    """Ask about her file. ``context`` goes to the template: submit, intro, consequences, danger and so on."""
    if request.method == "GET":
        saw(file, by=request.user, at=at, page=request.resolver_match.url_name)
    context |= {"file": file, "heading": heading, "at": at}
    return ask(
        request,
        form,
        act,
        done=done,
        then=then or file.get_absolute_url(),
        template=template,
        context=context,
    )
