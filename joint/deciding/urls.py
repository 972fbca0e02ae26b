from django.urls import path

from . import views

urlpatterns = [path("referrals/<int:pk>/decide/", views.decide, name="decide")]
