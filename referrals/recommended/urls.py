from django.urls import path

from . import views

urlpatterns = [
    path("referrals/<int:pk>/recommended/", views.answer_recommendation, name="answer_recommendation"),
]
