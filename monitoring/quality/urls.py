from django.urls import path

from . import views

urlpatterns = [
    path("figures/quality/", views.quality, name="quality"),
    path("figures/errata/", views.report_errata, name="report_errata"),
    path("figures/quality/targets/", views.completeness_target, name="completeness_target"),
    path("figures/quality/<slug:code>/", views.quality_files, name="quality_files"),
]
