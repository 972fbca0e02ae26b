"""Programme versions, as managers and administrators see and make them."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from accounts.asking import press
from accounts.refusal import Refused
from accounts.roles import Permission, requires
from programme.actions import add_version, allow_catching_up, end_version, remove_topic, write_topic
from programme.forms.versions import CatchingUpForm, EndVersionForm, NewVersionForm, TopicForm
from programme.models import ProgrammeVersion, Topic

P = Permission.MANAGE_PROGRAMME


@requires(P)
def versions(request):
    today = timezone.localtime(timezone.now()).date()
    rows = ProgrammeVersion.objects.visible_to(request.user).with_enrolled()
    rows = list(rows.order_by("-counted", "-valid_from", "name"))
    for version in rows:
        version.state, version.tone = _state(version, today)
    return render(request, "programme/versions.html", {"versions": rows})


def _state(version, today):
    if version.valid_from > today:
        return f"From {version.valid_from:%-d %B %Y}", "blue"
    if version.valid_to and version.valid_to <= today:
        return "No longer begun", "grey"
    return "In force", "green"


def _version(request, pk):
    return get_object_or_404(ProgrammeVersion.objects.visible_to(request.user).with_enrolled(), pk=pk)


@requires(P)
def version(request, pk):
    one = _version(request, pk)
    state = _state(one, timezone.localtime(timezone.now()).date())
    topics = one.topics.order_by("number")
    return render(request, "programme/version.html", {"version": one, "topics": topics, "state": state})


@requires(P)
def new_version(request):
    at = timezone.now()
    form = NewVersionForm(request.POST or None, at=at)
    if request.method == "POST" and form.is_valid():
        try:
            made = add_version(by=request.user, at=at, **form.facts())
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(
                request, f"{made} is made. Look at its sessions before the first man is enrolled."
            )
            return redirect(made)
    return render(request, "programme/new_version.html", {"form": form})


@requires(P)
def stop_version(request, pk):
    at = timezone.now()
    one = _version(request, pk)
    form = EndVersionForm(request.POST or None, stored={"valid_to": one.valid_to}, at=at)
    if request.method == "POST" and form.is_valid():
        try:
            end_version(one, by=request.user, at=at, **form.cleaned_data)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, "Saved. Groups and men that are on it go on with it.")
            return redirect(one)
    return render(request, "programme/stop_version.html", {"form": form, "version": one})


@requires(P)
def catching_up_on(request, pk):
    at = timezone.now()
    one = _version(request, pk)
    stored = {"in_person": one.catch_up_in_person, "by_phone": one.catch_up_by_phone}
    form = CatchingUpForm(request.POST or None, stored=stored, at=at)
    if request.method == "POST" and form.is_valid():
        allow_catching_up(one, by=request.user, at=at, **form.cleaned_data)
        messages.success(request, "Saved. What men have caught up already stays credited.")
        return redirect(one)
    return render(request, "programme/version_catching_up.html", {"form": form, "version": one})


@requires(P)
def add_topic(request, pk):
    one = _version(request, pk)
    initial = {"number": one.topics.count() + 1}
    return _write(request, one, None, initial=initial)


@requires(P)
def change_topic(request, pk):
    versions = ProgrammeVersion.objects.visible_to(request.user)
    topic = get_object_or_404(Topic.objects.visible_to(request.user).filter(version__in=versions), pk=pk)
    names = ("title", "content_area", "number", "high_emotion")
    return _write(request, topic.version, topic, stored={name: getattr(topic, name) for name in names})


def _write(request, version, topic, **present):
    at = timezone.now()
    form = TopicForm(request.POST or None, at=at, **present)
    if request.method == "POST" and form.is_valid():
        try:
            write_topic(version, topic=topic, by=request.user, at=at, **form.cleaned_data)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, "The session is saved.")
            return redirect(version)
    return render(request, "programme/topic.html", {"form": form, "version": version, "topic": topic})


@requires(P)
@require_POST
def take_topic_out(request, pk):
    topic = get_object_or_404(Topic.objects.visible_to(request.user).select_related("version"), pk=pk)
    at = timezone.now()
    return press(
        request,
        lambda: remove_topic(topic, by=request.user, at=at),
        done=f"“{topic.title}” is taken out. Those after it have moved up.",
        then=topic.version,
    )
