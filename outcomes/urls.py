from django.urls import path

from . import views

urlpatterns = [
    path("settings/questions/", views.instruments, name="instruments"),
    path("settings/questions/<int:pk>/", views.instrument, name="instrument"),
    path("settings/questions/<int:pk>/publish/", views.publish_instrument, name="publish_instrument"),
    path("settings/questions/<int:pk>/withdraw/", views.withdraw_instrument, name="withdraw_instrument"),
]
