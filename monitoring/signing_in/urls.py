from allauth.socialaccount import views as elsewhere
from django.urls import path

from . import elsewhere as providers
from . import views

urlpatterns = [
    path("sign-in/help/", views.sign_in_help, name="sign_in_help"),
    path("sign-in/second-step/", views.second_step, name="second_step"),
    path("sign-in/welcome/<str:token>/", views.welcome, name="welcome"),
    path("sign-in/with/<slug:provider_id>/", providers.go, name="openid_connect_login"),
    path("sign-in/with/<slug:provider_id>/back/", providers.come_back, name="openid_connect_callback"),
    path("sign-in/not-finished/", elsewhere.login_cancelled, name="socialaccount_login_cancelled"),
    path("sign-in/failed/", elsewhere.login_error, name="socialaccount_login_error"),
    path("account/session/", views.session_state, name="session_state"),
    path("account/sessions/", views.my_sessions, name="my_sessions"),
    path("account/sessions/end/", views.end_my_other_sessions, name="end_my_other_sessions"),
    path("account/sessions/<int:pk>/end/", views.end_my_session, name="end_my_session"),
    path("account/typed/<uuid:key>/", views.typed, name="typed"),
    path("people/<int:pk>/sessions/end/", views.end_sessions_of, name="end_sessions_of"),
    path("people/<int:pk>/second-step/", views.reset_second_step, name="reset_second_step"),
    path("people/<int:pk>/leave/", views.leave, name="leave"),
]
