from django.urls import path

from . import views

urlpatterns = [
    path("referrals/<int:pk>/restricted/", views.restricted, name="restricted"),
    path("referrals/<int:pk>/restricted/lift/", views.lift, name="lift_restriction"),
    path("iss/<int:pk>/restricted/", views.her_restricted, name="her_restricted"),
    path("iss/<int:pk>/restricted/lift/", views.her_lift, name="her_lift_restriction"),
]
