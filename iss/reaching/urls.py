from django.urls import path

from . import views

urlpatterns = [
    path("iss/<int:pk>/safe-contact/", views.safe_contact, name="her_safe_contact"),
    path("iss/<int:pk>/reach/", views.reach, name="her_reach"),
    path("iss/<int:pk>/contact/", views.contact, name="her_contact"),
    path("iss/<int:pk>/no-safe-moment/", views.no_safe_window, name="her_no_safe_window"),
]
