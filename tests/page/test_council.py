"""The council's name, colour and logo."""

from __future__ import annotations

from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from reviewer import Reviewer
from reviewer.errors import ReviewError
from service.app import create_app
from service.page.council import LONGEST_LOGO, contrast_with_white
from service.settings import Settings, read_settings
from tests.formats.officers_letter import picture
from tests.page.visiting import visit

SVG = "<?xml version='1.0'?>\n<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>"


def refused(monkeypatch: pytest.MonkeyPatch, name: str, value: str) -> str:
    """Why a setting cannot be used."""
    monkeypatch.setenv(name, value)
    with pytest.raises(ReviewError) as caught:
        read_settings()
    assert f"{name}: " in caught.value.detail
    return caught.value.detail


def test_without_settings_it_names_no_council(client: TestClient) -> None:
    assert visit(client).one("header") == "Complaint reply check"
    assert client.get("/council-logo").status_code == 404


def test_a_council_has_its_name_colour_and_logo(
    reviewer: Reviewer, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    logo = tmp_path / "logo"
    logo.write_bytes(picture().getvalue())
    for name, value in (("NAME", "Borset & Downs Council"), ("COLOUR", "#7A1F3D"), ("LOGO", str(logo))):
        monkeypatch.setenv(f"REVIEWER_COUNCIL_{name}", value)
    with TestClient(create_app(read_settings(), reviewer)) as client:
        page = visit(client)
        image = page.soup.select_one("header img")
        assert image is not None
        assert image["alt"] == "Borset & Downs Council"
        assert page.one("title").endswith(" – Borset & Downs Council")
        answer = client.get(str(image["src"]))
        assert (answer.headers["content-type"], answer.content) == ("image/png", logo.read_bytes())
        assert "sandbox" in answer.headers["content-security-policy"]
        assert client.get("/council.css").text == ":root { --council: #7a1f3d; }\n"
        assert "Borset & Downs Council" in visit(client, "/accessibility").one("main")


def test_a_name_alone_stands_at_the_head(reviewer: Reviewer) -> None:
    with TestClient(create_app(Settings(council_name="Borset Council"), reviewer)) as client:
        assert visit(client).one("header") == "Borset Council Complaint reply check"


def test_contrast_is_measured_as_wcag_does() -> None:
    told = {one: round(contrast_with_white(one), 2) for one in ("#000000", "#ffffff", "#767676", "#777777", "#ff0000")}
    assert told == {"#000000": 21.0, "#ffffff": 1.0, "#767676": 4.54, "#777777": 4.48, "#ff0000": 4.0}


@pytest.mark.parametrize("colour", ["blue", "#12345", "#12345g", "144e75", "#144e75; } body { display: none"])
def test_a_colour_that_is_none_is_refused(monkeypatch: pytest.MonkeyPatch, colour: str) -> None:
    assert "as # and six digits" in refused(monkeypatch, "REVIEWER_COUNCIL_COLOUR", colour)


def test_a_colour_on_which_white_cannot_be_read_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    told = refused(monkeypatch, "REVIEWER_COUNCIL_COLOUR", "#ffcc00")
    assert "contrast of 1.5 to 1; choose a darker one" in told


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (b"hello", "is not a picture"),
        (b"", "is not a picture"),
        (b"\x89PNG\r\n\x1a\n" + bytes(LONGEST_LOGO), "longer than 40 kB"),
    ],
)
def test_a_logo_that_is_no_small_picture_is_refused(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, data: bytes, told: str
) -> None:
    logo = tmp_path / "logo.png"
    logo.write_bytes(data)
    assert told in refused(monkeypatch, "REVIEWER_COUNCIL_LOGO", str(logo))


def test_a_logo_that_is_not_there_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    refused(monkeypatch, "REVIEWER_COUNCIL_LOGO", "/nowhere/logo.png")


def test_a_drawing_may_hold_no_script_that_runs(reviewer: Reviewer, tmp_path: Path) -> None:
    logo = tmp_path / "logo.svg"
    logo.write_text(SVG)
    with TestClient(create_app(Settings(council_logo=logo), reviewer)) as client:
        answer = client.get("/council-logo")
    assert answer.headers["content-type"].startswith("image/svg+xml")
    assert answer.headers["content-security-policy"].startswith("default-src 'none'; ")
