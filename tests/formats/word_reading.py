"""What the tests read back from a Word file: its parts, and its comments with the words that they stand beside."""

from __future__ import annotations

import io
import zipfile
from dataclasses import dataclass

import docx
from lxml import etree

from reviewer.formats.word import run_pieces
from reviewer.formats.word_package import WORD


@dataclass(frozen=True)
class ReadComment:
    """A comment as it stands in a file. `words`: those between its marks, in the order of the document."""

    number: str
    author: str
    initials: str
    text: str
    words: str
    date: str | None


def parts_of(data: bytes) -> dict[str, bytes]:
    """Every part by its name, in the order of the archive."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert archive.testzip() is None
        return {name: archive.read(name) for name in archive.namelist()}


def comments_of(data: bytes) -> list[ReadComment]:
    """The comments in the order in which the document marks them; python-docx must be able to read them."""
    body = etree.fromstring(parts_of(data)["word/document.xml"])
    open_now: list[str] = []
    words: dict[str, str] = {}
    referred: list[str] = []
    for element in body.iter():
        if element.tag == WORD + "commentRangeStart":
            open_now.append(element.get(WORD + "id"))
            words[element.get(WORD + "id")] = ""
        elif element.tag == WORD + "commentRangeEnd":
            open_now.remove(element.get(WORD + "id"))
        elif element.tag == WORD + "commentReference":
            assert element.get(WORD + "id") not in open_now
            referred.append(element.get(WORD + "id"))
        elif element.tag == WORD + "r":
            text = "".join(text for _, text in run_pieces(element))
            for number in open_now:
                words[number] += text
    assert not open_now
    assert sorted(referred) == sorted(words)
    told = {str(one.comment_id): one for one in docx.Document(io.BytesIO(data)).comments}
    assert sorted(told) == sorted(words)
    return [
        ReadComment(
            number,
            told[number].author,
            told[number].initials or "",
            "\n".join(one.text for one in told[number].paragraphs),
            words[number],
            told[number]._comment_elm.get(WORD + "date"),
        )
        for number in words
    ]
