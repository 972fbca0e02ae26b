from django.urls import path

from .views import thresholds, with_her

urlpatterns = [
    path("iss/<int:pk>/dash/", with_her.dash, name="her_dash"),
    path("iss/<int:pk>/dash/half", with_her.keep_half, name="her_dash_half"),
    path("iss/<int:pk>/dash/drop/", with_her.drop_half, name="her_dash_drop"),
    path("iss/<int:pk>/dash/again/", with_her.again, name="her_dash_again"),
    path("iss/<int:pk>/dash/all/", with_her.compare, name="her_dashes"),
    path("iss/<int:pk>/dash/<int:dash_pk>/", with_her.result, name="her_dash_result"),
    path("dash-thresholds/", thresholds.thresholds, name="dash_thresholds"),
    path("dash-thresholds/change/", thresholds.change, name="change_dash_threshold"),
    path("dash-thresholds/<int:pk>/withdraw/", thresholds.withdraw, name="withdraw_dash_threshold"),
]
