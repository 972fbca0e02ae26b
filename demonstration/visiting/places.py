"""Where in the demonstration something begins. Whatever a visitor has changed meanwhile, there is a page to go to."""

from django.urls import reverse

from iss.models import PartnerFile
from programme.models import Session
from referrals.models import Referral

FALL_BACK = "home"


def _latest(last, first=""):
    named = Referral.objects.filter(man__last_name=last).exclude(status="merged")
    if first:
        named = named.filter(man__first_name=first)
    return named.order_by("-received_at", "-pk").first()


def _of(name, last, first=""):
    def where():
        referral = _latest(last, first)
        return reverse(name, args=[referral.pk]) if referral else reverse(FALL_BACK)

    return where


def his(last):
    return _of("file", last)


def check(last):
    return _of_status("acknowledge", last, "received")


def enrol(last):
    return _of_status("enrol", last, "suitable")


def decide(last):
    return _of_status("decide", last, "assessment_booked")


def duplicates(first, last):
    return _of("duplicates", last, first)


def table(last):
    return _of("pair", last)


def _of_status(name, last, *statuses):
    """The page of an act while the file is where the act is due, and the file itself afterwards."""

    def where():
        referral = _latest(last)
        due = referral and referral.status in statuses
        return reverse(name, args=[referral.pk]) if due else his(last)()

    return where


def hers(last):
    def where():
        file = PartnerFile.objects.filter(last_name=last).order_by("-pk").first()
        return file.get_absolute_url() if file else reverse(FALL_BACK)

    return where


def waiting_register():
    waiting = Session.objects.filter(deadlines__promise="register", deadlines__kept_at=None).order_by(
        "starts_at"
    )
    session = waiting.filter(deadlines__stopped_at=None).first()
    return session.get_absolute_url() if session else reverse("sessions")


def timescale():
    return reverse("timescale", args=["contact_him"])
