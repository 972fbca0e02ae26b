from django.urls import path

from . import views

urlpatterns = [
    path("iss/<int:pk>/summary/", views.her_summary, name="her_summary"),
    path("iss/<int:pk>/summary.pdf", views.her_summary_pdf, name="her_summary_pdf"),
]
