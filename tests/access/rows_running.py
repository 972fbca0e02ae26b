"""What is running, and what could not be delivered: an administrator's."""

from texts.models import Text

from .policy import Row

ADMINISTRATOR = frozenset({"administrator"})


def a_dead_mail(world):
    notice = world.notice
    type(notice).objects.filter(pk=notice.pk).update(
        mailed_at=None, let_go_at=None, undelivered_at=world.now, undelivered_told_at=world.now
    )
    return {"pk": notice.pk}


def a_dead_text(world):
    text, _ = Text.objects.get_or_create(
        occasion="tomorrow",
        about_model="referrals.referral",
        about_id=world.programme_file.pk,
        thing_id=0,
        moment=world.now,
        defaults={
            "channel": "text",
            "written_at": world.now,
            "due_at": world.now,
            "useless_at": world.now,
            "undelivered_at": world.now,
        },
    )
    return {"pk": text.pk}


ROWS = {
    "running": Row(who=ADMINISTRATOR),
    "undelivered": Row(who=ADMINISTRATOR),
    "try_mail_again": Row(who=ADMINISTRATOR, kwargs=a_dead_mail, method="post", status=302),
    "let_mail_go": Row(who=ADMINISTRATOR, kwargs=a_dead_mail),
    "try_text_again": Row(who=ADMINISTRATOR, kwargs=a_dead_text, method="post", status=302),
    "let_text_go": Row(who=ADMINISTRATOR, kwargs=a_dead_text),
}
