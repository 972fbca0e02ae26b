from django.urls import path

from . import views

urlpatterns = [
    path("joint/<int:pk>/prepare/", views.prepare, name="prepare"),
    path("joint/items/<int:pk>/<slug:act>/", views.move_item, name="move_item"),
]
