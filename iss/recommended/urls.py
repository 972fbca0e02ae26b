from django.urls import path

from . import views

urlpatterns = [
    path("iss/recommendations/<int:pk>/", views.answer, name="her_recommendation"),
]
