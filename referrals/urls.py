from django.urls import path

from .views import ending, lists, records, returns, working

urlpatterns = [
    path("referrals/", lists.referral_list, name="referrals"),
    path("referrals/<int:pk>/contact/", working.log_contact, name="log_contact"),
    path("referrals/<int:pk>/assessment/offer/", working.offer_assessment, name="offer_assessment"),
    path("referrals/<int:pk>/assessment/outcome/", working.assessment_outcome, name="assessment_outcome"),
    path("referrals/<int:pk>/agreement/", records.record_agreement, name="record_agreement"),
    path("referrals/<int:pk>/measure/", records.record_measure, name="record_measure"),
    path("referrals/documents/<int:pk>/", records.document, name="document"),
    path("referrals/<int:pk>/hold/", ending.hold_file, name="hold_file"),
    path("referrals/<int:pk>/resume/", ending.resume_file, name="resume_file"),
    path("referrals/<int:pk>/close/", ending.close_file, name="close_file"),
    path("referrals/<int:pk>/reopen/", ending.reopen_file, name="reopen_file"),
    path("referrals/<int:pk>/returned/acknowledge/", returns.acknowledge_return, name="acknowledge_return"),
    path("referrals/<int:pk>/returned/plan/", returns.record_plan, name="record_plan"),
]
