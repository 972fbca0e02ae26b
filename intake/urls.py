from django.urls import include, path

from . import views

urlpatterns = [
    path("", include("intake.desk.urls")),
    path("", include("intake.checker.urls")),
    path("", include("intake.self_referral.urls")),
    path("", include("intake.asking.urls")),
    path("referrals/new/", views.start_referral, name="start_referral"),
    path("referrals/<int:pk>/again/", views.refer_again, name="refer_again"),
    path("referrals/drafts/", views.drafts, name="drafts"),
    path("referrals/drafts/<int:pk>/", views.draft, name="draft"),
    path("referrals/drafts/<int:pk>/check/", views.draft_check, name="draft_check"),
    path("referrals/drafts/<int:pk>/discard/", views.discard_draft, name="draft_discard"),
    path("referrals/drafts/<int:pk>/receipt/", views.draft_receipt, name="draft_receipt"),
    path("referrals/drafts/<int:pk>/<slug:name>/", views.draft_page, name="draft_page"),
    path("referrals/drafts/<int:pk>/<slug:name>/autosave", views.autosave, name="draft_autosave"),
]
