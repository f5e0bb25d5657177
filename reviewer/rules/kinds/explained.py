"""Tells whether a term is explained where it is used: its long form or plain words for it, there or just after."""

from __future__ import annotations

import re

from reviewer.case import Span
from reviewer.occurrences import occurrences
from reviewer.rules.context import Page
from reviewer.rules.kinds.initials import spells

_ARTICLE = r"(?:an?|the|our|your|one of our|one of the)"
_MEANS = (
    r"(?:means?|stands? for|refers? to|describes?|is short for|are short for|is when|is where|is what|is how|is to)"
)
_SAYS = (
    r"(?:that is(?: to say)?|which is to say|that means|i\.?e\.?|in other words|meaning|namely|or rather|put simply|"
    r"in plain (?:english|words|terms))"
)

_AROUND = 400  # characters of the sentence that are looked at on each side

# after the term
_BRACKET = re.compile(r"(?:\s+[\w-]+){0,2}?\s*\(([^()]{2,160})\)")
_DASH = re.compile(r"\s+[–—-]\s+([^–—.;:()]{4,160})|\s?—\s?([^—.;:()]{4,160})")
_COLON = re.compile(r"\s*:\s+(?:an?|the|our|your|when|where|what|[a-z]+ing)\s")
_IS_MEANT = re.compile(rf"[\s,]*(?:(?:which|that|this|it)\s+)?(?:just |simply |only )?{_MEANS}\b", re.I)
_SAID_AGAIN = re.compile(
    rf"[^.?!;]{{0,90}}?(?:[,(–—-]\s*(?:{_SAYS}|which means|"
    rf"which (?:is|are) (?:{_ARTICLE}|when|where|what|how|money|people|whoever|whatever)|e\.?g\.?)\b)",
    re.I,
)
_ALSO_CALLED = re.compile(
    r"\s*,\s+(?:also |better |otherwise |sometimes |or )*(?:known as|called)\b|\s+(?:also|better|otherwise) known as\b",
    re.I,
)
_OR = re.compile(r"\s*,\s+or\s+[^,.;()]{3,80}(?:[,.;)]|$)", re.I)
_BESIDE = re.compile(rf"\s*,\s+(?:{_ARTICLE}|someone|people|money|help|extra)\s([^,.;:()]{{6,120}})(?:[,.;)]|$)", re.I)
_TELLING = re.compile(r"\b(?:who|which|that|of|for|to|from|with|when|where|used|\w+ing)\b|\w's\s", re.I)
_SOMETHING = r"something (?:that|which) (?!(?:an?|the|our|your|we|you|i|they|is|was|has|had|should|would)\b)\w+"
_BEING = (
    rf"(?:(?:is|are)\s+(?:{_ARTICLE}|{_SOMETHING}|when|where|what|how|people|money|help|there to|meant to|to)|means?)\b"
)
_COPULA = re.compile(rf"(?:\s*,[^,.;]{{3,60}},|\s+[\w-]+)?\s+{_BEING}", re.I)
_WHO_DO = re.compile(  # ", who find care homes for us": in the present, what a team is for
    r"\s*,\s+who\s+(?:advise|arrange|assess|buy|check|choose|collect|deal|decide|find|handle|help|look|make|manage|"
    r"organise|pay|review|run|support)s?\b(?!\s+(?:that|forward|to|your|this)\b)",
    re.I,
)
_DOES = re.compile(r"(?:\s*,[^,.;]{3,60},)?\s+(?:makes it|lets|allows|gives|protects|requires|stops)\b", re.I)

# before the term
_CALLED = re.compile(
    r"(?:known as|shortened to|abbreviated (?:to|as)|known to us as|referred to as|described as|"
    r"(?:\b(?:is|are|was|were|be|been|being|what's)|,|\() (?:also |sometimes |usually |often |now |formally )?called|"
    r"\bwe call(?: this| that| it| these| them)?|\bcall(?:ed|s)? (?:this|it|that|these)|\bso[- ]called|"
    r"\b(?:which|that|what) (?:the |our )?[\w' -]{2,40} calls?|"
    r"\b(?:term|name|word|phrase)(?: for (?:this|it|that))? is)\s+(?:an?\s+|the\s+|your\s+|our\s+|as\s+)?[\"'(]*$",
    re.I,
)
_BY = re.compile(r"\bby\s+(?:an?\s+|the\s+)?[\"']?$", re.I)
_WE_MEAN = re.compile(r"[\"']?\s+(?:we|i) mean\b", re.I)
_IN_BRACKET = re.compile(
    r"\(\s*(?:or |also |known as |called |hereafter |the |an? |abbreviated (?:to|as) )*[\"']?$", re.I
)
_CLOSES = re.compile(r"[\"']?s?\s*(?:\)|,|;|or\b|for short\b)", re.I)
_OR_BEFORE = re.compile(r"\w,?\s+[–—(-]?\s*or\s+(?:an?\s+|the\s+)?[\"']?$", re.I)
_ENDS_PHRASE = re.compile(r"[\"']?s?\s*(?:[,.;:)–—]|$)")
_SET_OFF = re.compile(r"[,–—-]\s*[\"']?$")
_ARTICLE_BEFORE = re.compile(r"(?:^|[\s\"'(])an?\s+[\"']?$", re.I)
_ARTICLE_OR_START = re.compile(r"(?:^|[\s\"'(])an?\s+[\"']?$|^(?:\d+[.)])?[\s\"'(•*-]*$", re.I)

# the next sentence: "This is a meeting where …" explains; "It was our mistake", "This is the second time" do not
_NO_KIND_OF_THING = (
    r"(?:mistakes?|errors?|delays?|fail(?:ings?|ures?)|faults?|breach|lapse|oversight|shame|pity|problem|issue|matter|"
    r"reason|case|point|cause|result|responsibility|decision|way|time|day|date|week|month|first|second|third|"
    r"fourth|last|latest|only|same|right|wrong|best|worst|least|most)"
)
_NEXT = re.compile(
    rf"[\"'(]*(?:{_SAYS}\b|(?:this|that|it|these|they|(?:by|with) (?:this|that|which),? we)\s+(?:just |simply |"
    rf"basically |only |really )?"
    rf"(?:(?:{_MEANS}|mean)\b|(?:is|are|was|were) (?:when|where|what|how|people|money|known as|called)\b|"
    rf"(?:(?:is|are) the|(?:is|are|was|were) (?:an?|one of our|one of the)) (?!(?:[\w-]+ ){{0,2}}{_NO_KIND_OF_THING}\b)"
    rf"[^.?!;]{{0,80}}?(?:\b(?:who|which|that|of|for|to|from|with|when|where|used|\w+ing)\b|\w's\s))|"
    rf"(?:the|this) (?:term|phrase|word|abbreviation)\s+(?:\S+\s+){{0,5}}?{_MEANS})",
    re.I,
)
_LEADS = re.compile(r"[\"'(]*(?:an?\s+|the\s+|our\s+)?[\"']?", re.I)
_DEFINES = re.compile(
    rf"[\"']?s?\s*(?:\([^()]*\)\s*)?(?:{_MEANS}|(?:is|are)\s+(?:{_ARTICLE}|when|where|what|how|people|money)|lets?|"
    rf"allows?)\b",
    re.I,
)

# words in brackets or after a dash that explain nothing
_NO_GLOSS = re.compile(
    r"(?:ref(?:erence)?|number|no|see|pages?|p|dated?|on|at|from|since|until|by|before|after|attached|enclosed|"
    r"copy|sections?|"
    r"paragraphs?|para|appendix|annex|as|including|approximately|about|around|up to|subject|if|where applicable|"
    r"please|you|"
    r"your (?:letter|complaint|e-?mail)|we|i|which you|paid|issued|sent|made|received|granted|awarded|"
    r"obtained|refused|"
    r"signed|cancelled|not|but|and|again|who|whose|with|in|for|is|was|has|had|now|then|currently|both|all|mr|mrs|"
    r"ms|miss|dr|"
    r"january|february|march|april|may|june|july|august|september|october|november|december|\w+day)\b",
    re.I,
)
_DASH_GLOSS = re.compile(
    rf"(?:{_ARTICLE}|{_SAYS}|which is|which means|or|when|where|what|to|someone|people|money|extra|help|"
    rf"\w+ing)\b",
    re.I,
)
_LETTERS = re.compile(r"[^\W\d_]{2,}")


def is_explained(page: Page, span: Span, *, expansions: tuple[str, ...] = (), short: str | None = None) -> bool:
    """Whether the words at `span` are explained in their sentence or at the start of the next.

    `short` is given for an abbreviation as it stands there; `expansions` are long forms that are known for it.
    """
    sentence = page.sentence_at(span.start)
    if sentence is None:
        return False
    before = page.flat[max(sentence.span.start, span.start - _AROUND) : span.start]
    after = page.flat[span.end : min(sentence.span.end, span.end + _AROUND)]
    following = _following(page, span)
    if short is not None and _is_expanded(before, after, short, expansions):
        return True
    if short is None and _is_named_by_plain_words(before, after):
        return True
    return _is_glossed(before, after) or _is_defined(page.words(span), following)


def _following(page: Page, span: Span) -> str:
    sentence = page.sentence_at(span.start)
    sentences = page.letter.sentences
    if sentence is None or sentence.index + 1 >= len(sentences):
        return ""
    return page.words(sentences[sentence.index + 1].span)[:_AROUND]


def _is_expanded(before: str, after: str, short: str, expansions: tuple[str, ...]) -> bool:
    """Whether an abbreviation stands beside its long form, either way round."""
    whole = f"{before} {after}".lower()
    if any(" " in one and one.lower() in whole for one in expansions):
        return True
    opening = _IN_BRACKET.search(before)
    if opening and _CLOSES.match(after):
        words = before[: opening.start()].rstrip(" \"'")
        return spells(short, words) or _ends_in_plain_word(words)
    if (set_off := _SET_OFF.search(before)) and _ENDS_PHRASE.match(after) and spells(short, before[: set_off.start()]):
        return True
    if (found := re.match(r"[\"']?\s*(?:\(|,|[–—-])\s*(?:or |the |our )*([^(),.;–—]{4,120})", after)) is not None:
        long = found[1].split()
        return any(spells(short, " ".join(long[:count])) for count in range(2, min(len(long), 9) + 1))
    return False


def _ends_in_plain_word(words: str) -> bool:
    """Whether the last word is in small letters: words for the thing, and not a name with its team behind it."""
    last = words.split()[-1:] or [""]
    return last[0].isalpha() and last[0].islower() and len(words.split()) > 1


def _is_named_by_plain_words(before: str, after: str) -> bool:
    """`the road (carriageway)`; `the road, or carriageway,`."""
    if (opening := _IN_BRACKET.search(before)) and _CLOSES.match(after):
        return _ends_in_plain_word(before[: opening.start()].rstrip())
    return False


def _is_glossed(before: str, after: str) -> bool:
    """Whether plain words for the term stand beside it."""
    if _CALLED.search(before) or (_BY.search(before) and _WE_MEAN.match(after)):
        return True
    if _OR_BEFORE.search(before) and _ENDS_PHRASE.match(after) and re.search(r"[,(–—-]\s*or\s", before[-40:], re.I):
        return True
    after = after.lstrip("\"'")
    bracket = _BRACKET.match(after)
    if bracket is not None:
        if is_gloss(bracket[1]):
            return True
        if bracket[1].strip("\"' ").isupper():  # only the abbreviation: what explains may follow it
            after = after[bracket.end() :]
    dash = _DASH.match(after)
    if dash is not None and _DASH_GLOSS.match((dash[1] or dash[2]).strip()):
        return True
    beside = _BESIDE.match(after)
    if beside is not None and _TELLING.search(beside[1]):
        return True
    if (_COPULA.match(after) and _ARTICLE_OR_START.search(before)) or (
        _DOES.match(after) and _ARTICLE_BEFORE.search(before)
    ):
        return True
    return any(form.match(after) for form in (_IS_MEANT, _SAID_AGAIN, _ALSO_CALLED, _OR, _COLON, _WHO_DO))


def _is_defined(term: str, following: str) -> bool:
    """Whether the next sentence starts by saying what was meant."""
    if _NEXT.match(following):
        return True
    named = next(occurrences(term, following, any_case=True), None)
    if named is None or not _LEADS.fullmatch(following, 0, named.start):
        return False
    return _DEFINES.match(following[named.end :]) is not None


def is_gloss(words: str) -> bool:
    """Whether words in brackets say what the word before them means, and not when, where or under what number."""
    words = words.strip("\"' ")
    if re.match(rf"(?:{_SAYS}|or|e\.?g\.?|for example|such as|meaning|also known as|known as|called)\b", words, re.I):
        return True
    letters = _LETTERS.findall(words)
    if not letters or _NO_GLOSS.match(words) or any(sign.isdigit() for sign in words[:6]):
        return False
    return any(word.islower() for word in letters)
