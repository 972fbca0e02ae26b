from django.urls import path

from . import views

urlpatterns = [path("iss/team/", views.her_team, name="her_team")]
