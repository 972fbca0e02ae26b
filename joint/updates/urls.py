from django.urls import path

from . import views

urlpatterns = [
    path("iss/<int:pk>/updates/", views.updates, name="her_updates"),
    path("iss/<int:pk>/updates/wish/", views.wish, name="her_update_wish"),
    path("iss/<int:pk>/updates/draft/", views.release, name="her_update_draft"),
    path("iss/<int:pk>/updates/<int:update>/", views.progress_update, name="progress_update"),
    path("iss/<int:pk>/updates/<int:update>/paper/", views.pdf, name="progress_update_pdf"),
]
