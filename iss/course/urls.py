from django.urls import path

from . import views

urlpatterns = [path("iss/<int:pk>/timeline/", views.her_timeline, name="her_timeline")]
