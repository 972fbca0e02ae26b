from django.urls import path

from . import views

urlpatterns = [
    path("joint/actions/", views.table_actions, name="table_actions"),
    path("joint/actions/<int:pk>/", views.table_action, name="table_action"),
    path("joint/actions/<int:pk>/change/", views.hand_over_action, name="hand_over_action"),
    path("joint/<int:pk>/agree/", views.agree_action, name="agree_action"),
]
