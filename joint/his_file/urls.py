from django.urls import path

from . import views

urlpatterns = [
    path("referrals/<int:pk>/", views.file, name="file"),
    path("referrals/<int:pk>/parts/<slug:name>/", views.file, name="file_part"),
]
