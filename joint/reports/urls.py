from django.urls import path

from .views import issued
from .views import writing as views

urlpatterns = [
    path("joint/<int:pk>/reports/<slug:kind>/contribution/", views.contribute, name="contribute"),
    path("joint/<int:pk>/reports/<slug:kind>/", views.write_report, name="write_report"),
    path("joint/<int:pk>/reports/<slug:kind>/read/", views.read_report, name="read_report"),
    path("joint/<int:pk>/reports/<slug:kind>/take-back/", views.take_report_back, name="take_report_back"),
    path("joint/<int:pk>/reports/<slug:kind>/send-back/", views.send_report_back, name="send_report_back"),
    path("reports/<int:pk>/", issued.report, name="report"),
    path("reports/<int:pk>/pdf/", issued.report_pdf, name="report_pdf"),
    path("reports/<int:pk>/acknowledge/", issued.acknowledge_report, name="acknowledge_report"),
    path("reports/<int:pk>/correct/", issued.correct_report, name="correct_report"),
    path("reports/<int:pk>/held/", issued.held_report, name="held_report"),
]
