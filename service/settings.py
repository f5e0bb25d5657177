"""What whoever runs the service may set, by environment variables that start with `REVIEWER_`."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Annotated

from pydantic import AfterValidator, DirectoryPath, Field, FilePath, NonNegativeInt, PositiveInt, ValidationError
from pydantic_settings import BaseSettings, SettingsConfigDict

from reviewer.errors import ReviewError
from service.page.council import COLOUR, Council, checked_colour, read_logo

_PREFIX = "REVIEWER_"


def _shown(path: Path) -> Path:
    read_logo(path)
    return path


class Settings(BaseSettings):
    """`REVIEWER_RULES`, `REVIEWER_COUNCIL_RULES` and so on. An empty variable is one that is not set."""

    model_config = SettingsConfigDict(env_prefix=_PREFIX, env_ignore_empty=True, frozen=True)

    rules: Annotated[
        DirectoryPath | None, Field(description="a council's own rules, laid over the shipped ones in every review")
    ] = None
    council_rules: Annotated[
        DirectoryPath | None,
        Field(description="a folder of such folders; a request picks one by its name, in place of `rules`"),
    ] = None
    answers_model: Annotated[
        str | None, Field(description="a folder with a sequence classifier that takes the place of the answers model")
    ] = None
    answers_labels: Annotated[
        str, Field(description="the order of its outputs, by commas, where its own labels do not name the statuses")
    ] = ""
    max_body_bytes: Annotated[PositiveInt, Field(description="the longest request body, in bytes")] = 1024 * 1024
    max_document_bytes: Annotated[
        PositiveInt,
        Field(description="the longest request that sends letters as files, in bytes; one file may have 20 MB at most"),
    ] = 20 * 1024 * 1024
    workers: Annotated[PositiveInt, Field(description="reviews at a time")] = 2
    queue: Annotated[NonNegativeInt, Field(description="reviews that may wait for their turn")] = 16
    open_pages: Annotated[
        PositiveInt, Field(description="pages that may send only what changed at a time; others send the whole form")
    ] = 200
    retry_after: Annotated[PositiveInt, Field(description="seconds after which a client turned away may come back")] = 5
    council_name: Annotated[str, Field(max_length=100, description="stands at the head of the page")] = ""
    council_colour: Annotated[
        str, AfterValidator(checked_colour), Field(description="behind white words at the head of the page: #rrggbb")
    ] = COLOUR
    council_logo: Annotated[
        FilePath | None, AfterValidator(lambda path: path and _shown(path)), Field(description="a picture, before it")
    ] = None

    @property
    def council(self) -> Council:
        """The council whose page it is."""
        logo = read_logo(self.council_logo) if self.council_logo else None
        return Council(self.council_name, self.council_colour, logo)


def described_settings() -> Iterator[tuple[str, str]]:
    """Each variable, and what it sets."""
    for name, field in Settings.model_fields.items():
        usual = f" (usually {field.default})" if field.default else ""
        yield f"{_PREFIX}{name.upper()}", f"{field.description}{usual}"


def read_settings() -> Settings:
    """The settings from the environment. Raises ReviewError naming those that cannot be used."""
    try:
        return Settings()
    except ValidationError as error:
        faults = (
            f"{_PREFIX}{str(fault['loc'][0]).upper()}: {fault['msg'].removeprefix('Value error, ')}"
            for fault in error.errors()
        )
        raise ReviewError("settings", "A setting cannot be used", "; ".join(faults), 500) from None
