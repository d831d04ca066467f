"""Addresses of the pages of studies. None of them holds what a study is about."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, path

from tutela.prevalence import views_files, views_results, views_review, views_runs, views_studies

urlpatterns: list[URLPattern | URLResolver] = [
    path("", views_studies.studies, name="studies"),
    path("new/", views_studies.study_new, name="study_new"),
    path("lists/<uuid:which>/take-away/", views_studies.list_forget, name="list_forget"),
    path("<uuid:study>/", views_studies.study, name="study"),
    path("<uuid:study>/lists/", views_studies.list_add, name="list_add"),
    path("<uuid:study>/delete/", views_studies.study_forget, name="study_forget"),
    path("<uuid:study>/runs/", views_runs.run_ask, name="run_ask"),
    path("<uuid:study>/runs/<uuid:run>/", views_runs.run, name="run"),
    path("<uuid:study>/runs/<uuid:run>/stop/", views_runs.run_stop, name="run_stop"),
    path("<uuid:study>/review/", views_review.review, name="review"),
    path("<uuid:study>/joined/", views_review.joined, name="joined"),
    path("<uuid:study>/decisions/", views_review.decisions, name="decisions"),
    path("<uuid:study>/decisions/withdraw/", views_review.withdraw, name="withdraw_decision"),
    path("<uuid:study>/decisions.csv", views_files.decisions_file, name="decisions_file"),
    path("<uuid:study>/overlaps/", views_results.overlaps, name="overlaps"),
    path("<uuid:study>/estimates/", views_results.estimates, name="estimates"),
    path("<uuid:study>/sensitivity/", views_results.sensitivity, name="sensitivity"),
    path("<uuid:study>/paper.zip", views_files.paper, name="paper"),
]
