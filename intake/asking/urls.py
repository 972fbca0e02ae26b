from django.urls import path

from . import views

urlpatterns = [
    path("referrals/<int:pk>/information/", views.ask_referrer, name="ask_referrer"),
    path("referrals/<int:pk>/information/answer/", views.answer_request, name="answer_request"),
    path("referrals/<int:pk>/information/withdraw/", views.withdraw_request, name="withdraw_request"),
    path("referrals/information/documents/<int:pk>/", views.answer_document, name="answer_document"),
]
