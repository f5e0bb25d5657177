from pathlib import Path

import pytest
from fastapi.testclient import TestClient
from httpx2 import Response

from reviewer import Reviewer
from reviewer.case import Case
from reviewer.review import Review
from reviewer.rules import load_rules
from service.app import create_app
from service.problems import MEDIA_TYPE, PROBLEMS, RequestProblem
from service.settings import Settings
from tests.handmade import COMPLAINT, REPLY

BLAME = "Dear Ms Shah\n\nUnfortunately, you failed to return the form in time. Ring Borset Housing.\n\nYours sincerely"


def problem_of(answer: Response) -> RequestProblem:
    """The problem document of an answer, checked."""
    assert answer.headers["content-type"] == MEDIA_TYPE
    problem = RequestProblem.model_validate(answer.json())
    assert problem.status == answer.status_code
    assert problem.instance == f"urn:uuid:{answer.headers['x-request-id']}"
    return problem


# --- reviews --------------------------------------------------------------------------------------------------------


def test_a_case_is_answered_with_its_review(client: TestClient, reviewer: Reviewer) -> None:
    case = {"complaint": COMPLAINT, "response": REPLY, "id": "case-1", "reference": "CF/1"}
    answer = client.post("/v1/reviews", json=case)
    assert (answer.status_code, answer.headers["content-type"]) == (200, "application/json")
    assert Review.model_validate_json(answer.content) == reviewer.review(Case.model_validate(case))


@pytest.mark.parametrize(
    "content_type", ["application/json", "application/json; charset=utf-8", 'APPLICATION/JSON;charset="UTF-8"']
)
def test_json_is_told_by_its_content_type(client: TestClient, content_type: str) -> None:
    body = '{"response": "Dear Ms Café 🙂, we will ring you."}'.encode()
    assert client.post("/v1/reviews", content=body, headers={"content-type": content_type}).status_code == 200


def test_every_page_that_a_finding_names_is_there(client: TestClient) -> None:
    review = client.post("/v1/reviews", json={"complaint": COMPLAINT, "response": f"{REPLY}\n{BLAME}"}).json()
    pages = {finding["page"] for finding in review["findings"]}
    assert {"rules/tone/blame", "rules/placeholder/template_field"} <= pages
    for page in pages:
        assert client.get(f"/{page}").headers["content-type"] == "text/html; charset=utf-8"


# --- a council's own rules ------------------------------------------------------------------------------------------


def test_a_request_picks_a_councils_own_rules_by_name(client: TestClient) -> None:
    usual = client.post("/v1/reviews", json={"response": BLAME}).json()
    own = client.post("/v1/reviews?rules=borchester", json={"response": BLAME}).json()
    assert "tone/blame" in {finding["rule"] for finding in usual["findings"]}
    assert "tone/blame" not in {finding["rule"] for finding in own["findings"]}
    found = next(finding for finding in own["findings"] if finding["rule"] == "names/old_service")
    assert found["page"] == "rules/names/old_service?rules=borchester"
    assert own["versions"]["rules"]["council"] == "7"
    assert "council" not in usual["versions"]["rules"]


def test_a_rule_of_a_council_is_shown_to_who_asks_for_its_rules(client: TestClient) -> None:
    for address in ("/v1/rules/names/old_service", "/rules/names/old_service"):
        assert client.get(f"{address}?rules=borchester").status_code == 200
        assert problem_of(client.get(address)).type == "/problems/unknown-rule"
    listed = client.get("/v1/rules?rules=borchester").json()
    assert "names/old_service" in {rule["id"] for rule in listed["rules"]}
    assert 'href="rules/names/old_service?rules=borchester"' in client.get("/rules?rules=borchester").text


@pytest.mark.parametrize(
    "name",
    [
        "ambridge",
        "..",
        "../borchester",
        "borchester/",
        "borchester/names",
        "./borchester",
        "notes.txt",
        "/etc",
        "Borchester",
    ],
)
def test_only_a_name_that_there_is_picks_rules(client: TestClient, name: str) -> None:
    for answer in (
        client.post("/v1/reviews", params={"rules": name}, json={"response": "Dear Ms Shah"}),
        client.get("/v1/rules", params={"rules": name}),
        client.get("/rules", params={"rules": name}),
    ):
        problem = problem_of(answer)
        assert (problem.type, problem.status) == ("/problems/unknown-rules", 422)
        assert problem.detail == "leave rules= out, or give one of: borchester"


@pytest.mark.parametrize("query", ["rule=borchester", "rules=", f"rules={'x' * 201}", "rules=borchester&folder=x"])
def test_an_option_that_there_is_not_is_refused(client: TestClient, query: str) -> None:
    for answer in (client.post(f"/v1/reviews?{query}", json={"response": "Dear"}), client.get(f"/v1/rules?{query}")):
        assert problem_of(answer).type == "/problems/invalid-query"


# --- rules and procedures -------------------------------------------------------------------------------------------


def test_the_rules_are_listed_by_id(client: TestClient) -> None:
    told = client.get("/v1/rules").json()
    ids = [rule["id"] for rule in told["rules"]]
    assert ids == sorted(rule.id for rule in load_rules().rules)
    assert {rule["pack"] for rule in told["rules"]} == set(told["versions"])


def test_a_rule_is_shown_in_full(client: TestClient, reviewer: Reviewer) -> None:
    told = client.get("/v1/rules/tone/blame").json()
    rule = reviewer.rules.by_id["tone/blame"]
    assert (told["title"], told["why"], told["severity"]) == (rule.title, rule.why, "warning")
    assert told["examples"]["flag"][0] == "[[Unfortunately, you failed to return the form in time.]]"
    assert told["finds"]["span"] == "sentence"
    assert set(told["finds"]) == {"tokens", "raw", "nonword", "ignorecase", "exceptions", "unless", "span"}


@pytest.mark.parametrize("page", ["/rules", "/rules/names/old_service"])
def test_a_councils_own_names_for_the_criteria_stand_on_the_pages(client: TestClient, page: str) -> None:
    assert "Words that people know" in client.get(f"{page}?rules=borchester").text
    assert "Words that people know" not in client.get(page.replace("names/old_service", "tone/blame")).text


def test_every_rule_can_be_shown(client: TestClient, reviewer: Reviewer) -> None:
    for rule in reviewer.rules.rules:
        assert client.get(f"/v1/rules/{rule.id}").json()["id"] == rule.id
        assert client.get(f"/v1/rules/{rule.id.replace('/', '%2F')}").json()["id"] == rule.id


def test_the_procedures_say_what_follows_each_stage(client: TestClient) -> None:
    told = client.get("/v1/procedures").json()
    end = told["nations"]["wales"]["procedures"]["housing"]["stage_2"]
    assert (end["next"], told["bodies"][end["body"]]["title"]) == ("ombudsman", "Public Services Ombudsman for Wales")


# --- problems -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"{",
        b"[1]",
        b'"words"',
        b"null",
        b"\xff\xfe{}",
        b'{"response": "\\ud800"}',
        b'{"response": NaN}',
        b"[" * 100_000,
    ],
    ids=repr,
)
def test_a_body_that_is_not_a_json_object(client: TestClient, body: bytes) -> None:
    answer = client.post("/v1/reviews", content=body, headers={"content-type": "application/json"})
    assert (problem_of(answer).type, answer.status_code) == ("/problems/invalid-json", 400)


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"content-type": "text/plain"},
        {"content-type": "application/x-www-form-urlencoded"},
        {"content-type": "application/json; charset=utf-16"},
        {"content-type": "application/json", "content-encoding": "gzip"},
        {"content-type": "/"},
    ],
    ids=str,
)
def test_a_body_that_is_not_sent_as_json(client: TestClient, headers: dict[str, str]) -> None:
    answer = client.post("/v1/reviews", content=b'{"response": "Dear Ms Shah"}', headers=headers)
    assert (problem_of(answer).type, answer.status_code) == ("/problems/unsupported-media-type", 415)


@pytest.mark.parametrize(
    ("case", "told"),
    [
        ({}, "response: Field required"),
        ({"response": ""}, "response: String should have at least 1 character"),
        ({"response": "Dear", "stage": "stage_3"}, "stage: Input should be 'stage_1' or 'stage_2'"),
        ({"response": "Dear", "nation": "france"}, "nation: Input should be 'england', 'wales', 'scotland'"),
        ({"response": "Dear", "colour": "blue"}, "colour: there is no such field; write one of response, complaint,"),
        ({"response": "x" * 100_001}, "response: String should have at most 100000 characters"),
    ],
)
def test_a_case_that_is_not_valid(client: TestClient, case: dict[str, str], told: str) -> None:
    problem = problem_of(client.post("/v1/reviews", json=case))
    assert (problem.type, problem.status) == ("/problems/invalid-case", 422)
    assert told in problem.detail


@pytest.mark.parametrize(
    ("method", "address", "kind"),
    [
        ("GET", "/nothing", "not-found"),
        ("GET", "/v1", "not-found"),
        ("GET", "/v1/reviews/", "not-found"),
        ("GET", "/docs", "not-found"),
        ("GET", "/redoc", "not-found"),
        ("GET", "/problems/nothing", "not-found"),
        ("GET", "/v1/rules/tone/nothing", "unknown-rule"),
        ("GET", "/rules/../../etc/passwd", "not-found"),
        ("GET", "/rules/%2e%2e/scoring.yml", "unknown-rule"),
        ("GET", "/v1/reviews", "method-not-allowed"),
        ("DELETE", "/v1/rules", "method-not-allowed"),
        ("POST", "/healthz", "method-not-allowed"),
    ],
)
def test_an_address_or_method_that_there_is_not(client: TestClient, method: str, address: str, kind: str) -> None:
    answer = client.request(method, address)
    assert problem_of(answer).type == f"/problems/{kind}"
    assert ("allow" in answer.headers) == (kind == "method-not-allowed")


def test_a_body_that_is_too_large(reviewer: Reviewer) -> None:
    with TestClient(create_app(Settings(max_body_bytes=64), reviewer)) as client:
        assert client.post("/v1/reviews", json={"response": "x" * 40}).status_code == 200
        for body in (b'{"response": "' + b"x" * 60 + b'"}', iter([b'{"response": "', b"x" * 60, b'"}'])):
            answer = client.post("/v1/reviews", content=body, headers={"content-type": "application/json"})
            assert (problem_of(answer).type, answer.status_code) == ("/problems/too-large", 413)


@pytest.mark.parametrize("kind", PROBLEMS)
def test_every_problem_has_a_page(client: TestClient, kind: str) -> None:
    answer = client.get(PROBLEMS[kind].type)
    assert answer.headers["content-type"].startswith("text/html")
    assert PROBLEMS[kind].title in answer.text


@pytest.mark.parametrize(
    ("path", "status", "cure"),
    [
        ("/rules/jargon/nosuch", 404, "The page /rules lists them all."),
        ("/nowhere", 404, "check that it is right and whole."),
        ("/rules?rules=nosuch", 422, "the rules that this one names are not here."),
    ],
)
def test_in_a_browser_a_problem_is_a_page(client: TestClient, path: str, status: int, cure: str) -> None:
    answer = client.get(path, headers={"Accept": "text/html,application/xhtml+xml,*/*;q=0.8"})
    assert (answer.status_code, answer.headers["content-type"]) == (status, "text/html; charset=utf-8")
    assert cure in answer.text
    assert client.get(path).headers["content-type"] == "application/problem+json"
    assert (
        client.get(f"/v1{path}", headers={"Accept": "text/html"}).headers["content-type"]
        != answer.headers["content-type"]
    )


# --- loading --------------------------------------------------------------------------------------------------------


def test_until_it_is_loaded_it_is_alive_and_not_ready() -> None:
    client = TestClient(create_app(Settings()))  # not started
    assert client.get("/healthz").json() == {"status": "alive"}
    for address in ("/readyz", "/v1/rules", "/v1/procedures", "/rules/tone/blame"):
        answer = client.get(address)
        assert (problem_of(answer).type, answer.status_code) == ("/problems/not-ready", 503)
        assert answer.headers["retry-after"] == "5"
    assert problem_of(client.post("/v1/reviews", json={"response": "Dear"})).type == "/problems/not-ready"


def test_once_loaded_it_is_ready(client: TestClient) -> None:
    assert client.get("/readyz").json() == {"status": "ready"}
    assert client.get("/healthz").json() == {"status": "alive"}


def test_rules_that_cannot_be_used_are_told_in_the_log(
    tmp_path: Path, reviewer: Reviewer, caplog: pytest.LogCaptureFixture
) -> None:
    (tmp_path / "ambridge").mkdir()
    (tmp_path / "ambridge" / "council.yml").write_text("off: [tone/blam]\n", encoding="utf-8")
    with TestClient(create_app(Settings(council_rules=tmp_path), reviewer)) as client:
        for address in ("/healthz", "/readyz", "/v1/rules"):
            assert problem_of(client.get(address)).type == "/problems/not-loaded"
    assert "ambridge/council.yml, line 1, 'off': there is no rule 'tone/blam'" in caplog.text
