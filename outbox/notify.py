"""GOV.UK Notify: one template for each channel, whose whole content is ((words)). It can be asked for a reference."""

from django.conf import settings
from notifications_python_client.errors import APIError
from notifications_python_client.notifications import NotificationsAPIClient
from requests.exceptions import RequestException

from .failures import Declined, Failed

TIMEOUT_SECONDS = 15


class Notify:
    def __init__(self):
        url = {"base_url": settings.NOTIFY_BASE_URL} if settings.NOTIFY_BASE_URL else {}
        self.client = NotificationsAPIClient(settings.NOTIFY_API_KEY, timeout=TIMEOUT_SECONDS, **url)

    def was_taken(self, reference):
        """Notify does not tell a repeat from a first, but can be asked: its number of what it has, or "" for nothing."""
        found = self._ask(self.client.get_all_notifications, reference=reference)
        rows = found.get("notifications", [])
        return rows[0]["id"] if rows else ""

    def text(self, number, words, reference):
        return self._ask(
            self.client.send_sms_notification,
            phone_number=number,
            template_id=settings.NOTIFY_TEXT_TEMPLATE,
            personalisation={"words": words},
            reference=reference,
        )["id"]

    def letter(self, lines, words, reference):
        fields = {f"address_line_{number}": line for number, line in enumerate(lines[:7], start=1)}
        return self._ask(
            self.client.send_letter_notification,
            template_id=settings.NOTIFY_LETTER_TEMPLATE,
            personalisation={"words": words, **fields},
            reference=reference,
        )["id"]

    def mail(self, address, subject, words, reference):
        return self._ask(
            self.client.send_email_notification,
            email_address=address,
            template_id=settings.NOTIFY_EMAIL_TEMPLATE,
            personalisation={"subject": subject, "words": words},
            reference=reference,
        )["id"]

    def _ask(self, call, **values):
        try:
            return call(**values)
        except APIError as problem:
            kind = Declined if problem.status_code == 400 else Failed
            raise kind(f"Notify answered {problem.status_code}") from None
        except RequestException as problem:
            raise Failed(type(problem).__name__) from None
