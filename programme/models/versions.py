"""Programme versions and the topics of their sessions, in order. What a man enrolled on never changes under him."""

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.urls import reverse

from accounts.roles import Permission


class VersionQuerySet(models.QuerySet):
    def visible_to(self, user):
        seen = user.may(Permission.SEE_GROUPS) or user.may(Permission.MANAGE_PROGRAMME)
        return self if seen else self.none()

    def in_force(self, day):
        """Those that a group may begin on ``day``."""
        return self.filter(Q(valid_to=None) | Q(valid_to__gt=day), valid_from__lte=day)

    def with_enrolled(self):
        """Each with ``is_fixed``: somebody has enrolled on it."""
        enrolments = self.model._meta.apps.get_model("programme", "Enrolment").objects
        return self.annotate(is_fixed=Exists(enrolments.filter(version=OuterRef("pk"))))


class ProgrammeVersion(models.Model):
    """A man keeps the version he enrolled on.

    ``counted`` is False for the motivational module: what he attends there is never credited. ``valid_to`` is the first
    day on which no group may begin it any more.
    """

    name = models.CharField(max_length=80, unique=True)
    sessions_required = models.PositiveSmallIntegerField()
    counted = models.BooleanField(default=True)
    one_to_one = models.BooleanField(default=False)
    valid_from = models.DateField()
    valid_to = models.DateField(null=True, blank=True)
    # [D] How a missed session may be made up for beside another group's; it may change while men are on it.
    catch_up_in_person = models.BooleanField(default=True)
    catch_up_by_phone = models.BooleanField(default=False)

    objects = VersionQuerySet.as_manager()

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=Q(valid_to=None) | Q(valid_to__gte=F("valid_from")),
                name="a_version_ends_after_it_begins",
            ),
            models.CheckConstraint(
                condition=Q(sessions_required__gte=1), name="a_version_has_at_least_one_session"
            ),
        )
        triggers = (
            pgtrigger.Trigger(
                name="what_men_enrolled_on_stays",
                when=pgtrigger.Before,
                operation=pgtrigger.Update,
                condition=pgtrigger.AnyChange("sessions_required", "counted", "one_to_one"),
                func="""
                    IF EXISTS (SELECT 1 FROM programme_enrolment WHERE version_id = OLD.id) THEN
                        RAISE EXCEPTION 'A version that men have enrolled on is not changed' USING ERRCODE = 'check_violation';
                    END IF;
                    RETURN NEW;
                """,
            ),
        )

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return reverse("version", args=[self.pk])

    @property
    def is_short(self):
        """Shorter than the Home Office's typology asks of a behaviour-change programme, at one session a week."""
        return self.counted and self.sessions_required < settings.BEHAVIOUR_CHANGE_WEEKS

    @property
    def kind(self):
        if not self.counted:
            return "Motivational module, not counted"
        return "One-to-one" if self.one_to_one else "Group programme"


class TopicQuerySet(models.QuerySet):
    def visible_to(self, user):
        return self.filter(version__in=ProgrammeVersion.objects.visible_to(user))


class Topic(models.Model):
    class ContentArea(models.TextChoices):
        UNDERSTANDING = "understanding", "Understanding and defining abuse"
        TECHNIQUES = "techniques", "Cognitive behavioural techniques"
        EFFECT = "effect", "Effect on partners and children"
        CHOOSING = "choosing", "Choosing other behaviour"

    version = models.ForeignKey(ProgrammeVersion, on_delete=models.CASCADE, related_name="topics")
    number = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=120)
    content_area = models.CharField(max_length=15, choices=ContentArea.choices)
    high_emotion = models.BooleanField(default=False)

    objects = TopicQuerySet.as_manager()

    class Meta:
        constraints = (models.UniqueConstraint(fields=["version", "number"], name="one_topic_of_a_number"),)
        triggers = (
            pgtrigger.Trigger(
                name="its_topics_stay_too",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert | pgtrigger.Update | pgtrigger.Delete,
                func="""
                    IF EXISTS (
                        SELECT 1 FROM programme_enrolment
                        WHERE version_id IN (
                            CASE WHEN TG_OP = 'INSERT' THEN NEW.version_id ELSE OLD.version_id END
                        )
                    ) THEN
                        RAISE EXCEPTION 'A version that men have enrolled on is not changed' USING ERRCODE = 'check_violation';
                    END IF;
                    RETURN COALESCE(NEW, OLD);
                """,
            ),
        )

    def __str__(self):
        return f"{self.number}. {self.title}"
