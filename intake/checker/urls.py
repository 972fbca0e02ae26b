from django.urls import path

from . import views

urlpatterns = [path("can-i-refer/", views.checker, name="checker")]
