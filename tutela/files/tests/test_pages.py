"""Documents on pages: who adds, opens and corrects which, and what comes out."""

from __future__ import annotations

from datetime import date
from io import BytesIO
from types import SimpleNamespace
from uuid import UUID, uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import DatabaseError, connection, transaction
from django.test import Client
from django.urls import reverse
from openpyxl import load_workbook
from PIL import Image
from pypdf import PdfReader

from tutela.access.models import Audit
from tutela.access.standing import Basis
from tutela.chronology.moment import Moment
from tutela.doors.gate import open_gate
from tutela.doors.opening import join_circle
from tutela.files.keeping import COPY, ORIGINAL, Missing
from tutela.files.keeping import opened as kept
from tutela.files.tests import samples
from tutela.files.tests.hostile import marks_in
from tutela.people.keys import CannotOpen
from tutela.people.roles import Role

pytestmark = pytest.mark.django_db(databases=["default", "owner"])

TOLD = {
    "title": "Letter from the college",
    "shows": "A letter. It says that she has a place from January.",
    "given_by": "The young person",
    "received-day": "20",
    "received-month": "11",
    "received-year": "2026",
    "keep_original": "no",
}


def add(
    client: Client,
    child: UUID,
    data: bytes,
    name: str,
    about: str = "document-education",
    **more: str,
) -> object:
    sent = SimpleUploadedFile(name, data)
    told = {**TOLD, "about": about, "_entry": str(uuid4()), "file": sent, **more}
    return client.post(reverse("add_document", args=[child]), told)


def added(client: Client, child: UUID, data: bytes, name: str, **more: str) -> UUID:
    answer = add(client, child, data, name, **more)
    assert answer.status_code == 302, answer.content.decode()
    return UUID(answer.url.split("/")[-3])


def opened(client: Client, child: UUID, entry: UUID) -> object:
    answer = client.get(reverse("document_file", args=[child, entry]))
    assert answer.status_code == 200
    return answer


def join(minh: UUID, cast: SimpleNamespace, who: str, role: Role) -> None:
    join_circle(
        getattr(cast, who), child=minh, role=role, ground=Basis.SAFEGUARDING, by=cast.alma.viewer,
        since=Moment.day(date(2026, 11, 2)),
    )  # fmt: skip


def test_a_photograph_comes_out_as_a_picture_and_nothing_else(minh, as_):
    alma = as_("alma")
    entry = added(alma, minh, samples.photograph(orientation=6), "IMG_2041.JPG")
    answer = opened(alma, minh, entry)
    assert answer["Content-Type"] == "image/jpeg"
    assert samples.CANARY not in answer.content
    with Image.open(BytesIO(answer.content)) as picture:
        # Turned as it should be seen, with a strip below.
        assert picture.width == 64
        assert picture.height > 96
        assert not picture.getexif()


def test_where_a_photograph_was_taken_stands_nowhere_in_the_database(minh, as_):
    alma = as_("alma")
    added(alma, minh, samples.photograph(), "a.jpg")
    with connection.cursor() as cursor:
        cursor.execute("SELECT sealed FROM files_piece")
        kept = b"".join(bytes(row[0]) for row in cursor.fetchall())
        cursor.execute("SELECT content::text FROM chronology_entry")
        told = "".join(row[0] for row in cursor.fetchall())
    assert kept
    for hidden in (b"CANARY", b"\xff\xd8\xff", b"JFIF", b"college"):
        assert hidden not in kept
    for hidden in ("CANARY", "college", "young person"):
        assert hidden not in told


@pytest.mark.parametrize(
    ("name", "data", "media"),
    [
        ("a.pdf", samples.pdf(pages=2), "application/pdf"),
        ("a.docx", samples.word(), "application/pdf"),
        (
            "a.xlsx",
            samples.excel(),
            "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        ),
        ("a.txt", "Chào em".encode(), "text/plain; charset=utf-8"),
        ("a.mp3", samples.mp3(), "audio/mpeg"),
        ("a.m4a", samples.m4a(), "audio/mp4"),
        ("a.png", samples.png(), "image/png"),
    ],
)
def test_every_kind_is_handed_out_as_a_powerless_attachment(minh, as_, name, data, media):
    alma = as_("alma")
    answer = opened(alma, minh, added(alma, minh, data, name))
    assert answer["Content-Type"] == media
    assert answer["Content-Disposition"].startswith('attachment; filename="document-')
    assert "filename*=UTF-8''document-" in answer["Content-Disposition"]
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert answer["Cache-Control"] == "no-store"
    assert marks_in(answer.content) == []


def test_a_pdf_carries_the_name_of_its_reader_and_what_it_shows(minh, as_):
    alma = as_("alma")
    entry = added(alma, minh, samples.pdf(pages=2), "a.pdf")
    paper = PdfReader(BytesIO(opened(as_("gwen"), minh, entry).content))
    assert len(paper.pages) == 2
    assert "Opened by Gwen Parry on" in paper.pages[1].extract_text()
    assert "Alma" not in "".join(page.extract_text() for page in paper.pages)
    said = [o.get("/Alt", "") for o in objects_of(paper)]
    assert any("she has a place from January" in alt for alt in said)


def objects_of(paper: PdfReader) -> list[dict[str, str]]:
    """Everything in the PDF that has parts."""
    found = []
    for number in range(1, int(paper.trailer["/Size"])):
        one = paper.get_object(number)
        if isinstance(one, dict):
            found.append(one)
    return found


def test_a_spreadsheet_is_made_from_nothing(minh, as_):
    alma = as_("alma")
    made = opened(alma, minh, added(alma, minh, samples.excel(), "a.xlsx")).content
    book = load_workbook(BytesIO(made))
    assert [(s.title, s.sheet_state) for s in book.worksheets] == [("Days", "visible")]
    assert [[c.value for c in row] for row in book["Days"].iter_rows()] == [
        [book["Days"]["A1"].value, None],
        ["Day", "Hours"],
        ["Monday", 3],
    ]
    assert book["Days"]["A1"].value.startswith("Opened by Alma Reyes on")
    assert not book.properties.creator
    assert not book.defined_names


@pytest.mark.django_db(transaction=True, databases=["default", "owner"])
def test_each_opening_is_audited_with_the_entry(minh, as_, cast):
    alma = as_("alma")
    entry = added(alma, minh, samples.picture("PNG"), "a.png")
    opened(as_("gwen"), minh, entry)
    found = Audit.objects.using("owner").filter(action="export", entry=entry).get()
    assert (found.who, found.categories) == (cast.gwen.id, ["education"])


def test_whoever_does_not_read_what_it_is_about_sees_no_document(minh, as_, cast):
    entry = added(as_("alma"), minh, samples.picture("PNG"), "a.png", about="document-health")
    join(minh, cast, "pavel", Role.POLICE)
    pavel = as_("pavel")
    for page in ("document", "document_file", "correct_document"):
        assert pavel.get(reverse(page, args=[minh, entry])).status_code == 404
    assert pavel.post(reverse("document_original", args=[minh, entry])).status_code == 404
    assert b"Letter from the college" not in pavel.get(reverse("documents", args=[minh])).content
    # And the database shows them nothing, though they hold the key of the child.
    with transaction.atomic():
        gate = open_gate(minh, cast.pavel.viewer)
        with pytest.raises(Missing):
            kept(child=minh, entry=entry, part=COPY, key=gate.key, digest="")


def test_a_stranger_finds_no_such_page(minh, as_):
    entry = added(as_("alma"), minh, samples.picture("PNG"), "a.png")
    stella = as_("stella")
    for page in ("documents", "add_document", "take_out"):
        assert stella.get(reverse(page, args=[minh])).status_code == 404
    for page in ("document", "document_file", "correct_document"):
        assert stella.get(reverse(page, args=[minh, entry])).status_code == 404


def test_each_role_is_offered_what_it_may_record(minh, as_, cast):
    join(minh, cast, "pavel", Role.POLICE)
    page = as_("pavel").get(reverse("add_document", args=[minh])).content.decode()
    assert 'value="document-justice"' in page
    assert 'value="document-health"' not in page
    refused = add(as_("pavel"), minh, samples.pdf(), "a.pdf", about="document-health")
    assert refused.status_code == 400
    join(minh, cast, "hana", Role.CARER)
    assert as_("hana").get(reverse("add_document", args=[minh])).status_code == 403


def test_a_document_that_says_where_is_opened_with_a_reason(minh, as_, cast):
    alma = as_("alma")
    entry = added(alma, minh, samples.photograph(), "a.jpg", about="document-location")
    page = alma.get(reverse("document", args=[minh, entry])).content.decode()
    assert "<img" not in page
    address = reverse("document_file", args=[minh, entry])
    # Without a reason there is nothing to see.
    assert alma.get(address).status_code == 302
    assert alma.post(address, {"reason": ""}).status_code == 400
    answer = alma.post(address, {"reason": "She asked to be driven home"})
    assert answer["Content-Type"] == "image/jpeg"


@pytest.mark.django_db(transaction=True, databases=["default", "owner"])
def test_the_reason_for_which_it_was_opened_is_audited(minh, as_, cast):
    alma = as_("alma")
    entry = added(alma, minh, samples.photograph(), "a.jpg", about="document-location")
    alma.post(reverse("document_file", args=[minh, entry]), {"reason": "She asked to be driven"})
    found = Audit.objects.using("owner").filter(action="reveal", entry=entry).get()
    assert (found.who, found.purpose) == (cast.alma.id, "She asked to be driven")


def test_an_original_is_kept_only_where_somebody_chose_it(minh, as_, cast):
    alma = as_("alma")
    entry = added(alma, minh, samples.photograph(), "a.jpg", keep_original="no")
    page = alma.get(reverse("document", args=[minh, entry])).content.decode()
    assert "original" not in page
    address = reverse("document_original", args=[minh, entry])
    assert alma.post(address, {"reason": "Court"}).status_code == 404
    with connection.cursor() as cursor:
        cursor.execute("SELECT DISTINCT part FROM files_piece")
        assert cursor.fetchall() == [("copy",)]


def test_a_sealed_original_is_for_the_lead_and_the_police(minh, as_, cast):
    sent = samples.photograph()
    gwen = as_("gwen")
    entry = added(gwen, minh, sent, "a.jpg", about="document-identification", keep_original="yes")
    join(minh, cast, "pavel", Role.POLICE)
    address = reverse("document_original", args=[minh, entry])
    for who in ("alma", "pavel"):
        client = as_(who)
        assert client.get(address).status_code == 405
        assert client.post(address, {"reason": " "}).status_code == 400
        answer = client.post(address, {"reason": "For the examiner"})
        assert answer.content == sent
        assert answer["Content-Type"] == "application/octet-stream"
        assert answer["Content-Disposition"].startswith("attachment")
    assert gwen.post(address, {"reason": "Mine"}).status_code == 403
    stale = as_("alma", fresh=False).post(address, {"reason": "Again"})
    assert stale.status_code == 302
    # The database refuses it as well: the guardian who sent it can't read it back.
    with transaction.atomic():
        gate = open_gate(minh, cast.gwen.viewer)
        with pytest.raises(Missing):
            kept(child=minh, entry=entry, part=ORIGINAL, key=gate.key, digest="")


def test_a_withdrawn_document_is_closed_to_the_circle(minh, as_, cast):
    alma = as_("alma")
    entry = added(alma, minh, samples.picture("PNG"), "a.png")
    withdraw = {"reason": "It is another child's", "_entry": str(uuid4())}
    alma.post(reverse("withdraw", args=[minh, entry]), withdraw)
    assert as_("gwen").get(reverse("document_file", args=[minh, entry])).status_code == 403
    assert b"was withdrawn" in as_("gwen").get(reverse("document", args=[minh, entry])).content
    assert opened(alma, minh, entry).content
    assert alma.get(reverse("correct_document", args=[minh, entry])).status_code == 403


def test_what_is_said_of_a_document_is_corrected_and_the_file_stays(minh, as_):
    alma = as_("alma")
    entry = added(alma, minh, samples.picture("PNG"), "a.png")
    address = reverse("correct_document", args=[minh, entry])
    assert b"Letter from the college" in alma.get(address).content
    told = {name: value for name, value in TOLD.items() if name != "keep_original"}
    told |= {"title": "Letter from the school", "reason": "A slip", "_entry": str(uuid4())}
    assert alma.post(address, {**told, "reason": ""}).status_code == 400
    assert alma.post(address, told).status_code == 302
    page = alma.get(reverse("documents", args=[minh])).content.decode()
    assert "Letter from the school" in page
    assert "Letter from the college" not in page
    # By its first name as by its last.
    assert opened(alma, minh, entry).content
    assert opened(alma, minh, UUID(told["_entry"])).content


def test_sent_twice_it_is_recorded_once(minh, as_):
    alma, once = as_("alma"), str(uuid4())
    for _ in range(2):
        answer = add(alma, minh, samples.pdf(), "a.pdf", _entry=once)
        assert answer.status_code == 302
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM files_piece")
        assert cursor.fetchone() == (1,)


@pytest.mark.parametrize(
    ("name", "data", "says"),
    [
        ("a.mp4", samples.m4a(brand=b"isom"), "Videos can’t be taken yet"),
        ("a.exe", b"MZ", "This kind of file can’t be taken"),
        ("a.pdf", b"MZ", "not what its name says"),
        ("a.pdf", samples.pdf([b"<</S/JavaScript/JS(1)>>"]), "holds a program"),
        ("a.jpg", samples.photograph()[:200], "damaged or not whole"),
        ("a.txt", b"", "empty"),
    ],
)
def test_a_file_that_is_not_taken_is_answered_with_what_to_do(minh, as_, name, data, says):
    alma = as_("alma")
    answer = add(alma, minh, data, name)
    page = answer.content.decode()
    assert answer.status_code == 400
    assert says in page
    # What was typed is still there, and nothing was recorded.
    assert "Letter from the college" in page
    assert b"There are no documents" in alma.get(reverse("documents", args=[minh])).content


def test_too_large_a_file_is_dropped_as_it_comes(minh, as_):
    answer = add(as_("alma"), minh, bytes(25 * 1024 * 1024 + 1), "a.pdf")
    assert answer.status_code == 400
    assert "smaller than 25 MB" in answer.content.decode()


def test_fifty_files_a_day_are_enough(minh, as_, cast):
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config('app.who', %s, true)", [str(cast.alma.id)])
        cursor.execute(
            "INSERT INTO files_sent (practitioner_id, at) SELECT %s, now()"
            " FROM generate_series(1, 50)",
            [cast.alma.id],
        )
    answer = add(as_("alma"), minh, samples.pdf(), "a.pdf")
    assert "You have sent 50 files" in answer.content.decode()
    # Others may go on.
    assert add(as_("gwen"), minh, samples.pdf(), "a.pdf", "document-voice").status_code == 302


def test_a_childs_record_holds_so_much_and_no_more(minh, as_, monkeypatch):
    monkeypatch.setattr("tutela.files.taking_in.A_CHILD", 30_000)
    alma = as_("alma")
    for _ in range(20):
        answer = add(alma, minh, samples.pdf(pages=3), "a.pdf")
        if answer.status_code != 302:
            break
    assert "No more files fit" in answer.content.decode()


def test_a_file_is_asked_for_and_so_are_the_words(minh, as_):
    answer = as_("alma").post(reverse("add_document", args=[minh]), {"title": "Only a title"})
    page = answer.content.decode()
    assert answer.status_code == 400
    for said in ("Choose a file", "What does it show or say?", "Who gave it?"):
        assert said in page


def test_bytes_that_were_changed_behind_our_back_are_said_to_be(minh, as_, monkeypatch):
    alma = as_("alma")
    entry = added(alma, minh, samples.picture("PNG"), "a.png")

    def spoilt(**_: object) -> bytes:
        raise CannotOpen("piece 1 was moved or changed")

    monkeypatch.setattr("tutela.files.opening.opened", spoilt)
    answer = alma.get(reverse("document_file", args=[minh, entry]))
    assert answer.status_code == 500
    assert "not as they were recorded" in answer.content.decode()


def test_the_application_changes_and_deletes_no_bytes(minh, as_):
    added(as_("alma"), minh, samples.picture("PNG"), "a.png")
    for statement in (
        "UPDATE files_piece SET sealed = ''",
        "DELETE FROM files_piece",
        "DELETE FROM files_sent",
        "DELETE FROM files_space",
    ):
        with (
            pytest.raises(DatabaseError, match="permission denied"),
            transaction.atomic(),
            connection.cursor() as cursor,
        ):
            cursor.execute(statement)
