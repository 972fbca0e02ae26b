from django.urls import path

from . import views

urlpatterns = [
    path("joint/meetings/", views.meetings, name="meetings"),
    path("joint/meetings/new/", views.new_meeting, name="new_meeting"),
    path("joint/meetings/<int:pk>/", views.meeting, name="meeting"),
    path("joint/meetings/<int:pk>/there/", views.who_is_there, name="who_is_there"),
    path("joint/meetings/<int:pk>/end/", views.end_meeting, name="end_meeting"),
    path("joint/meetings/<int:pk>/minutes.pdf", views.meeting_minutes, name="meeting_minutes"),
    path("joint/meetings/<int:pk>/cases/<int:position>/", views.meeting_case, name="meeting_case"),
    path("joint/meetings/<int:pk>/cases/<int:position>/keep/", views.keep_case, name="keep_case"),
]
