"""A visitor without JavaScript: reads a page as HTML, fills its form in, and presses its buttons."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from bs4 import BeautifulSoup, Tag
from fastapi.testclient import TestClient
from httpx2 import Response

COMPLAINT = (
    "My green bin was missed on 3 March and again on 17 March.\n\n"
    "I rang on 18 March and nobody rang me back. Why was our road left off the list?\n\n"
    "I want the bin emptied and an apology.\n\nNora Pell"
)
DRAFT = (
    "Dear Ms Pell\n\n"
    "I write in respect of your complaint of 20 March. Your bin was missed on 3 March and on 17 March because your "
    "road was left off the list that the crew works from. I uphold your complaint, and I am sorry that we missed you "
    "twice.\n\n"
    "Our Waste Manager will add your road to the list.\n\n"
    "If you are unhappy with this reply, write to [INSERT ADDRESS].\n\n"
    "Yours sincerely\n\nHead of Waste"
)
Files = Mapping[str, tuple[str, bytes]]


def words(tag: Tag | None) -> str:
    """The text of an element on one line."""
    assert tag is not None
    return " ".join(tag.get_text().split())


class Page:
    """One page as it came back, with its form as the visitor has filled it in."""

    def __init__(self, client: TestClient, answer: Response) -> None:
        self.client, self.answer = client, answer
        self.soup = BeautifulSoup(answer.text, "lxml")
        self.fields = dict(_fields(self.soup))
        self.ticked: list[str] = []

    @property
    def draft(self) -> str:
        return self.fields["draft"]

    @property
    def slips(self) -> list[str]:
        """What the summary of errors says, each with a field to go to that exists."""
        for link in self.soup.select(".govuk-error-summary a"):
            assert self.soup.select_one(str(link["href"])), link
        return [words(one) for one in self.soup.select(".govuk-error-summary__list li")]

    def all(self, selector: str) -> list[str]:
        return [words(one) for one in self.soup.select(selector)]

    def one(self, selector: str) -> str:
        return words(self.soup.select_one(selector))

    def finding(self, of: str) -> Tag:
        """The entry of the finding about these words."""
        (found,) = (one for one in self.soup.select(".app-finding") if f"“{of}”" in one.get_text())
        return found

    def press(self, label: str, *, within: Tag | None = None, files: Files | None = None, **fields: str) -> Page:
        """Fill fields in, and press the one button whose label starts so."""
        buttons = (within or self.soup).select("#work button[name]" if within is None else "button[name]")
        matching = [one for one in buttons if words(one).startswith(label)]
        assert len({str(one["value"]) for one in matching}) == 1, (label, [words(one) for one in buttons])
        button = matching[0]
        return self.send(
            {str(button["name"]): str(button["value"]), **fields}, files, str(button.get("formaction", "/"))
        )

    def send(self, fields: Mapping[str, str], files: Files | None = None, address: str = "/") -> Page:
        """Send the form as a browser does, where a file that was not chosen is sent without a name."""
        parts: list[tuple[str, Any]] = [(name, (None, value)) for name, value in {**self.fields, **fields}.items()]
        parts += [("ticked", (None, value)) for value in self.ticked]
        chosen = {str(one["name"]): ("", b"") for one in self.soup.select("#work input[type=file]")} | dict(files or {})
        return Page(self.client, self.client.post(address, files=[*parts, *chosen.items()]))


def _fields(soup: BeautifulSoup) -> Mapping[str, str]:
    fields: dict[str, str] = {}
    for one in soup.select("#work [name]"):
        name, kind = str(one["name"]), one.get("type")
        if one.name == "textarea":
            fields[name] = one.get_text().removeprefix("\n")
        elif one.name == "select":
            chosen = one.select_one("option[selected]") or one.select_one("option")
            fields[name] = str(chosen["value"]) if chosen else ""
        elif one.name == "input" and kind in ("hidden", "text", "date"):
            fields[name] = str(one.get("value", ""))
        elif one.name == "input" and kind == "radio" and one.has_attr("checked"):
            fields[name] = str(one["value"])
    return fields


def visit(client: TestClient, address: str = "/") -> Page:
    """Open a page."""
    return Page(client, client.get(address))


def review(client: TestClient, draft: str = DRAFT, complaint: str = COMPLAINT, **fields: str) -> Page:
    """Paste both letters into the empty page, and have the reply reviewed."""
    page = visit(client).press("Review the reply", complaint=complaint, draft=draft, **fields)
    assert page.answer.status_code == 200, page.slips
    return page


def numbers(text: str) -> list[int]:
    """The numbers in some words."""
    return [int(one) for one in re.findall(r"\d+", text)]
