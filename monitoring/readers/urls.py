from django.urls import path

from . import views

urlpatterns = [path("reading/<slug:reference>/", views.unusual_reading, name="unusual_reading")]
