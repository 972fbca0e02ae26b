from django.urls import path

from . import views

urlpatterns = [
    path("joint/<int:pk>/review/", views.review, name="review"),
    path("joint/reviews/<int:pk>/", views.held_review, name="held_review"),
    path("joint/reviews/<int:pk>/minutes.pdf", views.review_minutes, name="review_minutes"),
]
