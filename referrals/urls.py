from django.urls import include, path

from .views import ending, onward, records, reminders, returns, working

urlpatterns = [
    path("", include("referrals.agreements.urls")),
    path("", include("referrals.measuring.urls")),
    path("", include("referrals.recommended.urls")),
    path("referrals/<int:pk>/contact/", working.log_contact, name="log_contact"),
    path("referrals/<int:pk>/assessment/offer/", working.offer_assessment, name="offer_assessment"),
    path("referrals/<int:pk>/assessment/outcome/", working.assessment_outcome, name="assessment_outcome"),
    path("referrals/<int:pk>/measure/", records.record_measure, name="record_measure"),
    path("referrals/<int:pk>/reminders/", reminders.choose_reminders, name="choose_reminders"),
    path("referrals/<int:pk>/onward/", onward.refer_on, name="refer_on"),
    path("referrals/<int:pk>/onward/<int:onward_pk>/", onward.onward_outcome, name="onward_outcome"),
    path("referrals/<int:pk>/hold/", ending.hold_file, name="hold_file"),
    path("referrals/<int:pk>/resume/", ending.resume_file, name="resume_file"),
    path("referrals/<int:pk>/close/", ending.close_file, name="close_file"),
    path("referrals/<int:pk>/reopen/", ending.reopen_file, name="reopen_file"),
    path("referrals/<int:pk>/returned/acknowledge/", returns.acknowledge_return, name="acknowledge_return"),
    path("referrals/<int:pk>/returned/plan/", returns.record_plan, name="record_plan"),
]
