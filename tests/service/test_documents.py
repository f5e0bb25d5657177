"""Letters sent as files, and what comes back."""

from __future__ import annotations

import base64
import hashlib
import json
import logging
import re
from collections.abc import Mapping
from typing import Any

import pytest
from fastapi.testclient import TestClient
from httpx2 import Response
from jsonschema import Draft202012Validator

from reviewer import Reviewer
from reviewer.case import Case
from reviewer.formats.word import read_word
from reviewer.formats.word_comments import MEDIA_TYPE as WORD
from reviewer.review import Review
from service.app import create_app
from service.documents import DocumentReview
from service.settings import Settings
from tests.formats.making import ole_file, paragraph, word_file, zip_file
from tests.formats.word_reading import comments_of, parts_of
from tests.service.test_api import problem_of
from tests.service.test_privacy import MARKER

ADDRESS = "/v1/reviews/document"
WORDS = (
    "Dear Ms Shah",
    "Our operative missed your bin on 3 March, and we shall write in respect of the refund. I am sorry.",
    "If you are unhappy, write to [INSERT ADDRESS].",
    "Yours sincerely",
)
DRAFT = word_file("".join(paragraph(one) for one in WORDS), {"styles": ""})
COMPLAINT = "My bin was missed on 3 March. Why was the road left out?"
Files = Mapping[str, tuple[str, bytes]]


def post(client: TestClient, files: Files | None = None, accept: str = "", **fields: Any) -> Response:
    """A form with these files and fields; a field is sent as a part without a name of a file."""
    parts: list[tuple[str, Any]] = [(name, (None, value)) for name, value in fields.items()]
    parts += [(name, file) for name, file in ({"response": ("draft.docx", DRAFT)} if files is None else files).items()]
    return client.post(ADDRESS, files=parts, headers={"accept": accept} if accept else {})


# --- what comes back ------------------------------------------------------------------------------------------------


def test_a_file_is_reviewed_as_its_text_is(client: TestClient, reviewer: Reviewer) -> None:
    answer = post(client, complaint=COMPLAINT, stage="stage_2", id="case-1", dated="2026-03-16")
    assert (answer.status_code, answer.headers["content-type"], answer.headers["vary"]) == (
        200,
        "application/json",
        "Accept",
    )
    told = DocumentReview.model_validate_json(answer.content)
    assert (told.response_text, told.complaint_text) == (read_word(DRAFT).text, COMPLAINT)
    case = Case.model_validate(
        {
            "response": told.response_text,
            "complaint": COMPLAINT,
            "stage": "stage_2",
            "id": "case-1",
            "dated": "2026-03-16",
        }
    )
    expected = reviewer.review(case)
    assert Review.model_validate(told.model_dump(exclude={"response_text", "complaint_text"})) == expected


def test_both_letters_may_be_files_and_what_was_left_out_of_them_is_told(client: TestClient) -> None:
    tracked = word_file(paragraph("My bin was missed.", "<w:ins><w:r><w:t> Twice.</w:t></w:r></w:ins>"))
    told = post(client, {"response": ("draft.txt", b"Dear Ms Shah"), "complaint": ("complaint", tracked)}).json()
    assert (told["response_text"], told["complaint_text"]) == ("Dear Ms Shah", "My bin was missed. Twice.")
    assert told["notes"][-1].startswith("The complaint: Tracked changes were read as if accepted")


def test_the_draft_comes_back_with_comments(client: TestClient) -> None:
    answer = post(client, accept=WORD, complaint=COMPLAINT, dated="2026-03-16")
    assert (answer.status_code, answer.headers["content-type"]) == (200, WORD)
    assert answer.headers["content-disposition"] == 'attachment; filename="reviewed-reply.docx"'
    comments = comments_of(answer.content)
    assert comments[0].text.startswith("Revise (")
    assert {"operative", "in respect of", "[INSERT ADDRESS]"} <= {one.words for one in comments}
    assert {one.date for one in comments} == {"2026-03-16T00:00:00Z"}
    assert read_word(answer.content).text == read_word(DRAFT).text
    assert parts_of(answer.content)["word/styles.xml"] == parts_of(DRAFT)["word/styles.xml"]


def test_changes_are_made_for_who_asks_for_them(client: TestClient) -> None:
    answer = post(client, accept=WORD, track_changes="true")
    assert "write about the refund" in read_word(answer.content).text
    assert post(client, accept=WORD, track_changes="false").content == post(client, accept=WORD).content


def test_a_draft_that_is_no_word_file_comes_back_as_one(client: TestClient) -> None:
    for files, fields in (({"response": ("draft.txt", "\n\n".join(WORDS).encode())}, {}), ({}, {"response": WORDS[2]})):
        answer = post(client, files, WORD, **fields)
        assert "[INSERT ADDRESS]" in {one.words for one in comments_of(answer.content)}


def test_a_page_may_show_its_own_styles_and_do_nothing_else(client: TestClient) -> None:
    answer = post(client, accept="text/html", complaint=COMPLAINT)
    assert answer.headers["content-type"] == "text/html; charset=utf-8"
    (style,) = re.findall(r"<style>(.*?)</style>", answer.text, re.DOTALL)
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    assert f"style-src 'sha256-{digest}';" in answer.headers["content-security-policy"]
    assert "unsafe" not in answer.headers["content-security-policy"]
    assert not re.search(r"<script\b|\bstyle=", answer.text)


def test_every_field_of_a_case_may_be_sent(client: TestClient) -> None:
    fields = {
        "procedure": "housing",
        "nation": "wales",
        "reference": "H/1",
        "service_area": "Repairs",
        "received": "2026-03-02",
        "concerns": json.dumps([{"kind": "question", "text": "Why?"}]),
        "dismissed": json.dumps([{"fingerprint": "f", "reason": "r"}]),
    }
    told = post(client, complaint=COMPLAINT, **fields).json()
    assert (told["procedure"], told["nation"], told["reference"]) == ("housing", "wales", "H/1")
    assert [one["text"] for one in told["concerns"]] == ["Why?"]


def test_fields_and_files_that_were_left_empty_are_not_given(client: TestClient) -> None:
    told = post(client, nation="", reference=" ", concerns="").json()
    assert (told["complaint_text"], told["reference"]) == (None, None)
    field = 'Content-Disposition: form-data; name="{}"{}\r\n\r\n{}\r\n--x'  # as browsers send a file left out
    body = "--x\r\n" + "\r\n".join(
        (field.format("response", "", "Dear Ms Shah"), field.format("complaint", '; filename=""', "") + "--\r\n")
    )
    answer = client.post(ADDRESS, content=body, headers={"content-type": "multipart/form-data; boundary=x"})
    assert (answer.status_code, answer.json()["complaint_text"]) == (200, None)


def test_the_rules_that_are_named_are_used(client: TestClient) -> None:
    answer = client.post(f"{ADDRESS}?rules=borchester", files={"response": ("a.txt", b"Ring Borset Housing today.")})
    assert "rules/names/old_service?rules=borchester" in {one["page"] for one in answer.json()["findings"]}


def test_the_answer_is_as_the_description_says(client: TestClient) -> None:
    api = client.get("/openapi.json").json()
    operation = api["paths"][ADDRESS]["post"]
    assert set(operation["responses"]["200"]["content"]) == {"application/json", "text/html", WORD}
    schema = operation["responses"]["200"]["content"]["application/json"]["schema"]
    Draft202012Validator({**schema, "components": api["components"]}).validate(post(client).json())
    sent = operation["requestBody"]["content"]["multipart/form-data"]["schema"]["properties"]
    assert set(sent) == {*Case.model_fields, "track_changes"}


# --- problems -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("data", "kind", "status"),
    [
        (b"", "empty", 422),
        (b"PK\x03\x04 and no more", "damaged", 422),
        (ole_file("EncryptedPackage"), "protected", 422),
        (ole_file("WordDocument"), "unsupported", 415),
        (b"\x89PNG\r\n\x1a\n", "unsupported", 415),
        (zip_file({"word/document.xml": b" " * 60_000_000}), "unsafe", 422),
        (word_file(paragraph()), "no-text", 422),
        (b"word " * 30_000, "too-long", 422),
    ],
    ids=["empty", "broken", "password", "doc", "picture", "bomb", "no text", "long"],
)
def test_a_file_that_cannot_be_read(client: TestClient, data: bytes, kind: str, status: int) -> None:
    for name in ("response", "complaint"):
        files = {"response": ("draft.docx", DRAFT), name: ("letter.docx", data)}
        answer = post(client, files)
        assert (problem_of(answer).type, answer.status_code) == (f"/problems/{kind}", status)


def test_a_draft_with_macros_is_reviewed_and_not_handed_back(client: TestClient) -> None:
    files = {"response": ("draft.docm", word_file(paragraph("Dear Ms Shah"), {"vbaProject": ""}))}
    notes = post(client, files).json()["notes"]
    assert "The reply: The file holds macros: they were neither run nor read." in notes
    assert problem_of(post(client, files, WORD)).type == "/problems/not-docx"


@pytest.mark.parametrize(
    ("files", "fields", "kind", "told"),
    [
        ({}, {}, "invalid-form", "`response`"),
        ({"complaint": ("a.txt", b"Why?")}, {}, "invalid-form", "`response`"),
        ({}, {"response": "  "}, "invalid-form", "`response`"),
        (None, {"response": "Dear"}, "invalid-form", "each field once"),
        ({"response": ("a.txt", b"Dear"), "id": ("a.txt", b"1")}, {}, "invalid-form", "no files but"),
        (None, {"concerns": "[{"}, "invalid-form", "concerns: write a JSON list"),
        (None, {"track_changes": "perhaps"}, "invalid-form", "write true or false"),
        (None, {"stage": "stage_3"}, "invalid-case", "stage: Input should be"),
        (None, {"dismissed": '[{"reason": "r"}]'}, "invalid-case", "dismissed.0.fingerprint: Field required"),
        (None, {"colour": "blue"}, "invalid-case", "colour: there is no such field"),
    ],
)
def test_a_form_that_is_not_valid(
    client: TestClient, files: Files | None, fields: dict[str, str], kind: str, told: str
) -> None:
    sent = files if files is None or files or fields else {"nothing": ("", b"")}
    problem = problem_of(post(client, sent, **fields))
    assert problem.type == f"/problems/{kind}"
    assert told in problem.detail or "no files but" in problem.detail


@pytest.mark.parametrize(
    ("body", "content_type", "kind"),
    [
        (b"{}", "application/json", "not-a-form"),
        (b"a=b", "application/x-www-form-urlencoded", "not-a-form"),
        (b"", "", "not-a-form"),
        (b"", "multipart/form-data", "invalid-form"),
        (b"rubbish", "multipart/form-data; boundary=x", "invalid-form"),
        (b"--x\r\n\r\nDear\r\n--x--\r\n", "multipart/form-data; boundary=x", "invalid-form"),
        (b"--x\r\n" * 3, "multipart/form-data; boundary=x", "invalid-form"),
        (b"--x--\r\n", "multipart/form-data; boundary=x", "invalid-form"),
    ],
)
def test_a_body_that_is_not_such_a_form(client: TestClient, body: bytes, content_type: str, kind: str) -> None:
    answer = client.post(ADDRESS, content=body, headers={"content-type": content_type} if content_type else {})
    assert problem_of(answer).type == f"/problems/{kind}"


def test_a_form_of_more_fields_than_there_are(client: TestClient) -> None:
    parts = [("response", ("a.txt", b"Dear"))] + [(f"field_{number}", (None, "x")) for number in range(100)]
    assert problem_of(client.post(ADDRESS, files=parts)).type == "/problems/invalid-form"


def test_an_answer_of_a_kind_that_there_is_not(client: TestClient) -> None:
    answer = post(client, accept="image/png")
    assert (problem_of(answer).type, answer.status_code) == ("/problems/not-acceptable", 406)


def test_a_form_that_is_too_large(reviewer: Reviewer) -> None:
    with TestClient(create_app(Settings(max_document_bytes=len(DRAFT) + 1_000, max_body_bytes=1), reviewer)) as client:
        assert post(client).status_code == 200
        answer = post(client, complaint="x" * 2_000)
        assert (problem_of(answer).type, answer.status_code) == ("/problems/too-large", 413)


# --- privacy --------------------------------------------------------------------------------------------------------


def test_nothing_of_a_form_is_logged_or_repeated(client: TestClient, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    marked = word_file(paragraph(f"Dear Ms {MARKER}"))
    assert post(client, {"response": (f"{MARKER}.docx", marked)}, WORD, reference=MARKER).status_code == 200
    answers = [
        post(client, {MARKER: (MARKER, MARKER.encode())}),
        post(client, {"response": (f"{MARKER}.docx", b"PK\x03\x04" + MARKER.encode())}),
        post(client, {MARKER: ("", b"")}, **{MARKER: MARKER}),
        post(client, None, **{MARKER: MARKER, "stage": MARKER}),
        post(client, None, concerns=MARKER),
        post(client, None, dismissed=f'["{MARKER}"]'),
        post(client, None, track_changes=MARKER),
        post(client, None, accept=f"text/{MARKER}"),
    ]
    for answer in answers:
        problem_of(answer)
        assert MARKER.lower() not in f"{answer.headers}{answer.text}".lower()
    logged = caplog.text + "".join(str(vars(record)) for record in caplog.records)
    assert MARKER.lower() not in logged.lower()
