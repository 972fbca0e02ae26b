from django.urls import path

from .views import agreed, cases, referring

urlpatterns = [
    path("iss/<int:pk>/marac/", cases.maracs, name="her_maracs"),
    path("iss/<int:pk>/marac/<int:marac>/", cases.marac, name="her_marac"),
    path("iss/<int:pk>/marac/<int:marac>/refer/", referring.refer, name="her_marac_refer"),
    path("iss/<int:pk>/marac/<int:marac>/not-refer/", referring.decline, name="her_marac_decline"),
    path("iss/<int:pk>/marac/<int:marac>/form.pdf", referring.form_pdf, name="her_marac_form"),
    path("iss/<int:pk>/marac/<int:marac>/heard/", agreed.heard, name="her_marac_heard"),
    path("iss/<int:pk>/marac/<int:marac>/agreed/", agreed.agree, name="her_marac_agree"),
    path(
        "iss/<int:pk>/marac/<int:marac>/agreed/<int:action>/",
        agreed.settle,
        name="her_marac_settle",
    ),
]
