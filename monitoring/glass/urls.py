from django.urls import path

from . import views

urlpatterns = [
    path("emergency/", views.break_glass, name="break_glass"),
    path("emergency/opened/", views.glasses, name="glasses"),
    path("emergency/opened/<slug:reference>/", views.glass, name="glass"),
    path("emergency/opened/<slug:reference>/close/", views.close_glass, name="close_glass"),
]
