from django.urls import path

from . import views

urlpatterns = [
    path("timescales/bank-holidays/", views.holidays, name="bank_holidays"),
    path("timescales/bank-holidays/add/", views.add, name="add_bank_holiday"),
    path("timescales/bank-holidays/<int:pk>/take-away/", views.take_away, name="take_away_bank_holiday"),
    path("timescales/bank-holidays/years/<int:year>/", views.enter_year, name="enter_bank_holidays"),
]
