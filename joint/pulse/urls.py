from django.urls import path

from . import views

urlpatterns = [
    path("referrals/<int:pk>/pulse/", views.pulse, name="pulse"),
    path("figures/pulse/", views.pulse_results, name="pulse_results"),
]
