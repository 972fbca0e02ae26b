from django.urls import path

from . import views

urlpatterns = [
    path("iss/<int:pk>/opened/", views.her_file_opened, name="her_file_opened"),
    path("referrals/<int:pk>/opened/", views.file_opened, name="file_opened"),
]
