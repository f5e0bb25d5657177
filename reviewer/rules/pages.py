"""A page about each rule, in Markdown and in HTML: what it says, why, and how a council changes it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from jinja2 import Environment, PackageLoader, StrictUndefined, select_autoescape

from reviewer.dates import in_full
from reviewer.formats.wording import CATEGORIES, PROCEDURES, SEVERITIES, STAGES
from reviewer.review import Criterion, Document, Severity
from reviewer.rules.engine import RuleBook
from reviewer.rules.examples import unmark
from reviewer.rules.markdown import Piece, as_markdown, as_quotation
from reviewer.rules.schema import (
    PLACEHOLDER,
    AgreementRule,
    ExampleCase,
    FactsRule,
    IdentifierRule,
    OccurrenceRule,
    Rule,
    VocabularyRule,
)

Titles = Mapping[Criterion, str]

INDEX = "README.md"
ADVICE = (
    "Make a folder for your rules. Nothing that ships with the reviewer needs to be edited, so an update keeps them.",
    "Put a rule of your own in it, in the form of ours; a rule in the place of one of ours replaces it.",
    "Write a file with 'changes:' and a rule's name to change some of its keys. A key replaces ours whole.",
    "List in council.yml, under 'off:', rules that you do not want, and under 'exempt:' words that are never flagged.",
    "Check the folder with: reviewer rules check DIR",
    "Use it with: reviewer check --rules DIR; for the service and its page, set REVIEWER_RULES to the folder.",
)
_WEIGHT = {
    Severity.ERROR: "the letter should not go before it is put right",
    Severity.WARNING: "look at it before the letter goes",
    Severity.SUGGESTION: "the letter may read better without it",
}
_OTHER = {
    Severity.ERROR: Severity.WARNING,
    Severity.WARNING: Severity.SUGGESTION,
    Severity.SUGGESTION: Severity.WARNING,
}
_LOOKS = {
    "existence": "for certain words",
    "substitution": "for words that have plainer ones",
    "vocabulary": "for terms and abbreviations that are not explained",
    "pattern": "for words by their grammar",
    "facts": "at what the review as a whole found",
}
_LABELS = {Document.RESPONSE: "The reply", Document.COMPLAINT: "The complaint"}


@dataclass(frozen=True)
class Passage:
    """A text of an example; `label` says which, where there are two."""

    label: str
    pieces: tuple[Piece, ...]


@dataclass(frozen=True)
class Example:
    """One example; `setting` names the procedure, stage, nation and dates that it needs."""

    setting: str
    passages: tuple[Passage, ...]


@dataclass(frozen=True)
class Step:
    """One way to change a rule: what it does, the file of the council's folder to write, and what to write there."""

    words: str
    file: str
    yaml: str


@dataclass(frozen=True)
class RulePage:
    """What the page of one rule holds, before it is written as Markdown or HTML."""

    id: str
    title: str
    message: str
    severity: str
    criterion: str
    facts: tuple[tuple[str, str], ...]
    why: str
    source: str
    suggestions: tuple[str, ...]
    flags: tuple[Example, ...]
    passes: tuple[Example, ...]
    words: tuple[tuple[str, str], ...]
    steps: tuple[Step, ...]

    @property
    def file(self) -> str:
        """Where the rule is written, below the folder of rules that holds it."""
        return f"{self.id}.yml"

    @property
    def up(self) -> str:
        """The way from this page to the index, as a relative address."""
        return "../" * self.id.count("/")


@dataclass(frozen=True)
class _Pack:
    title: str
    pages: tuple[RulePage, ...]


# --- what is written ------------------------------------------------------------------------------------------------


def rule_markdown(rule: Rule, titles: Titles) -> str:
    """The page of a rule in Markdown. `titles`: what the criteria are called."""
    return _render("rule.md.j2", page=page_of(rule, titles))


def rule_html(rule: Rule, titles: Titles, query: str = "") -> str:
    """The page of a rule in HTML; `query` (`?rules=…`) is kept in the links to other pages."""
    return _render("rule.html.j2", page=page_of(rule, titles), query=query)


def index_html(book: RuleBook, titles: Titles, query: str = "") -> str:
    """The list of all rules in HTML."""
    return _render("index.html.j2", query=query, **_index(book, titles))


def markdown_pages(book: RuleBook, titles: Titles) -> dict[str, str]:
    """All pages in Markdown, the index first, by their path below the folder they belong in."""
    pages = {f"{rule.id}.md": rule_markdown(rule, titles) for rule in _by_id(book)}
    return {INDEX: _render("index.md.j2", **_index(book, titles)), **pages}


def page_style() -> str:
    """The style sheet that every HTML page carries in its head."""
    return files("reviewer.rules").joinpath("templates", "page.css").read_text(encoding="utf-8")


def page_of(rule: Rule, titles: Titles) -> RulePage:
    """What the page of a rule holds."""
    return RulePage(
        id=rule.id,
        title=rule.title,
        message=_open(rule.message),
        severity=SEVERITIES[rule.severity],
        criterion=titles[rule.criterion],
        facts=tuple(_facts(rule, titles)),
        why=rule.why,
        source=rule.source,
        suggestions=tuple(words for one in rule.suggestions if (words := _open(one)) != "…"),
        flags=tuple(_example(rule, one) for one in rule.examples.flag),
        passes=tuple(_example(rule, one) for one in rule.examples.passes),
        words=tuple(_words(rule)),
        steps=tuple(_steps(rule)),
    )


# --- what it holds --------------------------------------------------------------------------------------------------


def _open(words: str) -> str:
    """A message with its placeholders left open."""
    return PLACEHOLDER.sub("…", words)


def _facts(rule: Rule, titles: Titles) -> Iterator[tuple[str, str]]:
    yield "Severity", f"{SEVERITIES[rule.severity]}: {_WEIGHT[rule.severity]}"
    yield "Scored under", titles[rule.criterion]
    yield "About", CATEGORIES[rule.category]
    yield "It looks", _looks(rule)
    yield "Where", _where(rule)
    if limits := _limits(rule):
        yield "Only for", limits


def _looks(rule: Rule) -> str:
    match rule:
        case OccurrenceRule():
            most, least = rule.max, rule.min
            bounds = [f"at most {most}" if most is not None else "", f"at least {least}" if least is not None else ""]
            return f"how often something comes in a {rule.scope}: {' and '.join(one for one in bounds if one)}"
        case AgreementRule():
            return f"whether each {rule.of} agrees with the complaint"
        case IdentifierRule():
            return f"for this: {rule.of.replace('_', ' ')}"
    return _LOOKS[rule.kind]


def _where(rule: Rule) -> str:
    letter = "the complaint" if rule.applies.document is Document.COMPLAINT else "the reply"
    if isinstance(rule, FactsRule):
        return f"{letter} as a whole"
    blocks = ", ".join(block.value.replace("_", " ") for block in rule.applies.blocks)
    return f"{letter} ({blocks}), but never in quotations"


def _limits(rule: Rule) -> str:
    applies = rule.applies
    named = [PROCEDURES[one] for one in applies.procedure] + [STAGES[one] for one in applies.stage]
    named += [_nation(one.value) for one in applies.nation]
    return ", ".join(named + ["cases with a complaint"] * applies.needs_complaint)


def _nation(name: str) -> str:
    return name.replace("_", " ").title()


def _example(rule: Rule, example: str | ExampleCase) -> Example:
    if isinstance(example, str):
        return Example("", (Passage("", _pieces(example)),))
    setting = [PROCEDURES[example.procedure]] if example.procedure else []
    setting += [STAGES[example.stage]] if example.stage else []
    setting += [_nation(example.nation.value)] if example.nation else []
    setting += [f"complaint received {in_full(example.received)}"] if example.received else []
    setting += [f"reply dated {in_full(example.dated)}"] if example.dated else []
    texts = [(Document.COMPLAINT, example.complaint), (Document.RESPONSE, example.response)]
    if rule.applies.document is Document.COMPLAINT:
        texts.reverse()
    return Example(
        ", ".join(setting), tuple(Passage(_LABELS[which], _pieces(text)) for which, text in texts if text is not None)
    )


def _pieces(text: str) -> tuple[Piece, ...]:
    plain, marks = unmark(text.strip("\n"))
    pieces, taken = [], 0
    for mark in marks:
        pieces += [Piece(plain[taken : mark.start]), Piece(mark.of(plain), marked=True)]
        taken = mark.end
    return tuple(piece for piece in (*pieces, Piece(plain[taken:])) if piece.text)


def _words(rule: Rule) -> Iterator[tuple[str, str]]:
    if not isinstance(rule, VocabularyRule):
        return
    yield from rule.terms.items()
    yield from rule.abbreviations.items()
    for word, meanings in rule.ambiguous.items():
        yield word, f"say which: {', or '.join(meanings)}"


def _steps(rule: Rule) -> Iterator[Step]:
    changes = f"changes: {rule.id}\nseverity: {_OTHER[rule.severity].value}"
    if isinstance(rule, FactsRule | OccurrenceRule):
        yield Step("Give it another weight.", f"{rule.id}.yml", changes)
    else:
        words = "Give it another weight, or name words that it must leave alone."
        yield Step(words, f"{rule.id}.yml", f"{changes}\nexempt:\n  - words of your own")
    yield Step("Or switch it off.", "council.yml", f"off:\n  - {rule.id}")


def _index(book: RuleBook, titles: Titles) -> dict[str, object]:
    by_pack: dict[str, list[RulePage]] = {}
    for rule in _by_id(book):
        by_pack.setdefault(rule.pack, []).append(page_of(rule, titles))
    packs = tuple(_Pack(name.replace("_", " ").capitalize(), tuple(pages)) for name, pages in sorted(by_pack.items()))
    return {"packs": packs, "count": len(book.rules), "advice": ADVICE}


def _by_id(book: RuleBook) -> Sequence[Rule]:
    return sorted(book.rules, key=lambda rule: rule.id)


# --- how it is written ----------------------------------------------------------------------------------------------


def _render(template: str, **content: object) -> str:
    return _environment().get_template(template).render(**content)


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=PackageLoader("reviewer.rules", "templates"),
        autoescape=select_autoescape(("html.j2",)),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.filters["md"] = as_markdown
    environment.filters["quoted"] = lambda passage: as_quotation(passage.pieces)
    environment.globals["style"] = page_style()
    return environment
