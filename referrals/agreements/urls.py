from django.urls import path

from . import views

urlpatterns = [
    path("referrals/<int:pk>/agreement/", views.agreement, name="agreement"),
    path("referrals/<int:pk>/agreement/record/", views.record_agreement, name="record_agreement"),
    path("referrals/<int:pk>/agreement/signed/", views.add_signed_agreement, name="add_signed_agreement"),
    path("referrals/<int:pk>/agreement/form/", views.agreement_form, name="agreement_form"),
    path("referrals/<int:pk>/agreement/form.pdf", views.agreement_pdf, name="agreement_pdf"),
    path("referrals/documents/<int:pk>/", views.document, name="document"),
]
