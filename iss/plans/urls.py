from django.urls import path

from .views import on_paper, plans

urlpatterns = [
    path("iss/<int:pk>/safety-plan/", plans.plan, name="her_safety_plan"),
    path("iss/<int:pk>/safety-plan/write/", plans.write, name="her_write_safety_plan"),
    path("iss/<int:pk>/safety-plan/<int:version>/", plans.version, name="her_safety_plan_version"),
    path("iss/<int:pk>/safety-plan/paper/", on_paper.choose, name="her_plan_choice"),
    path("iss/<int:pk>/safety-plan/print/", on_paper.preview, name="her_plan_print"),
    path("iss/<int:pk>/safety-plan/sheet.pdf", on_paper.sheet, name="her_plan_sheet"),
]
