"""The officer's own Word file with the review in it, and what was changed on the page as tracked changes."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from reviewer.errors import ReviewError
from reviewer.formats.word import read_word
from reviewer.formats.word_comments import annotate
from reviewer.formats.word_edits import with_edits
from service.page.memory import Original, Work
from service.page.reviewing import Reviewed

_AUTHOR = "Changed on the page"


def own_word_file(
    original: Original, made: Reviewed, again: Callable[[Work], Reviewed], *, track_changes: bool
) -> bytes | None:
    """The file with comments; None where the draft on the page cannot be put into it, or it cannot be handed back.

    `again` reviews work anew: the file may have other blank lines than the page.
    """
    try:
        data, draft = original.data, made.case.response
        if read_word(data).text != draft:
            edited = with_edits(data, draft, _AUTHOR)
            if edited is None:
                return None
            data, text = edited, read_word(edited).text
            made = made if text == draft else again(replace(made.work, draft=text))
        return annotate(data, made.review, made.case, track_changes=track_changes).data
    except ReviewError:
        return None
