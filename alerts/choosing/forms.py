from alerts.topics import KINDS, Topic
from forms import GovForm, ManyField


class MailChoicesForm(GovForm):
    daily = ManyField(
        label="In one email a day",
        required=False,
        choices=[
            (topic.value, topic.label, f"For example: {'; '.join(kind.label for kind in KINDS[topic][:2])}")
            for topic in Topic
        ],
    )
    unmarked = ("daily",)
