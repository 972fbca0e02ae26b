"""The organisations' identity providers, from the environment (docs/operating.md).

``DVPP_SIGN_IN_PROVIDERS`` names them, ``birmingham,haven``; each has then ``DVPP_SIGN_IN_BIRMINGHAM_ISSUER`` and so on.
"""

from urllib.parse import urlsplit

from django.core.exceptions import ImproperlyConfigured

NEEDED = ("NAME", "ORGANISATION", "ISSUER", "CLIENT_ID", "CLIENT_SECRET")
# Issuers that speak for any tenant whatever
ANYBODYS = ("/common/", "/organizations/", "/consumers/")


def providers_from_environment(environment):
    names = [
        name.strip() for name in environment.get("DVPP_SIGN_IN_PROVIDERS", "").split(",") if name.strip()
    ]
    return [_provider(name, environment) for name in names]


def origins_of(providers):
    """Where signing in leads: the browser lets a form lead nowhere else."""
    origins = {"{0.scheme}://{0.netloc}".format(urlsplit(one["settings"]["issuer"])) for one in providers}
    return sorted(origins)


def _provider(name, environment):
    if not name.isidentifier() or name != name.lower():
        raise ImproperlyConfigured(
            f"DVPP_SIGN_IN_PROVIDERS: write {name} in small letters, digits and underscores."
        )
    begin = f"DVPP_SIGN_IN_{name.upper()}_"
    given = {key: environment.get(begin + key, "") for key in (*NEEDED, "TENANT", "ASKS_SECOND_FACTOR")}
    missing = [begin + key for key in NEEDED if not given[key]]
    if missing:
        raise ImproperlyConfigured(f"{', '.join(missing)} must be set for the identity provider {name}.")
    if any(word in f"{given['ISSUER']}/" for word in ANYBODYS):
        raise ImproperlyConfigured(f"{begin}ISSUER must name one tenant: nobody of another may sign in.")
    return {
        "provider_id": name,
        "name": given["NAME"],
        "client_id": given["CLIENT_ID"],
        "secret": given["CLIENT_SECRET"],
        "settings": {
            "server_url": given["ISSUER"],
            "issuer": given["ISSUER"],
            "tenant": given["TENANT"],
            "organisation": given["ORGANISATION"],
            "asks_second_factor": given["ASKS_SECOND_FACTOR"] == "1",
            # All that is needed stands in the token: one request less, and nothing more is learnt of anybody
            "fetch_userinfo": False,
        },
    }
