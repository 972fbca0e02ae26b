from django.urls import path

from . import views

urlpatterns = [
    path("referrals/<int:pk>/summary/", views.file_summary, name="file_summary"),
    path("referrals/<int:pk>/summary.pdf", views.file_summary_pdf, name="file_summary_pdf"),
]
