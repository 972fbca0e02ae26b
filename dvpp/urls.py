from importlib import import_module

from allauth.account import views as account
from django.conf import settings
from django.urls import include, path, re_path
from django.utils.module_loading import module_has_submodule

from dvpp.health import healthz
from dvpp.routes import by_beginning
from dvpp.violations import csp_report
from monitoring.running.views import metrics, readyz

handler500 = "dvpp.patience.failed"

ONE_AFTER_THE_OTHER = [
    path("healthz", healthz, name="healthz"),
    path("readyz", readyz, name="readyz"),
    path("metrics", metrics, name="metrics"),
    path("policy-reports", csp_report, name="csp_report"),
    path("sign-in/", account.login, name="account_login"),
    path("sign-out/", account.logout, name="account_logout"),
    path("sign-in/again/", account.reauthenticate, name="account_reauthenticate"),
    path("sign-in/inactive/", account.account_inactive, name="account_inactive"),
    path("password/", account.password_change, name="account_change_password"),
    path("password/reset/", account.password_reset, name="account_reset_password"),
    path("password/reset/sent/", account.password_reset_done, name="account_reset_password_done"),
    path(
        "password/reset/done/",
        account.password_reset_from_key_done,
        name="account_reset_password_from_key_done",
    ),
    # The key holds a hyphen too: the person ends at the first one
    re_path(
        r"^password/reset/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$",
        account.password_reset_from_key,
        name="account_reset_password_from_key",
    ),
    path("second-step/", include("allauth.mfa.urls")),
    # Every room that has pages says itself where they are
    *(
        path("", include(f"{room}.urls"))
        for room in settings.ROOMS
        if module_has_submodule(import_module(room), "urls")
    ),
]
urlpatterns = by_beginning(ONE_AFTER_THE_OTHER)
