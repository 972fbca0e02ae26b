from django.urls import path

from . import views

urlpatterns = [
    path("groups/", views.groups, name="groups"),
    path("groups/new/", views.new_group, name="new_group"),
    path("groups/<int:pk>/", views.group, name="group"),
    path("groups/<int:pk>/plan/", views.plan, name="plan_sessions"),
    path("waiting/", views.waiting_list, name="waiting"),
    path("referrals/<int:pk>/enrol/", views.enrol_him, name="enrol"),
    path("referrals/<int:pk>/key-work/plan/", views.plan_one, name="plan_key_work"),
    path("referrals/<int:pk>/key-work/log/", views.log_one, name="log_key_work"),
    path("referrals/<int:pk>/goals/new/", views.agree_one, name="agree_goal"),
    path("key-work/<int:pk>/outcome/", views.settle_one, name="key_work_outcome"),
    path("goals/<int:pk>/end/", views.end_one, name="end_goal"),
    path("sessions/", views.sessions, name="sessions"),
    path("sessions/<int:pk>/register/", views.register, name="register"),
    path("sessions/<int:pk>/register/marks/", views.register_marks, name="register_marks"),
    path("sessions/<int:pk>/concern/<int:referral>/", views.concern, name="raise_concern"),
    path("sessions/<int:pk>/cancel/", views.cancel, name="cancel_session"),
    path("sessions/<int:pk>/move/", views.move, name="move_session"),
    path("attendances/<int:pk>/correct/", views.correct_one, name="correct"),
    path("attendances/<int:pk>/catch-up/", views.catch_up_one, name="catch_up"),
    path("attendances/<int:pk>/remove/", views.remove_one, name="remove_catch_up"),
]
