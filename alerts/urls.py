from django.urls import include, path

from . import views

urlpatterns = [
    path("", include("alerts.choosing.urls")),
    path("", include("alerts.ladders.urls")),
    path("inbox/", views.inbox, name="inbox"),
    path("inbox/<int:pk>/", views.notice, name="notice"),
    path("inbox/<int:pk>/acknowledge/", views.acknowledge, name="acknowledge_notice"),
]
