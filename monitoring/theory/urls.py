from django.urls import path

from . import views

urlpatterns = [
    path("theory-of-change/", views.theory, name="theory"),
    path("theory-of-change/good-practice/", views.benchmark, name="benchmark_principles"),
]
