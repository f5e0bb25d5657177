"""What was typed beside the review and is not used yet: it stays in the page, also where no script keeps it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from service.page.form import PageForm
from service.page.memory import Memory

_KEPT = ("reason-", "owner-", "date-")  # the names tell by themselves of which finding or action they are
_NEW = ("words-new", "kind-new")
_OF_CONCERNS = ("words-", "kind-")  # the names tell of which concern by its place


@dataclass(frozen=True)
class Echo:
    """The fields by name, and the boxes that are ticked."""

    typed: Mapping[str, str] = field(default_factory=dict)
    ticked: frozenset[str] = frozenset()


def echo_of(form: PageForm, sent: Memory, now: Memory, done: str) -> Echo:
    """What of a form goes back into the page; `done`: the name of the button that used what stands beside it."""
    typed = {name: form.text(name) for name in form.fields if name.startswith(_KEPT)}
    if done != "add-concern":
        typed |= {name: form.text(name) for name in _NEW if name in form.fields}
    if _told(sent) != _told(now):
        return Echo(typed)
    typed |= {name: form.text(name) for name in form.fields if name.startswith(_OF_CONCERNS) and name not in _NEW}
    return Echo(typed, frozenset(form.ticked))


def _told(memory: Memory) -> list[tuple[str, str]]:
    return [(one.kind, one.text) for one in memory.concerns or ()]
