"""What /openapi.json says is so: its examples are sent, and the answers held against its schemas."""

from collections.abc import Iterator
from typing import Any

import pytest
from fastapi.testclient import TestClient
from httpx2 import Response
from jsonschema import Draft202012Validator

from service.examples import REQUESTS
from service.problems import MEDIA_TYPE


@pytest.fixture(scope="module")
def api(client: TestClient) -> dict[str, Any]:
    """The description."""
    return dict(client.get("/openapi.json").json())


def operations(api: dict[str, Any]) -> Iterator[tuple[str, str, dict[str, Any]]]:
    for path, methods in api["paths"].items():
        for method, operation in methods.items():
            yield path, method, operation


def check(api: dict[str, Any], operation: dict[str, Any], answer: Response) -> None:
    """Fails unless the operation documents this answer's status, and its body is as the schema says."""
    content = operation["responses"][str(answer.status_code)]["content"][answer.headers["content-type"]]
    validator({**content["schema"], "components": api["components"]}).validate(answer.json())


def validator(schema: dict[str, Any]) -> Draft202012Validator:
    return Draft202012Validator(schema)


def test_every_request_example_gets_the_status_and_body_that_are_documented(
    api: dict[str, Any], client: TestClient
) -> None:
    sent = 0
    for path, method, operation in operations(api):
        for example in (
            operation.get("requestBody", {}).get("content", {}).get("application/json", {}).get("examples", {}).values()
        ):
            answer = client.request(method, path, json=example["value"])
            assert answer.status_code == example["x-status"], example["summary"]
            check(api, operation, answer)
            sent += 1
    assert sent == len(REQUESTS)


def test_every_address_without_a_body_answers_as_documented(api: dict[str, Any], client: TestClient) -> None:
    sent = []
    for path, method, operation in operations(api):
        if "requestBody" in operation:
            continue
        named = [one for one in operation.get("parameters", []) if one["in"] == "path"]
        for parameter in named:
            (example,) = parameter["schema"]["examples"]
            path = path.replace("{" + parameter["name"] + "}", example)
        answer = client.request(method, path)
        assert answer.status_code == 200
        check(api, operation, answer)
        sent.append(path)
    assert sent == ["/v1/rules", "/v1/rules/tone/blame", "/v1/procedures", "/healthz", "/readyz"]


def test_every_example_of_a_problem_is_as_the_schema_says(api: dict[str, Any]) -> None:
    checked = 0
    for _, _, operation in operations(api):
        for status, response in operation["responses"].items():
            problem = response["content"].get(MEDIA_TYPE, {"examples": {}})
            for example in problem["examples"].values():
                validator({**problem["schema"], "components": api["components"]}).validate(example["value"])
                assert str(example["value"]["status"]) == status
                checked += 1
            expected = {"application/json", "text/csv"} if status == "200" else {MEDIA_TYPE}
            assert expected & set(response["content"])
            assert status == "200" or set(response["content"]) == expected
    assert checked


def test_every_schema_that_is_referred_to_is_there(api: dict[str, Any]) -> None:
    referred: set[str] = set()

    def walk(value: object) -> None:
        if isinstance(value, dict):
            referred.update([value["$ref"]] if isinstance(value.get("$ref"), str) else [])
            for one in value.values():
                walk(one)
        elif isinstance(value, list):
            for one in value:
                walk(one)

    walk(api)
    assert referred == {f"#/components/schemas/{name}" for name in api["components"]["schemas"]} | referred
    assert {"#/components/schemas/Case", "#/components/schemas/Problem"} <= referred
    assert "HTTPValidationError" not in api["components"]["schemas"]


def test_the_example_of_a_dismissed_finding_sets_it_aside(client: TestClient) -> None:
    review = client.post("/v1/reviews", json=REQUESTS["dismissed_finding"].body).json()
    assert [finding["text"] for finding in review["dismissed"]] == ["operatives"]
