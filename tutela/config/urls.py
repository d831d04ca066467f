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
