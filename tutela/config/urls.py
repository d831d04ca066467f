"""Every address of Tutela; each room brings its own."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, include, path

urlpatterns: list[URLPattern | URLResolver] = [
    path("", include("tutela.web.urls")),
    path("", include("tutela.signin.urls")),
    path("", include("tutela.entrance.urls")),
    path("statistics/", include("tutela.statistics.urls")),
    path("published/", include("tutela.statistics.public_urls")),
    path("prevalence/", include("tutela.prevalence.urls")),
    path("", include("tutela.identification.urls")),
    path("", include("tutela.participation.urls")),
    path("", include("tutela.connections.urls")),
    path("", include("tutela.protection.age.urls")),
    path("", include("tutela.protection.safeguarding.urls")),
    path("", include("tutela.protection.education.urls")),
    path("", include("tutela.protection.health.urls")),
    path("", include("tutela.protection.representation.urls")),
    path("", include("tutela.protection.guardian.urls")),
    path("", include("tutela.protection.placement.urls")),
    path("", include("tutela.protection.missing.urls")),
    path("", include("tutela.protection.transfer.urls")),
    path("", include("tutela.status.immigration.urls")),
    path("", include("tutela.status.justice.urls")),
    path("", include("tutela.futures.best_interests.urls")),
    path("", include("tutela.futures.solution.urls")),
    path("", include("tutela.futures.transition.urls")),
    path("", include("tutela.outcomes.urls")),
    path("", include("tutela.practice.urls")),
    path("", include("tutela.policy.urls")),
    path("", include("tutela.teamwork.urls")),
    path("", include("tutela.files.urls")),
    path("", include("tutela.sharing.urls")),
    path("", include("tutela.notices.urls")),
    path("", include("tutela.emergency.urls")),
    path("", include("tutela.restrictions.urls")),
    path("", include("tutela.watch.urls")),
]

handler400 = "tutela.web.problems.bad_request"
handler403 = "tutela.web.problems.forbidden"
handler404 = "tutela.web.problems.not_found"
handler500 = "tutela.web.problems.server_error"
