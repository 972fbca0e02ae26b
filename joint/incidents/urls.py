from django.urls import path

from . import views

urlpatterns = [
    path("joint/<int:pk>/incident/", views.incident, name="incident"),
    path("referrals/<int:pk>/incident/", views.csc_incident, name="csc_incident"),
    path("incidents/<int:pk>/correct/", views.correct_incident, name="correct_incident"),
]
