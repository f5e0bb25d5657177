"""The page as HTML: whole, or the part that changes when a review is made."""

from __future__ import annotations

import base64
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from jinja2 import ChoiceLoader, Environment, PackageLoader, PrefixLoader
from markupsafe import Markup

from reviewer.formats import wording
from reviewer.formats.marking import inert
from reviewer.samples import load_samples
from service.page.council import Council
from service.page.echo import Echo
from service.page.memory import Work
from service.page.slips import Slip, too_large
from service.page.view import SIGNS, View

LONGEST_EMBEDDED = 1024 * 1024  # a Word file no longer than this travels in the page itself, where no script keeps it


@dataclass(frozen=True)
class Frame:
    """What is the same in every answer to one request: whose page, and where it stands."""

    council: Council
    base: str = ""
    query: str = ""
    longest_file: int = 0


@dataclass(frozen=True)
class Shown:
    """What one answer shows. `fresh`: the form is empty, so that the last choices may be put in.

    `echo`: what was typed beside the review; a script that asks for a part of the page keeps that itself.
    """

    work: Work
    view: View | None = None
    slips: tuple[Slip, ...] = ()
    fresh: bool = False
    sample: str = ""
    echo: Echo = field(default_factory=Echo)


class Pages:
    """Renders the page's templates."""

    def __init__(self) -> None:
        self._environment = _environment()
        for name in self._environment.list_templates(filter_func=lambda name: name.startswith("page/")):
            self._environment.get_template(name)  # compiled here, the first review need not wait for it
        self._shared = _shared()

    def page(self, name: str, frame: Frame, **more: object) -> str:
        """A page that holds no form."""
        return self._render(name, frame, **more)

    def whole(self, frame: Frame, shown: Shown) -> str:
        """The whole page. A Word file that was sent with it goes back in it, if it is not too long."""
        original = shown.work.original
        embedded = ""
        if original and len(original.data) <= LONGEST_EMBEDDED:
            embedded = base64.b64encode(original.data).decode()
        return self._render("page", frame, shown=shown, work=shown.work, embedded=embedded, echo=shown.echo, whole=True)

    def part(self, frame: Frame, shown: Shown) -> str:
        """What changes: slips, memory, the letters where a file or a button changed them, and the review."""
        return self._render("part", frame, shown=shown, work=shown.work, embedded="", echo=Echo(), whole=False)

    def _render(self, name: str, frame: Frame, **more: object) -> str:
        template = self._environment.get_template(f"page/{name}.html.j2")
        return template.render(self._shared, frame=frame, council=frame.council, base=frame.base, **more)


def _environment() -> Environment:
    components = PackageLoader("govuk_frontend_jinja")
    environment = Environment(
        loader=ChoiceLoader([PackageLoader("service"), PrefixLoader({"govuk_frontend_jinja": components})]),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["inert"] = inert
    environment.globals["value"] = _value
    environment.globals["too_large"] = too_large
    environment.globals["slip_for"] = _slip_for
    return environment


def _shared() -> Mapping[str, Any]:
    return {
        "procedure_items": [{"value": one.value, "text": words} for one, words in wording.PROCEDURES.items()],
        "stage_items": [{"value": one.value, "text": words} for one, words in wording.STAGES.items()],
        "nation_items": [
            {"value": "", "text": "Told by the letters"},
            *({"value": one, "text": words} for one, words in wording.NATIONS.items()),
        ],
        "kinds": wording.CONCERN_KINDS,
        "severities": wording.SEVERITIES,
        "outcomes": wording.OUTCOMES,
        "signs": SIGNS,
        "samples": [(one.name, one.title) for one in load_samples()],
        "timescale_words": wording.timescale_words,
        "source_words": wording.source_words,
        "readability_rows": wording.readability_rows,
    }


def _value(name: str, told: object = None) -> str | Markup:
    """The value of a button that does `name`."""
    return name if told is None else f"{name} {json.dumps(told, ensure_ascii=False)}"


def _slip_for(slips: Sequence[Slip], field: str) -> str:
    """What is wrong with a field; empty if nothing is."""
    return next((one.text for one in slips if one.field == field), "")


PAGES = Pages()
