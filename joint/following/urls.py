from django.urls import path

from . import views

urlpatterns = [
    path("referrals/", views.referrals, name="referrals"),
    path("referrals/<int:pk>/messages/", views.messages, name="messages"),
    path("referrals/<int:pk>/take-over/", views.take_over, name="take_over"),
    path("referrals/reassign/", views.referrers, name="reassign"),
    path("referrals/reassign/<int:pk>/", views.reassign_from, name="reassign_from"),
    path("referrals/reassign/<int:pk>/to/<int:to>/", views.reassign_to, name="reassign_to"),
]
