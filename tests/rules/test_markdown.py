import pytest
from bs4 import BeautifulSoup
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from reviewer.rules.markdown import Piece, as_markdown, as_quotation

READ = MarkdownIt("commonmark").enable("table")
SIGNS = st.text(alphabet="ab1 .)-+=*_#>[]<&;|`~$\\!:'\"\n", max_size=30)


def shown(markdown: str) -> str:
    """The words that a reader of the page sees."""
    return BeautifulSoup(READ.render(markdown), "html.parser").get_text().strip("\n")


@pytest.mark.parametrize(
    ("words", "written"),
    [
        ("Ring us by 3 May.", "Ring us by 3 May."),
        ("the_field *now*", r"the\_field \*now\*"),
        ("<name> [INSERT] #1 a|b", r"\<name\> \[INSERT\] \#1 a\|b"),
        ("AT&T and T&Cs, but &amp; and &#38;", r"AT&T and T&Cs, but \&amp; and \&#38;".replace("&#", r"&\#")),
        ("- not a list", r"\- not a list"),
        ("3. not a list", r"3\. not a list"),
        ("3.50 is a price", r"3\.50 is a price"),
        ("£3 or $3", r"£3 or \$3"),
        ("  folded\n  words ", "folded words"),
    ],
)
def test_what_markdown_would_read_is_escaped(words: str, written: str) -> None:
    assert as_markdown(words) == written


@given(SIGNS)
@settings(max_examples=200, deadline=None)
def test_any_words_are_shown_as_they_are(words: str) -> None:
    assert shown(as_markdown(words)) == " ".join(words.split())


@given(SIGNS)
@settings(max_examples=200, deadline=None)
def test_any_passage_is_shown_as_it_is(words: str) -> None:
    lines = [line.strip() for line in shown(as_quotation([Piece(words)])).split("\n")]
    assert [line for line in lines if line] == [line.strip() for line in words.split("\n") if line.strip()]


def test_a_passage_keeps_its_lines_and_shows_its_marks() -> None:
    pieces = [Piece("Dear Ms "), Piece("Okoro", marked=True), Piece("\n\nYours\n- "), Piece("Jo\n[ROLE]", marked=True)]
    written = as_quotation(pieces)
    assert written == "> Dear Ms **Okoro**\n>\n> Yours\\\n> \\- **Jo**\\\n> **\\[ROLE\\]**"
    page = BeautifulSoup(READ.render(written), "html.parser")
    assert [one.text for one in page.select("blockquote strong")] == ["Okoro", "Jo", "[ROLE]"]
    assert len(page.select("blockquote > p")) == 2
