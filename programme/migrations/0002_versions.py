"""The 30-week programme, a shorter one, and the motivational module, with their topics in order.

The four content areas are the report's (Figure 11); the titles of the thirty sessions are ours.
"""

from datetime import date

from django.db import migrations

BEGAN = date(2017, 9, 1)
UNDERSTANDING, TECHNIQUES, EFFECT, CHOOSING = "understanding", "techniques", "effect", "choosing"

# title, content area, expected to stir strong feelings
TOPICS = (
    ("What brings us here", UNDERSTANDING, False),
    ("What abuse is", UNDERSTANDING, False),
    ("Physical abuse", UNDERSTANDING, False),
    ("Emotional abuse", UNDERSTANDING, False),
    ("Coercion and control", UNDERSTANDING, True),
    ("Money and isolation", UNDERSTANDING, False),
    ("Sexual respect", UNDERSTANDING, True),
    ("Thoughts, feelings, actions", TECHNIQUES, False),
    ("Signals that it is building", TECHNIQUES, False),
    ("Time out, done properly", TECHNIQUES, False),
    ("Beliefs that permit abuse", TECHNIQUES, False),
    ("Self-talk", TECHNIQUES, False),
    ("Jealousy", TECHNIQUES, False),
    ("Alcohol, drugs and excuses", TECHNIQUES, False),
    ("Denial and minimising", TECHNIQUES, True),
    ("What she lived with", EFFECT, True),
    ("Fear in a home", EFFECT, True),
    ("What children see and hear", EFFECT, True),
    ("Children's course, part one", EFFECT, True),
    ("Children's course, part two", EFFECT, True),
    ("Being a father after abuse", EFFECT, False),
    ("Contact and handovers", EFFECT, False),
    ("Taking responsibility", CHOOSING, False),
    ("Listening", CHOOSING, False),
    ("Asking, not demanding", CHOOSING, False),
    ("Disagreeing safely", CHOOSING, False),
    ("Living apart, living alongside", CHOOSING, False),
    ("Asking for help", CHOOSING, False),
    ("My plan for the hard days", CHOOSING, False),
    ("Where I am now", CHOOSING, False),
)
MOTIVATION = (
    "Why change",
    "What I want for my children",
    "What gets in the way",
    "What has worked before",
    "What a group is like",
    "Ready to start",
)


def make(apps, schema_editor):
    ProgrammeVersion = apps.get_model("programme", "ProgrammeVersion")
    Topic = apps.get_model("programme", "Topic")
    full = ProgrammeVersion.objects.create(name="30-week programme", sessions_required=30, valid_from=BEGAN)
    short = ProgrammeVersion.objects.create(
        name="16-week programme", sessions_required=16, valid_from=date(2020, 10, 1)
    )
    module = ProgrammeVersion.objects.create(
        name="Motivational module", sessions_required=6, counted=False, valid_from=date(2020, 10, 1)
    )
    for version, topics in ((full, TOPICS), (short, TOPICS[::2] + TOPICS[-1:])):
        for number, (title, content_area, high_emotion) in enumerate(topics, start=1):
            Topic.objects.create(
                version=version, number=number, title=title, content_area=content_area, high_emotion=high_emotion
            )
    for number, title in enumerate(MOTIVATION, start=1):
        Topic.objects.create(version=module, number=number, title=title, content_area=UNDERSTANDING)


class Migration(migrations.Migration):
    dependencies = [("programme", "0001_initial")]
    operations = [migrations.RunPython(make, migrations.RunPython.noop)]
