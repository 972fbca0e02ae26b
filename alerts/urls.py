from django.urls import path

from . import views

urlpatterns = [
    path("inbox/", views.inbox, name="inbox"),
    path("inbox/<int:pk>/", views.notice, name="notice"),
    path("inbox/<int:pk>/acknowledge/", views.acknowledge, name="acknowledge_notice"),
]
