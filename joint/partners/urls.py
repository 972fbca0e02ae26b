from django.urls import path

from . import views

urlpatterns = [
    path("joint/<int:pk>/new-partner/", views.pass_on_partner, name="pass_on_partner"),
    path("new-partners/", views.new_partners, name="new_partners"),
    path("new-partners/<int:pk>/", views.new_partner, name="new_partner"),
]
