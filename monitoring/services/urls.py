from django.urls import path

from . import views

urlpatterns = [
    path("figures/services/", views.other_counts, name="other_counts"),
    path("figures/services/enter/", views.enter_other_counts, name="enter_other_counts"),
    path("figures/services/upload/", views.upload_other_counts, name="upload_other_counts"),
    path("figures/services/counts.csv", views.other_counts_template, name="other_counts_template"),
    path("figures/services/<slug:code>/", views.other_service, name="other_service"),
]
