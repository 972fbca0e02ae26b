from django.urls import path

from . import views

urlpatterns = [
    path("iss/<int:pk>/support/review/", views.review_support, name="her_support_review"),
    path("iss/<int:pk>/close/", views.close, name="her_close"),
]
