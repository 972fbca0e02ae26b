from django.urls import path

from . import views

urlpatterns = [path("figures/overview/", views.overview, name="overview")]
