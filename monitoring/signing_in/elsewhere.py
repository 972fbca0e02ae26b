"""The sign-in library's two pages of an identity provider, where the provider does not answer at all."""

import logging
from functools import wraps

import requests
from allauth.socialaccount.providers.openid_connect import views
from django.shortcuts import render

logger = logging.getLogger(__name__)


def _says_where_nobody_answers(view):
    @wraps(view)
    def served(request, provider_id):
        try:
            return view(request, provider_id)
        except requests.RequestException:
            logger.warning("An identity provider does not answer.")
            return render(request, "socialaccount/authentication_error.html", status=503)

    return served


go = _says_where_nobody_answers(views.login)
come_back = _says_where_nobody_answers(views.callback)
