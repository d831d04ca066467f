from __future__ import annotations

from datetime import date
from io import BytesIO
from pathlib import Path
from tempfile import gettempdir

import pytest
from pypdf import PdfReader
from pypdf.generic import DictionaryObject

import tutela
from tutela.chronology.kinds import all_kinds
from tutela.chronology.moment import Moment
from tutela.chronology.tests.story import NOW, Story
from tutela.identification.answers import ExploitationForm, GapReason, MadeTo, Where
from tutela.identification.entries import AccountGiven, ReferralPrepared
from tutela.identification.pack import Pack, pack_of
from tutela.identification.pack_pdf import pack_pdf
from tutela.identification.readiness import PromptKind, readiness
from tutela.identification.referral_form import LONGEST_ANSWER, questions, sections
from tutela.identification.tests import told
from tutela.identification.tests.whole import selams_story
from tutela.identity.entries import NameKind, NameOrder, NameStated, NameUse, Script, StatedBy
from tutela.people.choice import Answer
from tutela.people.roles import Nation


@pytest.fixture(scope="module")
def whole() -> Pack:
    return pack_of(selams_story().read(), own_reference="T-0042")


@pytest.fixture(scope="module")
def paper(whole: Pack) -> bytes:
    return pack_pdf(whole, reference="TUT-0042", demonstration="A made-up child.")


@pytest.fixture(scope="module")
def words(paper: bytes) -> str:
    pages = PdfReader(BytesIO(paper)).pages
    return " ".join(" ".join(page.extract_text() for page in pages).split())


def text(pack: Pack, question: str) -> str:
    return pack.answer(question).given.text


def an_account(*gaps: GapReason, explained: str | None = None) -> AccountGiven:
    return AccountGiven(
        setting="At school",
        told_before=Answer.NO,
        gaps=frozenset(gaps),
        gaps_explained=explained,
    )


class TestTheWholeForm:
    def test_the_sections_come_in_the_order_of_the_form(self, whole: Pack) -> None:
        assert tuple(section.title for section in whole.sections) == sections()
        order = [question.id for question in questions()]
        assert [a.question.id for a in whole] == sorted(
            (a.question.id for a in whole), key=order.index
        )

    def test_every_question_about_a_child_is_asked_in_one_story_or_another(
        self, whole: Pack
    ) -> None:
        story = Story()
        story.tell(told.born(date(2001, 1, 1), assessed=True), date(2026, 1, 1))
        story.tell(told.episode(still=Answer.YES, held_there="A debt"), Moment.year(2016))
        grown_up = pack_of(story.read())

        asked = {a.question.id for a in (*whole, *grown_up)}
        assert asked == {question.id for question in questions()}

    def test_a_record_that_says_everything_leaves_nothing_missing(self, whole: Pack) -> None:
        assert [a.question.id for a in whole if a.is_missing] == []
        kinds = {p.kind for section in readiness(whole) for p in section.prompts}
        assert PromptKind.MISSING not in kinds

    @pytest.mark.parametrize(
        ("question", "answer"),
        [
            ("reference", "T-0042"),
            ("fr-location", "England"),
            ("pv-under-age", "Yes"),
            ("potential-victim-exploitative-situation-multiple", "Yes"),
            ("were-they-taken-somewhere-by-their-exploiter", "Yes"),
            ("still-in-exploitative-situation", "No"),
            ("when-last-contact", "Within the last 6 to 12 months"),
            ("is-this-the-first-chance-to-report", "Yes"),
            ("modern-slavery-indicators", "Yes"),
            ("where-exploitation-happened", "UK and Overseas"),
            ("where-exploitation-happened-uk-city", "Leeds"),
            ("where-exploitation-happened-overseas-country", "Sudan"),
            ("current-pv-location-uk-city", "York"),
            ("current-pv-location-uk-region", "North Yorkshire"),
            ("are-exploiters-in-the-uk", "Yes"),
            ("other-exploitation-details", "Carry water at night"),
            ("reported-to-police-police-forces", "West Yorkshire Police"),
            ("pv-name-first-name", "Selam Tesfay (ሰላም)"),
            ("pv-name-nickname", "Sara"),
            ("pv-dob", "30 June 2011"),
            ("pv-gender", "Female"),
            ("does-pv-have-children-yes-amount", "1"),
            ("pv-nationality", "Eritrean"),
            ("pv-nationality-second", "Ethiopian"),
            ("pv-interpreter-requirements-language", "Tigrinya, As spoken in Keren"),
            ("pv-ho-reference-type", "Port reference: PORT/0042"),
        ],
    )
    def test_each_answer_is_taken_from_the_record(
        self, whole: Pack, question: str, answer: str
    ) -> None:
        assert text(whole, question) == answer

    def test_what_happened_several_times_says_which_time_it_was(self, whole: Pack) -> None:
        assert text(whole, "when-did-the-exploitation-take-place").splitlines() == [
            "Domestic servitude, from about 2022 to 2024",
            "Criminal exploitation, from May 2026 to September 2026",
        ]
        assert text(whole, "how-why-did-they-leave-the-situation") == (
            "Domestic servitude, from about 2022 to 2024:\nThe family left the country.\n\n"
            "Criminal exploitation, from May 2026 to September 2026:\n"
            "A nurse asked her when they were alone."
        )

    def test_the_boxes_are_those_of_what_she_was_made_to_do(self, whole: Pack) -> None:
        assert text(whole, "types-of-exploitation").splitlines() == [
            "Forced to commit a crime, such as growing cannabis, drug dealing or begging",
            "Forced to do unpaid or low paid household work by relatives or strangers",
            "Other",
        ]


class TestCredibility:
    def test_the_form_gets_an_explanation_of_gaps_and_never_a_doubt(self, whole: Pack) -> None:
        assert text(whole, "evidence-of-dishonesty") == "No"
        assert text(whole, "evidence-of-dishonesty-details") == (
            "Fear of the people who exploited them; The interpreter, the language or the dialect"
            "\n\nThe first interpreter came from the house where she was held."
        )

    def test_reasons_without_words_ask_for_words(self) -> None:
        story = Story()
        story.tell(an_account(GapReason.TRAUMA), date(2026, 1, 1))

        given = pack_of(story.read()).answer("evidence-of-dishonesty-details").given
        assert given.prompt
        assert given.record == "account-given"

    def test_where_there_is_nothing_to_explain_nothing_is_asked(self) -> None:
        story = Story()
        story.tell(an_account(GapReason.NO_GAPS), date(2026, 1, 1))

        given = pack_of(story.read()).answer("evidence-of-dishonesty-details").given
        assert (given.text, given.prompt) == ("", "")


class TestWhereTheChildIsNow:
    def prepared(self, town: str, region: str) -> Pack:
        story = Story()
        content = ReferralPrepared(
            organisation="Leeds City Council",
            nation=Nation.ENGLAND,
            own="Alma",
            family="Reid",
            role="Social worker",
            phone="0113 496 0001",
            current_town=town,
            current_region=region,
        )
        # As if it had come from elsewhere: the door itself refuses it.
        assert [p.field for p in story.problems(content, date(2026, 1, 1))] == [
            "current_town",
            "current_region",
        ]
        story.tell(content, date(2026, 1, 1))
        return pack_of(story.read())

    def test_nothing_but_a_town_and_a_region_leaves_with_the_pack(self) -> None:
        pack = self.prepared("7 Orchard Close, York", "YO1 7HH")

        assert pack.answer("current-pv-location-uk-city").is_missing
        assert pack.answer("current-pv-location-uk-region").is_missing
        assert "Orchard" not in repr(pack)
        assert "YO1" not in repr(pack)


class TestAge:
    @pytest.mark.parametrize(
        ("births", "answer"),
        [
            ((), "Not sure"),
            ((told.born(date(2011, 1, 1)),), "Yes"),
            ((told.born(date(2011, 1, 1)), told.born(date(2001, 1, 1))), "Not sure"),
            ((told.born(date(2011, 1, 1)), told.born(date(2001, 1, 1), assessed=True)), "No"),
        ],
    )
    def test_whoever_may_be_under_18_is_never_said_not_to_be(
        self, births: tuple[object, ...], answer: str
    ) -> None:
        story = Story()
        for birth in births:
            story.tell(birth, date(2026, 1, 1))  # type: ignore[arg-type]

        assert text(pack_of(story.read()), "pv-under-age") == answer

    def test_a_birth_that_is_known_roughly_is_left_empty_with_a_word(self) -> None:
        story = Story()
        story.tell(told.born(Moment.about(2010)), date(2026, 1, 1))

        answer = pack_of(story.read()).answer("pv-dob")
        assert not answer.is_missing
        assert answer.given.text == ""
        assert "about 2010" in answer.given.prompt


class TestReadiness:
    def test_an_empty_record_is_asked_for_everything_section_by_section(self) -> None:
        found = readiness(pack_of(Story().read()))

        assert [section.title for section in found] == list(sections())
        assert all(p.words for section in found for p in section.prompts)
        assert all(section.missing for section in found if section.title != "Evidence")

    def test_each_prompt_leads_to_a_kind_that_can_be_recorded(self) -> None:
        kinds = all_kinds()
        for story in (Story(), selams_story()):
            for section in readiness(pack_of(story.read())):
                for prompt in section.prompts:
                    if prompt.record:
                        assert kinds[prompt.record].offered

    def test_what_is_vague_is_said_to_be_so(self) -> None:
        story = Story()
        story.tell(told.episode(where=Where.NOT_KNOWN), Moment.unknown())

        asks = {p.question for s in readiness(pack_of(story.read())) for p in s.prompts}
        assert "when-did-the-exploitation-take-place" in asks
        assert "where-exploitation-happened" in asks

    def test_an_answer_longer_than_the_form_takes_is_said_to_be_so(self) -> None:
        story = Story()
        for year in (2024, 2025):
            story.tell(told.episode(day="a" * 10_000), Moment.year(year))

        prompts = [p for s in readiness(pack_of(story.read())) for p in s.prompts]
        (long,) = [p for p in prompts if p.kind is PromptKind.TOO_LONG]
        assert long.question == "what-were-they-required-to-do"
        assert f"{LONGEST_ANSWER:,}" in long.words

    def test_a_child_with_one_name_is_not_pressed_for_another(self) -> None:
        story = Story()
        name = NameStated(
            full="Ahmad",
            kind=NameKind.LEGAL,
            use=NameUse.USE,
            order=NameOrder.SINGLE,
            script=Script.LATIN,
            stated_by=StatedBy.CHILD,
        )
        story.tell(name, date(2026, 1, 1))

        given = pack_of(story.read()).answer("pv-name-last-name").given
        assert given.record == ""
        assert "one name only" in given.prompt

    def test_nothing_counts_or_weighs_the_prompts(self) -> None:
        for section in readiness(pack_of(Story().read())):
            assert set(vars(section)) == {"title", "prompts"}


class TestOnPaper:
    def test_every_question_and_answer_can_be_read_back(self, words: str, whole: Pack) -> None:
        for answer in whole:
            assert " ".join(answer.question.question.split()) in words
            if answer.given.text.isascii():
                for line in answer.given.text.splitlines():
                    assert " ".join(line.split()) in words

    def test_names_keep_their_script(self, words: str) -> None:
        assert "Selam Tesfay (ሰላም)" in words

    def test_it_is_tagged_titled_in_english_and_says_that_it_is_pdf_ua(self, paper: bytes) -> None:
        reader = PdfReader(BytesIO(paper))
        root = reader.trailer["/Root"]
        assert isinstance(root, DictionaryObject)

        assert root["/MarkInfo"]["/Marked"]
        assert "/StructTreeRoot" in root
        assert root["/Lang"] == "en-GB"
        assert root["/ViewerPreferences"]["/DisplayDocTitle"]
        assert reader.metadata is not None
        assert reader.metadata.title == "Referral pack TUT-0042"
        assert b"pdfuaid" in root["/Metadata"].get_data()

    def test_no_name_stands_in_what_describes_the_file(self, paper: bytes) -> None:
        described = str(PdfReader(BytesIO(paper)).metadata)

        assert "Selam" not in described
        assert "Alma" not in described

    def test_no_path_of_the_machine_stands_in_it(self, paper: bytes) -> None:
        here = [Path(tutela.__file__).parents[1], Path.home(), Path(gettempdir()), Path("/usr/")]
        for part in [*(str(path).encode() for path in here), b"tutela/web", b".ttf"]:
            assert part not in paper

    def test_the_same_pack_gives_the_same_bytes(self, paper: bytes, whole: Pack) -> None:
        again = pack_pdf(whole, reference="TUT-0042", demonstration="A made-up child.")

        assert paper == again

    def test_markup_in_somebodys_words_stays_words(self) -> None:
        story = Story()
        nasty = "#panic() $x$ *bold* \\ [bracket] <label> https://example.org `raw` = heading"
        story.tell(told.episode(day=nasty, made_to=frozenset({MadeTo.WORK})), Moment.year(2025))

        made = pack_pdf(pack_of(story.read()), reference="TUT-0001")
        words = " ".join(p.extract_text() for p in PdfReader(BytesIO(made)).pages)
        assert nasty in " ".join(words.split())

    def test_letters_that_cannot_be_printed_are_remarked_on_and_do_not_stop_it(self) -> None:
        story = Story()
        story.tell(told.episode(ExploitationForm.LABOUR, day="তিনি বললেন: work"), Moment.year(2025))

        made = pack_pdf(pack_of(story.read()), reference="TUT-0001")
        words = " ".join(p.extract_text() for p in PdfReader(BytesIO(made)).pages)
        assert "letters of another script" in words
        assert ": work" in words

    def test_it_says_as_at_when_the_record_was_read(self, words: str) -> None:
        assert "22 November 2026 at 09:00" in words
        assert NOW.hour == 9
