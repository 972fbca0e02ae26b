"""How somebody is known, when signing in and at each request after it."""

from allauth.account.auth_backends import AuthenticationBackend
from django.core.exceptions import PermissionDenied

from .models import User
from .written import WrittenModels


class Backend(AuthenticationBackend):
    """allauth's; whose session it is, it asks by SQL that is written once (docs/decisions/0054)."""

    def authenticate(self, request, **credentials):
        """Whoever is not known here is known nowhere: allauth's own, which stands beside this one for sessions that were
        begun with it, would try the password a second time."""
        person = super().authenticate(request, **credentials)
        if person is None:
            raise PermissionDenied
        return person

    def get_user(self, user_id):
        person = _PERSON.first(person=user_id)
        return person if person is not None and self.user_can_authenticate(person) else None


_PERSON = WrittenModels(lambda *, person: User.objects.filter(pk=person))
