import pytest

from service.accepting import best_of

OFFERED = ("application/json", "text/html", "application/x-word")


@pytest.mark.parametrize(
    ("accept", "expected"),
    [
        ("", "application/json"),
        ("*/*", "application/json"),
        ("text/html", "text/html"),
        ("TEXT/HTML; charset=utf-8", "text/html"),
        ("text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8", "text/html"),
        ("application/*", "application/json"),
        ("application/json;q=0.5, application/x-word", "application/x-word"),
        ("application/*;q=0.9, application/json;q=0.1, text/*;q=0.5", "application/x-word"),
        ("text/html;q=0, */*", "application/json"),
        ("application/json;q=0, */*;q=0.1", "text/html"),
        ("image/png", None),
        ("text/html;q=0", None),
        ("text/html;q=x", None),
        (",;,", None),
    ],
)
def test_the_form_that_is_liked_best(accept: str, expected: str | None) -> None:
    assert best_of(accept, OFFERED) == expected
