from django.urls import path

from . import views

urlpatterns = [
    path("running/", views.running, name="running"),
    path("running/undelivered/", views.undelivered, name="undelivered"),
    path("running/undelivered/mails/<int:pk>/again/", views.try_mail_again, name="try_mail_again"),
    path("running/undelivered/mails/<int:pk>/let-go/", views.let_mail_go, name="let_mail_go"),
    path("running/undelivered/texts/<int:pk>/again/", views.try_text_again, name="try_text_again"),
    path("running/undelivered/texts/<int:pk>/let-go/", views.let_text_go, name="let_text_go"),
]
