from django.urls import path

from .visiting import views

urlpatterns = [
    path("demonstration/", views.front, name="demonstration"),
    path("demonstration/enter/", views.enter, name="demonstration_enter"),
    path("demonstration/time/", views.time, name="demonstration_time"),
    path("demonstration/time/move/", views.move_on, name="demonstration_move"),
]
