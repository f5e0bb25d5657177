"""Kind `pattern`: runs of words by their grammar, with spaCy's token patterns.

https://spacy.io/usage/rule-based-matching#matcher gives what a token pattern may hold. All rules share one matcher, so
that each sentence is walked through once.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from spacy.errors import MatchPatternError
from spacy.matcher import Matcher
from spacy.vocab import Vocab

from reviewer.case import Span
from reviewer.rules.context import Page, Scene
from reviewer.rules.kinds.search import Sieve, longest
from reviewer.rules.matches import Hit
from reviewer.rules.patterns import check_pattern, compile_all
from reviewer.rules.schema import PatternRule
from reviewer.text import Sentence, token_span

_ALSO = "+"  # marks the key of a pattern that must be in the sentence too


class PatternCheck:
    """All pattern rules, compiled for the vocabulary of the letters they are run on."""

    def __init__(self, rules: Sequence[PatternRule]) -> None:
        self._rules = tuple(rules)
        self._sieves = {rule.id: Sieve(rule, unless=compile_all(rule.unless)) for rule in rules}
        for rule in rules:
            for pattern in (*rule.patterns, *rule.also):
                _check(pattern)
        self._built: tuple[Vocab, Matcher] | None = None

    def find(self, scene: Scene, rules: frozenset[str]) -> Iterator[Hit]:
        """Each match, or each sentence that holds one, of the rules whose ids are given."""
        active = [rule for rule in self._rules if rule.id in rules]
        for page in (scene.response, scene.complaint):
            group = {rule.id: rule for rule in active if scene.page_of(rule) is page}
            if page is None or not group:
                continue
            matcher = self._matcher(page.letter.doc.vocab)
            for sentence in page.letter.sentences:
                yield from self._in_sentence(page, sentence, group, matcher)

    def _in_sentence(
        self, page: Page, sentence: Sentence, rules: Mapping[str, PatternRule], matcher: Matcher
    ) -> Iterator[Hit]:
        found: dict[str, list[Span]] = defaultdict(list)
        for tokens in matcher(sentence.tokens, as_spans=True):
            found[tokens.label_].append(token_span(tokens))
        for key in sorted(found):
            rule, sieve = rules.get(key), self._sieves.get(key)
            if rule is None or sieve is None or (rule.also and key + _ALSO not in found):
                continue
            spans = list(sieve.kept(page, longest(sorted(set(found[key]), key=_start), _itself), _itself))
            if rule.span == "sentence" and spans:
                yield Hit(rule, sentence.span, {"match": spans[0].of(page.letter.text)})
            elif rule.span == "match":
                yield from (Hit(rule, span, {"match": span.of(page.letter.text)}) for span in spans)

    def _matcher(self, vocab: Vocab) -> Matcher:
        """The matcher for a vocabulary; that of the last one is kept, for there is one in a process."""
        built = self._built
        if built is None or built[0] is not vocab:
            matcher = Matcher(vocab)
            for rule in self._rules:
                matcher.add(rule.id, [list(pattern) for pattern in rule.patterns])
                if rule.also:
                    matcher.add(rule.id + _ALSO, [list(pattern) for pattern in rule.also])
            built = self._built = (vocab, matcher)
        return built[1]


def _itself(span: Span) -> Span:
    return span


def _start(span: Span) -> int:
    return span.start


def _check(pattern: Sequence[Mapping[str, Any]]) -> None:
    """Raise ValueError, with the cause, if this is not a token pattern, or holds a dangerous expression."""
    for token in pattern:
        for expression in _expressions(token):
            check_pattern(expression)
    try:
        Matcher(Vocab(), validate=True).add("pattern", [[dict(token) for token in pattern]])
    except MatchPatternError as error:
        causes = [line.strip("- ") for line in str(error).splitlines()[1:] if line.strip()]
        raise ValueError(f"'patterns' holds something that is not a token pattern: {'; '.join(causes)}") from None
    except (ValueError, TypeError, KeyError):
        raise ValueError(
            "'patterns' holds something that is not a token pattern; compare it with a rule that works"
        ) from None


def _expressions(value: Any) -> Iterator[str]:
    if isinstance(value, Mapping):
        for key, inner in value.items():
            if key == "REGEX" and isinstance(inner, str):
                yield inner
            else:
                yield from _expressions(inner)
    elif isinstance(value, list | tuple):
        for inner in value:
            yield from _expressions(inner)
