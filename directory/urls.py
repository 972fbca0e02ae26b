from django.urls import path

from .views import keeping, reading

urlpatterns = [
    path("services/", reading.services, name="services"),
    path("services/add/", keeping.add_service, name="add_service"),
    path("services/<slug:slug>/", reading.service, name="service"),
    path("services/<slug:slug>/change/", keeping.change_service, name="change_service"),
    path("services/<slug:slug>/verify/", keeping.verify_service, name="verify_service"),
    path("services/<slug:slug>/close/", keeping.close_service, name="close_service"),
]
