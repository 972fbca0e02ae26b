from django.urls import include, path

from .views import account, figures, home, people, places, timescales, trail

urlpatterns = [
    path("", home.home, name="home"),
    path("account/", account.my_account, name="my_account"),
    path("cover/", account.covers, name="covers"),
    path("cover/<int:pk>/end/", account.end_cover, name="end_cover"),
    path("people/", people.people, name="people"),
    path("people/add/", people.add_person, name="add_person"),
    path("people/<int:pk>/", people.person, name="person"),
    path("people/<int:pk>/invite/", people.invite_person, name="invite_person"),
    path("organisations/", places.organisations, name="organisations"),
    path("organisations/add/", places.add_organisation, name="add_organisation"),
    path("organisations/teams/add/", places.add_team, name="add_team"),
    path("areas/<int:pk>/", places.area, name="area"),
    path("timescales/", timescales.timescales, name="timescales"),
    path("timescales/<slug:promise>/", timescales.timescale, name="timescale"),
    path("timescales/changes/<int:pk>/withdraw/", timescales.withdraw_timescale, name="withdraw_timescale"),
    path("trail/", trail.trail, name="trail"),
    path("figures/", figures.figures, name="figures"),
    path("figures/area/", figures.area_figures, name="area_figures"),
    path("", include("monitoring.overview.urls")),
    path("", include("monitoring.training.urls")),
    path("", include("monitoring.behind.urls")),
    path("", include("monitoring.publishing.urls")),
    path("", include("monitoring.quarters.urls")),
    path("", include("monitoring.returns.urls")),
    path("", include("monitoring.extract.urls")),
    path("", include("monitoring.quality.urls")),
    path("", include("monitoring.services.urls")),
    path("", include("monitoring.theory.urls")),
]
