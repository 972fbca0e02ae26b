from django.urls import path

from . import views

urlpatterns = [
    path("figures/cases/<path:number>/", views.counted_cases, name="counted_cases"),
]
