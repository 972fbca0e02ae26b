from django.urls import path

from . import views

urlpatterns = [
    path("figures/quarter/", views.this_quarter, name="this_quarter"),
    path("figures/quarter/<int:year>/<int:number>/", views.quarter, name="quarter"),
    path("figures/targets/", views.targets, name="targets"),
    path("figures/targets/new/", views.new_target, name="new_target"),
    path("figures/targets/<int:pk>/end/", views.end, name="end_target"),
]
