"""YAML files read so that every value can be traced to its line."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from reviewer.rules.faults import Fault, RuleError

Path_ = Sequence[str | int]
_ABSENT = object()


class _Loader(yaml.SafeLoader):
    """YAML with few surprises: `no`, `off`, dates and times stay words, and nothing is an alias."""

    yaml_implicit_resolvers: dict[str, list[tuple[str, re.Pattern[str]]]] = {}  # noqa: RUF012 - PyYAML's own shape

    def compose_node(self, parent: yaml.Node | None, index: int) -> yaml.Node | None:
        if self.check_event(yaml.AliasEvent):
            mark = self.peek_event().start_mark  # type: ignore[no-untyped-call]
            raise yaml.MarkedYAMLError(problem="write the value out: '*' is not used here", problem_mark=mark)
        return super().compose_node(parent, index)


class _WordsLoader(_Loader):
    """The same with every plain value left as the words that were written."""

    yaml_implicit_resolvers: dict[str, list[tuple[str, re.Pattern[str]]]] = {}  # noqa: RUF012


for _tag, _form, _firsts in (
    ("null", r"~|null|", ["~", "n", ""]),
    ("bool", r"true|false", ["t", "f"]),
    ("int", r"-?(?:0|[1-9][0-9]*)", list("-0123456789")),
    ("float", r"-?(?:0|[1-9][0-9]*)\.[0-9]+", list("-0123456789")),
):
    _Loader.add_implicit_resolver(f"tag:yaml.org,2002:{_tag}", re.compile(rf"(?:{_form})\Z"), _firsts)


@dataclass(frozen=True)
class Document:
    """One YAML file that holds `name: value` lines. `file` is how messages call it."""

    file: str
    data: Mapping[str, Any]
    node: yaml.MappingNode
    base: Document | None = None  # the rule that this one changes

    def place(self, path: Path_) -> tuple[str, int]:
        """File and line (from 1) of the value at `path`, or of the nearest thing around it."""
        if path and self.base and str(path[0]) not in self._own_keys() and str(path[0]) in self.base.data:
            return self.base.place(path)
        return self.file, _line(self.node, path)

    def path_to(self, location: Path_, *, new: bool = False) -> tuple[str | int, ...]:
        """The part of a validator's `location` that is in the file; `new`: its last name is one that is not there."""
        path: list[str | int] = []
        value: Any = self.data
        for index, part in enumerate(location):
            inner = _inside(value, part)
            if inner is not _ABSENT:
                value = inner
            elif not (new and index == len(location) - 1):
                continue  # the name of a branch of the schema
            path.append(part)
        return tuple(path)

    def fault(self, cause: str, path: Path_ = (), key: str | None = None) -> Fault:
        """A fault at `path` in this file."""
        file, line = self.place(path)
        return Fault(
            file, cause, line, key if key is not None else ".".join(str(p) for p in path if isinstance(p, str))
        )

    def changed_by(self, over: Document, without: str) -> Document:
        """This document with the keys of `over` laid over it, `without` left out."""
        keys = {key: value for key, value in over.data.items() if key != without}
        return Document(over.file, {**self.data, **keys}, over.node, base=self)

    def with_data(self, data: Mapping[str, Any]) -> Document:
        """The same file read as other data: for a foreign format."""
        return Document(self.file, data, self.node, self.base)

    def _own_keys(self) -> set[str]:
        return {str(key.value) for key, _ in self.node.value}


def _inside(value: Any, part: str | int) -> Any:
    if isinstance(value, Mapping):
        return value.get(part, _ABSENT)
    if isinstance(value, list | tuple) and isinstance(part, int) and part < len(value):
        return value[part]
    return _ABSENT


def read_document(path: Path, file: str, *, words_only: bool = False) -> Document:
    """Read one YAML file. Raises RuleError naming the line where it is not YAML, or not `name: value` lines."""
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise RuleError([Fault(file, "cannot be read; save it as a plain text file in UTF-8")]) from error
    loader = (_WordsLoader if words_only else _Loader)(text)
    try:
        node = loader.get_single_node()
        if not isinstance(node, yaml.MappingNode):
            raise RuleError([Fault(file, "holds no 'name: value' lines; write the rule's keys, one a line", 1)])
        _refuse_doubles(node, file)
        return Document(file, loader.construct_document(node), node)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        raise RuleError([Fault(file, _cause(error), mark.line + 1 if mark else None)]) from error
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        raise RuleError([Fault(file, "is not YAML that can be read; compare it with a rule that works")]) from error
    finally:
        loader.dispose()


def _cause(error: yaml.MarkedYAMLError) -> str:
    problem = error.problem or error.context or "something is missing"
    return (
        f"this is not YAML ({problem}); put quotation marks around words that hold a colon or a hash "
        "or start with a bracket, a brace or a quotation mark, and indent with spaces"
    )


def _refuse_doubles(node: yaml.Node, file: str) -> None:
    if isinstance(node, yaml.SequenceNode):
        for one in node.value:
            _refuse_doubles(one, file)
    if not isinstance(node, yaml.MappingNode):
        return
    seen: set[str] = set()
    for key, value in node.value:
        name = str(key.value)
        if name in seen:
            raise RuleError([Fault(file, "is written twice; keep one of them", key.start_mark.line + 1, name)])
        seen.add(name)
        _refuse_doubles(value, file)


def _line(node: yaml.Node, path: Path_) -> int:
    """The line of the value at `path`; of the key itself where the value is a block below it."""
    line = int(node.start_mark.line) + 1
    for part in path:
        if isinstance(node, yaml.MappingNode):
            found = next(((key, value) for key, value in node.value if str(key.value) == str(part)), None)
            if found is None:
                return line
            line, node = int(found[0].start_mark.line) + 1, found[1]
        elif isinstance(node, yaml.SequenceNode) and isinstance(part, int) and part < len(node.value):
            node = node.value[part]
            line = int(node.start_mark.line) + 1
    return line
