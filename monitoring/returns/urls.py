from django.urls import path

from .views import returns, studies

urlpatterns = [
    path("figures/returns/", returns.returns, name="returns"),
    path("figures/returns/new/", returns.new_return, name="new_return"),
    path("figures/returns/<int:pk>/", returns.quarterly_return, name="quarterly_return"),
    path("figures/returns/<int:pk>/count/", returns.count_again, name="count_return_again"),
    path("figures/returns/<int:pk>/sign/", returns.sign_off, name="sign_return"),
    path("figures/returns/<int:pk>/return.xlsx", returns.spreadsheet, name="return_xlsx"),
    path("figures/returns/<int:pk>/return.pdf", returns.return_papers.pdf, name="return_pdf"),
    path("figures/returns/<int:pk>/paper/", returns.return_papers.page, name="return_paper"),
    path(
        "figures/returns/<int:pk>/paper/<int:part>/return.pdf",
        returns.return_papers.file,
        name="return_paper_file",
    ),
    path("figures/returns/parts/<int:pk>/", returns.part, name="return_part"),
    path("figures/returns/parts/<int:pk>/case-study/", studies.write, name="new_case_study"),
    path("figures/returns/case-studies/<int:pk>/", studies.study, name="case_study"),
]
