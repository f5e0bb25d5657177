"""The page of every rule, and that those checked in are current."""

from pathlib import Path

import pytest
import yaml
from bs4 import BeautifulSoup
from markdown_it import MarkdownIt

from reviewer import cli
from reviewer.resources import data_folder
from reviewer.rules import RuleBook, load_rules
from reviewer.rules.pages import INDEX, Titles, index_html, markdown_pages, page_of, rule_html, rule_markdown
from reviewer.rules.schema import KINDS, Rule
from reviewer.scoring import load_scoring

DOCS = Path(__file__).parents[2] / "docs" / "rules"
REGENERATE = "write them again: reviewer rules pages docs/rules"


@pytest.fixture(scope="module")
def book() -> RuleBook:
    return load_rules()


@pytest.fixture(scope="module")
def titles() -> Titles:
    return load_scoring(data_folder("rules")).titles


@pytest.fixture(scope="module")
def pages(book: RuleBook, titles: Titles) -> dict[str, str]:
    return markdown_pages(book, titles)


def rule(**more: object) -> Rule:
    """A rule made for a test; a key that is None is left out."""
    keys: dict[str, object] = {
        "id": "tone/test",
        "pack": "tone",
        "kind": "existence",
        "title": "A <test> rule",
        "message": "'{match}' is *not* wanted.",
        "why": "It is a test.",
        "source": "House style",
        "severity": "warning",
        "category": "tone",
        "criterion": "tone_and_apology",
        "tokens": ["wibble"],
        "examples": {"flag": ["We [[wibble]] <b>now</b>."], "pass": ["We wobble."]},
        **more,
    }
    return KINDS[str(keys["kind"])].model_validate({name: one for name, one in keys.items() if one is not None})


def read(markdown: str) -> BeautifulSoup:
    return BeautifulSoup(MarkdownIt("commonmark").enable("table").render(markdown), "html.parser")


# --- those checked in -----------------------------------------------------------------------------------------------


def test_the_pages_that_are_checked_in_are_current(pages: dict[str, str]) -> None:
    written = {path.relative_to(DOCS).as_posix(): path.read_bytes() for path in DOCS.rglob("*.md")}
    assert sorted(written) == sorted(pages), REGENERATE
    assert [place for place, text in pages.items() if written[place] != text.encode()] == [], REGENERATE


def test_the_command_writes_all_pages(tmp_path: Path, pages: dict[str, str]) -> None:
    assert cli.run(["rules", "pages", str(tmp_path / "new" / "folder")]) == 0
    written = {path.relative_to(tmp_path / "new" / "folder").as_posix() for path in tmp_path.rglob("*.md")}
    assert written == set(pages)


def test_every_link_leads_to_a_page(pages: dict[str, str]) -> None:
    for place, text in pages.items():
        for link in read(text).select("a"):
            assert (DOCS / place / ".." / str(link["href"])).resolve().is_file(), place


def test_the_index_names_every_rule(pages: dict[str, str], book: RuleBook) -> None:
    named = [link.text for link in read(pages[INDEX]).select("td a")]
    assert named == sorted(one.id for one in book.rules)


# --- what a page holds ----------------------------------------------------------------------------------------------


def test_markdown_and_html_show_the_same_examples_with_the_same_marks(book: RuleBook, titles: Titles) -> None:
    for one in book.rules:
        page = page_of(one, titles)
        pieces = [
            piece for example in (*page.flags, *page.passes) for text in example.passages for piece in text.pieces
        ]
        marked = [piece.text for piece in pieces if piece.marked]
        html = BeautifulSoup(rule_html(one, titles), "html.parser")
        assert [mark.text for mark in html.select("mark")] == marked
        lines = [line.strip() for words in marked for line in words.split("\n") if line.strip()]
        assert [mark.text for mark in read(rule_markdown(one, titles)).select("strong")] == lines, one.id


def test_a_page_says_what_why_and_on_what_standard(titles: Titles) -> None:
    for page in (read(rule_markdown(rule(), titles)), BeautifulSoup(rule_html(rule(), titles), "html.parser")):
        assert page.select_one("h1").text == "A <test> rule"  # type: ignore[union-attr]
        told = page.get_text()
        for words in (
            "'…' is *not* wanted.",
            "It is a test.",
            "Source: House style",
            "Warning: look at it before the letter goes",
            titles[rule().criterion],
            "We wibble <b>now</b>.",
            "We wobble.",
        ):
            assert words in told


@pytest.mark.parametrize(
    ("keys", "label", "told"),
    [
        ({}, "It looks", "for certain words"),
        (
            {"kind": "occurrence", "tokens": None, "token": "x", "max": 2},
            "It looks",
            "how often something comes in a text: at most 2",
        ),
        ({"kind": "identifier", "tokens": None, "of": "nhs_number"}, "It looks", "for this: nhs number"),
        (
            {"kind": "agreement", "tokens": None, "of": "date"},
            "It looks",
            "whether each date agrees with the complaint",
        ),
        ({}, "Where", "the reply (paragraph, list item, heading), but never in quotations"),
        (
            {"applies": {"document": "complaint", "blocks": ["heading"]}},
            "Where",
            "the complaint (heading), but never in quotations",
        ),
        ({"kind": "facts", "tokens": None, "when": {"decision": ["none"]}}, "Where", "the reply as a whole"),
        (
            {
                "applies": {
                    "procedure": ["housing"],
                    "stage": ["stage_2"],
                    "nation": ["northern_ireland"],
                    "needs_complaint": True,
                }
            },
            "Only for",
            "Housing, Stage 2, Northern Ireland, cases with a complaint",
        ),
        ({}, "Only for", None),
    ],
)
def test_a_page_says_where_a_rule_looks(keys: dict[str, object], label: str, told: str | None, titles: Titles) -> None:
    assert dict(page_of(rule(**keys), titles).facts).get(label) == told


def test_an_example_with_two_letters_says_which_is_which(titles: Titles) -> None:
    example = {
        "complaint": "I wrote on 3 May.",
        "response": "You [[wibble]].",
        "stage": "stage_2",
        "dated": "2026-05-04",
    }
    page = page_of(rule(examples={"flag": [example], "pass": ["We wobble."]}), titles)
    assert page.flags[0].setting == "Stage 2, reply dated 4 May 2026"
    assert [text.label for text in page.flags[0].passages] == ["The complaint", "The reply"]


def test_a_page_lists_the_words_of_a_vocabulary(titles: Titles) -> None:
    made = rule(
        kind="vocabulary",
        tokens=None,
        terms={"water ingress": "water getting in"},
        abbreviations={"RCD": "safety switch"},
        ambiguous={"TA": ["tenancy agreement", "teaching assistant"]},
    )
    assert page_of(made, titles).words == (
        ("water ingress", "water getting in"),
        ("RCD", "safety switch"),
        ("TA", "say which: tenancy agreement, or teaching assistant"),
    )


# --- how a council changes a rule -----------------------------------------------------------------------------------


def test_what_every_page_tells_a_council_to_write_can_be_loaded(tmp_path: Path, book: RuleBook, titles: Titles) -> None:
    changed, off = tmp_path / "changed", tmp_path / "off"
    switched: list[str] = []
    for one in book.rules:
        change, switch = page_of(one, titles).steps
        path = changed / change.file
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(change.yaml, encoding="utf-8")
        switched += yaml.load(switch.yaml, yaml.BaseLoader)["off"]
    off.mkdir()
    (off / "council.yml").write_text(yaml.safe_dump({"off": switched}), encoding="utf-8")
    over = load_rules(council=changed).by_id
    assert all(over[one.id].severity is not one.severity for one in book.rules)
    assert load_rules(council=off).rules == ()


def test_links_between_pages_keep_the_option(book: RuleBook, titles: Titles) -> None:
    page = BeautifulSoup(rule_html(book.by_id["tone/blame"], titles, "?rules=a%26b"), "html.parser")
    assert page.select_one("nav a")["href"] == "../../rules?rules=a%26b"  # type: ignore[index]
    index = BeautifulSoup(index_html(book, titles, "?rules=a%26b"), "html.parser")
    assert "rules/tone/blame?rules=a%26b" in {link["href"] for link in index.select("td a, th a")}
