from django.urls import path

from .views import entries, registers

urlpatterns = [
    path("iss/<int:pk>/support/", entries.support, name="her_support"),
    path("iss/<int:pk>/support/all/", entries.all_support, name="her_all_support"),
    path("iss/<int:pk>/support/<int:entry>/", entries.correct_support, name="her_correct_support"),
    path(
        "iss/<int:pk>/support/<int:entry>/take-back/", entries.take_back_support, name="her_take_back_support"
    ),
    path("iss/groups/", registers.support_groups, name="support_groups"),
    path("iss/groups/add/", registers.add_support_group, name="add_support_group"),
    path("iss/groups/<int:pk>/", registers.support_group, name="support_group"),
    path("iss/groups/<int:pk>/register/", registers.support_register, name="support_register"),
    path("iss/groups/<int:pk>/end/", registers.end_support_group, name="end_support_group"),
]
