"""Addresses of sharing: a child's own, what was shared with me or a guest, the register."""

from __future__ import annotations

from django.urls import URLPattern, path

from tutela.sharing import (
    invitation_pages,
    receiving,
    register_pages,
    send_pages,
    share_pages,
    views,
)

_CHILD = "children/<uuid:child>/sharing/"

urlpatterns: list[URLPattern] = [
    path(_CHILD, views.sharing, name="sharing"),
    path(f"{_CHILD}together/", views.together, name="sharing_together"),
    path(f"{_CHILD}<uuid:entry>/", share_pages.share, name="share"),
    path(f"{_CHILD}<uuid:entry>/send/", send_pages.send_page, name="share_send"),
    path(f"{_CHILD}<uuid:entry>/package.pdf", share_pages.paper, name="share_paper"),
    path(f"{_CHILD}<uuid:entry>/invite/", invitation_pages.invite, name="share_invite"),
    path("invited/", invitation_pages.invited, name="invited"),
    path("invited/<str:token>/", invitation_pages.by_link, name="invited_by_link"),
    path("shared/", receiving.shared_with_me, name="shared_with_me"),
    path("shared/<uuid:entry>/", receiving.parcel, name="parcel"),
    path("shared/<uuid:entry>/answer/", receiving.answer, name="parcel_answer"),
    path("requests/", register_pages.requests, name="requests"),
    path("requests/new/", register_pages.register_page, name="request_new"),
    path("requests/<uuid:request_id>/", register_pages.one, name="request"),
    path("requests/<uuid:request_id>/letter.pdf", register_pages.letter, name="request_letter"),
]
