from django.urls import path

from . import views

urlpatterns = [
    path("ladders/", views.ladders, name="ladders"),
    path("ladders/unanswered/", views.unanswered, name="unanswered"),
    path("ladders/of/<slug:kind>/", views.ladder, name="ladder"),
    path("ladders/changes/<int:pk>/withdraw/", views.withdraw_ladder, name="withdraw_ladder"),
]
