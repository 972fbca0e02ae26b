from django.urls import path

from . import views

urlpatterns = [
    path("iss/<int:pk>/agreements/", views.agreements, name="her_agreements"),
    path("iss/<int:pk>/agreement/", views.agreement, name="her_agreement"),
    path("iss/<int:pk>/agreements/<slug:about>/signed/", views.signed, name="her_signed_agreement"),
    path("iss/<int:pk>/agreements/<slug:about>/paper/", views.paper_to_sign, name="her_agreement_form"),
    path("iss/<int:pk>/agreements/<slug:about>/paper.pdf", views.pdf, name="her_agreement_pdf"),
    path("iss/papers/<int:pk>/", views.document, name="her_agreement_document"),
]
