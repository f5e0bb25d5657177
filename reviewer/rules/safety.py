"""Refuses regular expressions that can take exponential time.

A backtracking engine does so where inside a repeat the same words can be read in two ways: (a+)+, (a|ab|b)*, (\\w+ ?)*.
That is decided on the position automaton of the expression (Glushkov) by looking for a state that can return to itself
along two different paths reading the same text (the criterion "exponential degree of ambiguity": Weber and Seidl 1991,
On the degree of ambiguity of finite automata). Repeats of three times and more count as endless.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator
from typing import TypeVar

from reviewer.rules.syntax import Assertion, Choice, Node, Repeat, Sequence, Sign

_COUNTED = 2  # repeats up to here are written out
_POSITIONS = 800
_USUAL = "aZq0 _\n.,-'£é"

State = TypeVar("State")
_Ends = tuple[bool, Counter[int], Counter[int]]  # may be empty; positions that can come first; that can come last


def refuse_dangerous(node: Node) -> None:
    """Raise ValueError, with what to write instead, if reading some text can take exponential time (in either case)."""
    for repeat in _repeats(node):
        if _varies(repeat.item) and _Automaton(repeat).is_ambiguous():
            raise ValueError(
                "could take for ever on some letters, because a repeat inside a repeat can match the same words "
                "in several "
                "ways; repeat only once, and put something that must stand between the repeats: write "
                "(?:\\w+\\s){0,5} "
                "and not (?:\\w+\\s?)*"
            )


def _repeats(node: Node) -> Iterator[Repeat]:
    """The outermost endless repeats, and those inside their assertions."""
    match node:
        case Repeat(item, _, most):
            if most > _COUNTED:
                yield node
            yield from _repeats(item) if most <= _COUNTED else _asserted(item)
        case Sequence(parts) | Choice(parts):
            for part in parts:
                yield from _repeats(part)
        case Assertion(item) if item is not None:
            yield from _repeats(item)


def _asserted(node: Node) -> Iterator[Repeat]:
    match node:
        case Assertion():
            yield from _repeats(node)
        case Sequence(parts) | Choice(parts):
            for part in parts:
                yield from _asserted(part)
        case Repeat(item):
            yield from _asserted(item)


def _varies(node: Node) -> bool:
    """Whether there is more than one way through: without that nothing can be read in two ways."""
    match node:
        case Repeat() | Choice():
            return True
        case Sequence(parts):
            return any(_varies(part) for part in parts)
    return False


class _Automaton:
    """Positions of an expression, what each can read (as bits over sample characters) and which can follow which."""

    def __init__(self, node: Node) -> None:
        self._samples = _samples(node)
        self._reads: list[int] = []
        self._follow: defaultdict[int, Counter[int]] = defaultdict(Counter)
        self._must_be_empty = False  # a part that may be empty is wanted many times: which times it is can be chosen
        self._build(node)

    def is_ambiguous(self) -> bool:
        if self._must_be_empty:
            return True
        for states in _components(range(len(self._reads)), lambda one: self._follow[one]):
            inside = set(states)
            if any(ways > 1 for one in states for following, ways in self._follow[one].items() if following in inside):
                return True
            if self._meets_itself(inside):
                return True
        return False

    def _meets_itself(self, inside: set[int]) -> bool:
        """Whether two different paths through these states, reading the same, start and end in one state."""

        def successors(pair: tuple[int, int]) -> Iterator[tuple[int, int]]:
            for left in self._follow[pair[0]]:
                for right in self._follow[pair[1]]:
                    if left in inside and right in inside and self._reads[left] & self._reads[right]:
                        yield left, right

        same = [(one, one) for one in sorted(inside)]
        for pairs in _components(same, successors):
            if any(left == right for left, right in pairs) and any(left != right for left, right in pairs):
                return True
        return False

    def _build(self, node: Node) -> _Ends:
        match node:
            case Sign():
                return self._sign(node)
            case Assertion():
                return True, Counter(), Counter()
            case Choice(options):
                return self._choice(options)
            case Sequence(items):
                return self._sequence(items)
            case Repeat(item, least, most):
                return self._repeat(item, least, most)

    def _sign(self, sign: Sign) -> _Ends:
        if len(self._reads) >= _POSITIONS:
            raise ValueError("is too long to be checked; write it as several shorter ones")
        self._reads.append(sum(1 << bit for bit, one in enumerate(self._samples) if _can_read(sign, one)))
        here = Counter({len(self._reads) - 1: 1})
        return False, here, Counter(here)

    def _choice(self, options: Iterable[Node]) -> _Ends:
        ends = [self._build(option) for option in options]
        first: Counter[int] = sum((one[1] for one in ends), Counter())
        last: Counter[int] = sum((one[2] for one in ends), Counter())
        return any(one[0] for one in ends), first, last

    def _sequence(self, items: Iterable[Node]) -> _Ends:
        empty, first, last = True, Counter[int](), Counter[int]()
        for item in items:
            may_skip, begins, ends = self._build(item)
            self._join(last, begins)
            first = first + begins if empty else first
            last = last + ends if may_skip else ends
            empty = empty and may_skip
        return empty, first, last

    def _repeat(self, item: Node, least: int, most: int) -> _Ends:
        if most <= _COUNTED:
            copies: list[Node] = [item] * least
            optional: Node | None = None
            for _ in range(most - least):
                inner = item if optional is None else Sequence((item, optional))
                optional = Choice((inner, Sequence(())))
            return self._sequence([*copies, optional] if optional else copies)
        empty, first, last = self._build(item)
        self._must_be_empty = self._must_be_empty or (empty and least > _COUNTED)
        self._join(last, first)
        return empty or least == 0, first, last

    def _join(self, last: Counter[int], first: Counter[int]) -> None:
        for before, ways in last.items():
            for after, more in first.items():
                self._follow[before][after] += ways * more


def _can_read(sign: Sign, one: str) -> bool:
    return any(sign.matches(form) for form in {one, one.lower()[:1], one.upper()[:1]})


def _samples(node: Node) -> list[str]:
    """Characters that tell the sets of the expression apart: those it names, their neighbours, and the usual ones."""
    signs: set[str] = set(_USUAL)
    todo: list[Node] = [node]
    while todo:
        match todo.pop():
            case Sign(_, _, mentioned):
                for one in mentioned:
                    signs |= {one, chr(max(ord(one) - 1, 0)), chr(min(ord(one) + 1, 0x10FFFF))}
            case Sequence(parts) | Choice(parts):
                todo.extend(parts)
            case Repeat(item):
                todo.append(item)
    return sorted(signs)


def _components(starts: Iterable[State], successors: Callable[[State], Iterable[State]]) -> Iterator[list[State]]:
    """Strongly connected components with a cycle, of what can be reached from `starts` (Tarjan, without recursion)."""
    index: dict[State, int] = {}
    low: dict[State, int] = {}
    path: list[State] = []
    waiting: set[State] = set()
    for start in starts:
        if start in index:
            continue
        work: list[tuple[State, Iterator[State]]] = [(start, iter(successors(start)))]
        index[start] = low[start] = len(index)
        path.append(start)
        waiting.add(start)
        while work:
            state, rest = work[-1]
            following = next(rest, None)
            if following is None:
                work.pop()
                if work:
                    low[work[-1][0]] = min(low[work[-1][0]], low[state])
                if low[state] == index[state]:
                    component = path[path.index(state) :]
                    del path[len(path) - len(component) :]
                    waiting.difference_update(component)
                    if len(component) > 1 or state in set(successors(state)):
                        yield component
            elif following not in index:
                index[following] = low[following] = len(index)
                path.append(following)
                waiting.add(following)
                work.append((following, iter(successors(following))))
            elif following in waiting:
                low[state] = min(low[state], index[following])
