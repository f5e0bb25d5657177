"""Files given to the page, and the review taken away from it, without JavaScript."""

from __future__ import annotations

import io
import json
import re
import zipfile
from urllib.parse import unquote

import docx
import pytest
from fastapi.testclient import TestClient

from reviewer import Reviewer
from reviewer.formats.word import read_word
from reviewer.formats.word_comments import MEDIA_TYPE as WORD
from service.app import create_app
from service.page.rendering import LONGEST_EMBEDDED
from service.settings import Settings
from tests.formats.making import ole_file, paragraph, word_file
from tests.formats.officers_letter import letter
from tests.formats.word_reading import comments_of, parts_of
from tests.page.visiting import COMPLAINT, DRAFT, Page, review, visit


def own_file(padding: int = 0) -> bytes:
    """DRAFT as a Word file, with a picture of so many bytes that no archive makes smaller."""
    made = docx.Document()
    for one in DRAFT.split("\n\n"):
        made.add_paragraph(one)
    made.core_properties.subject = "OURS"
    target = io.BytesIO()
    made.save(target)
    if padding:
        with zipfile.ZipFile(target, "a") as archive:
            archive.writestr("word/media/photograph.bin", bytes(padding), zipfile.ZIP_STORED)
    return target.getvalue()


def with_file(client: TestClient, data: bytes, name: str = "reply.docx") -> Page:
    return visit(client).press("Review the reply", files={"draft_file": (name, data)}, complaint=COMPLAINT)


# --- in -------------------------------------------------------------------------------------------------------------


def test_letters_may_be_files(client: TestClient) -> None:
    files = {"draft_file": ("reply.docx", own_file()), "complaint_file": ("mail.txt", COMPLAINT.encode())}
    page = visit(client).press("Review the reply", files=files, draft="stands back behind the file")
    assert page.fields["complaint"] == COMPLAINT
    assert page.draft == read_word(own_file()).text
    assert page.one("#verdict")


def test_what_was_left_out_of_a_file_is_told(client: TestClient) -> None:
    tracked = word_file(paragraph("Dear Ms Pell,", "<w:ins><w:r><w:t> good day.</w:t></w:r></w:ins>"))
    assert "Note: The reply: Tracked changes were read as if accepted" in with_file(client, tracked).one("#results")


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (b"", "The file holds no text."),
        (b"PK\x03\x04 and no more", "damaged"),
        (ole_file("EncryptedPackage"), "protected by a password"),
        (b"\x89PNG\r\n\x1a\n", "a picture, not a letter"),
    ],
    ids=["empty", "broken", "password", "picture"],
)
@pytest.mark.parametrize("name", ["draft", "complaint"])
def test_a_file_that_cannot_be_read_costs_nothing_typed(client: TestClient, name: str, data: bytes, told: str) -> None:
    page = visit(client).press(
        "Review the reply", files={f"{name}_file": ("letter.docx", data)}, complaint=COMPLAINT, draft=DRAFT
    )
    (slip,) = page.slips
    assert told.lower() in slip.lower()
    assert page.one(f"#{name}_file-error").endswith(slip)
    assert (page.fields["complaint"], page.draft) == (COMPLAINT, DRAFT)
    assert 400 <= page.answer.status_code < 500


def test_a_file_that_is_too_long_costs_nothing_typed(reviewer: Reviewer) -> None:
    with TestClient(create_app(Settings(max_document_bytes=50_000), reviewer)) as client:
        page = visit(client).press("Review the reply", files={"draft_file": ("a.docx", bytes(99_999))}, draft=DRAFT)
    assert page.answer.status_code == 413
    assert page.slips[0].startswith("The file is larger than ")
    assert page.draft == DRAFT


# --- out ------------------------------------------------------------------------------------------------------------


def test_the_word_file_has_comments(page: Page) -> None:
    answer = page.press("Download the Word file with comments").answer
    assert (answer.status_code, answer.headers["content-type"]) == (200, WORD)
    assert answer.headers["content-disposition"] == 'attachment; filename="reviewed-reply.docx"'
    assert {"in respect of", "[INSERT ADDRESS]"} <= {one.words for one in comments_of(answer.content)}
    assert page.press("Download as Word").answer.content == answer.content
    tracked = page.press("Download as Word", track_changes="true").answer.content
    assert "I write about your complaint" in read_word(tracked).text


def test_the_officers_own_word_file_comes_back(client: TestClient) -> None:
    page = with_file(client, own_file())
    assert "The Word file is yours, reply.docx" in page.one("#results")
    page = page.press("Use “about”")
    assert "The Word file is yours, reply.docx" in page.one("#results")
    back = page.press("Download as Word").answer.content
    assert docx.Document(io.BytesIO(back)).core_properties.subject == "OURS"
    assert read_word(back).text == page.draft
    assert "[INSERT ADDRESS]" in {one.words for one in comments_of(back)}
    changes = parts_of(back)["word/document.xml"].decode()
    assert re.search(r"<w:delText[^>]*>in respect of</w:delText>", changes)


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("reply.docx", "reply – reviewed.html"),
        ("reply – reviewed.docx", "reply – reviewed.html"),
        ('../Ms Łu;"ka.v2.docx', "Ms Łu;ka.v2 – reviewed.html"),
        ("C:\\letters\\reply.docx", "reply – reviewed.html"),
        (".docx", "docx – reviewed.html"),
    ],
)
def test_a_download_is_named_as_the_officers_own_file(page: Page, name: str, told: str) -> None:
    answer = page.send({"format": "html", "original_name": name}, address="/download").answer
    plain, _, own = answer.headers["content-disposition"].partition("; filename*=UTF-8''")
    assert (plain, unquote(own)) == ('attachment; filename="reviewed-reply.html"', told)


def test_all_that_a_word_file_may_hold_survives(client: TestClient) -> None:
    back = with_file(client, letter()).press("Download as Word").answer.content
    assert {name for name in parts_of(letter()) if "media" in name or "header" in name} <= set(parts_of(back))
    assert read_word(back).text == read_word(letter()).text


def test_a_word_file_too_long_for_the_page_is_asked_for_again(client: TestClient) -> None:
    data = own_file(LONGEST_EMBEDDED)
    page = with_file(client, data)
    assert "choose it again here to have it back" in page.one("#results")
    assert len(page.answer.content) < LONGEST_EMBEDDED
    assert not page.soup.select(".app-verdict button")
    back = page.press("Download as Word", files={"original": ("reply.docx", data)}).answer.content
    assert docx.Document(io.BytesIO(back)).core_properties.subject == "OURS"


def test_where_changes_cannot_be_put_into_the_file_a_plain_one_comes_and_says_so(client: TestClient) -> None:
    page = with_file(client, letter())
    assert "website" in page.draft  # the words of a link
    page.fields["draft"] = page.draft.replace("website", "pages")
    answer = page.press("Download as Word").answer
    assert "our pages for details" in read_word(answer.content).text
    told = "Your changes could not be put into your own Word file, so this is a plain one."
    assert answer.headers["x-page-note"] == told


def test_the_review_as_a_page_and_as_json(page: Page) -> None:
    answer = page.press("Download as a web page").answer
    assert answer.headers["content-disposition"] == 'attachment; filename="reviewed-reply.html"'
    assert answer.headers["content-security-policy"] == "sandbox"
    assert "in respect of" in answer.text
    answer = page.press("Download as JSON").answer
    assert answer.headers["content-disposition"] == 'attachment; filename="reviewed-reply.json"'
    told = json.loads(answer.content)
    assert (told["response_text"], told["complaint_text"]) == (DRAFT, COMPLAINT)


def test_what_was_set_aside_and_corrected_is_in_them(page: Page) -> None:
    finding = page.finding("in respect of")
    field = str(finding.select_one("input")["name"])
    page = page.press("Set aside", within=finding, **{field: "Our lawyers' words"})
    page = page.press("Add the concern", **{"words-new": "Nora Pell"})
    told = json.loads(page.press("Download as JSON").answer.content)
    assert [one["reason"] for one in told["dismissed"]] == ["Our lawyers' words"]
    assert "Nora Pell" in {one["text"] for one in told["concerns"]}


def test_what_cannot_be_taken_away_is_told_in_the_page(client: TestClient, page: Page) -> None:
    empty = page.send({"draft": "", "format": "docx"}, address="/download")
    assert (empty.answer.status_code, empty.slips) == (422, ["Enter your draft reply, or choose its file"])
    assert empty.fields["complaint"] == COMPLAINT
    assert page.send({"format": "pdf"}, address="/download").answer.status_code == 400


def test_a_download_without_a_complaint(client: TestClient) -> None:
    assert json.loads(review(client, complaint="").press("Download as JSON").answer.content)["complaint_text"] is None
