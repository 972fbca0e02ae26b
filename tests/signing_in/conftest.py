import pytest

from dvpp.sign_in_providers import origins_of

from .provider import Provider


@pytest.fixture
def provider(settings):
    """An identity provider of My Time, set up as the environment would."""
    provider = Provider()
    use(provider, settings)
    yield provider
    provider.stop()


def use(provider, settings, organisation="My Time", **changes):
    one = provider.settings(organisation, **changes)
    settings.SIGN_IN_PROVIDERS = [one]
    settings.SOCIALACCOUNT_PROVIDERS = {"openid_connect": {"OAUTH_PKCE_ENABLED": True, "APPS": [one]}}
    policy = settings.CONTENT_SECURITY_POLICY
    directives = policy["DIRECTIVES"] | {"form-action": ["'self'", *origins_of([one])]}
    settings.CONTENT_SECURITY_POLICY = {**policy, "DIRECTIVES": directives}
