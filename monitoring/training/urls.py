from django.urls import path

from . import views

urlpatterns = [
    path("figures/training/", views.register, name="training"),
    path("figures/training/new/", views.where, name="new_training"),
    path("figures/training/new/<int:area>/", views.new, name="new_training_in"),
    path("figures/training/<int:pk>/", views.correct, name="correct_training"),
    path("figures/training/<int:pk>/withdraw/", views.withdraw, name="withdraw_training"),
]
