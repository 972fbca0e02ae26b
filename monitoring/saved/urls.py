from django.urls import path

from . import views

urlpatterns = [
    path("saved-filters/", views.saved_filters, name="saved_filters"),
    path("saved-filters/<slug:listed>/save/", views.save_filter, name="save_filter"),
    path("saved-filters/<int:pk>/rename/", views.rename_filter, name="rename_filter"),
    path("saved-filters/<int:pk>/remove/", views.remove_filter, name="remove_filter"),
]
