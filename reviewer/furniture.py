"""The stock lines of a letter, told by their words: greetings, closing formulas, names, references, dates."""

from __future__ import annotations

import re

_TITLE = r"(?:mr|mrs|ms|miss|mx|dr|prof|professor|cllr|councillor|rev|reverend|sir|madam|lady|lord)\b\.?"
_GREETING = re.compile(
    r"(?:dear|hi|hiya|hello|hey|annwyl|good (?:morning|afternoon|evening|day)|to whom it may concern)\b(?P<rest>.*)",
    re.I,
)
_SAYS_MORE = re.compile(
    r"\b(?:i|i'm|i've|im|ive|my|our|we|you|it|it's|its|is|was|are|were|has|have|hasn't|not|no|want|would|can|could|"
    r"please|just|need|about|why|when|what|how|where)\b",
    re.I,
)
_INITIAL = re.compile(rf"\b(?:{_TITLE}|[A-Z]\.|st\.)", re.I)
_NEXT_SENTENCE = re.compile(r"[.?!]\s+\w")
_GREETING_WORDS = 9
_TITLE_ALONE = re.compile(r"(?:sirs?|madam|sirs?(?: or |/| / )madam)[,:]?$", re.I)
_TITLE_WITH_NAME = re.compile(
    rf"(?i:{_TITLE})(?: (?:and|&) (?i:{_TITLE}))?(?:(?: and| &)? [A-Z][\w.'’-]*){{0,5}}[,:]?$"
)


def greets(words: str) -> bool:
    """Whether a line is a salutation and no more: 'Dear Mr. Hollis', 'Hi there,' but not 'Hi my bin was missed'."""
    if _TITLE_ALONE.match(words):
        return True
    found = _GREETING.match(words)
    if found is None or len(words.split()) > _GREETING_WORDS:
        return False
    rest = _INITIAL.sub("", found["rest"])
    if _NEXT_SENTENCE.search(rest):
        return False
    return words[:4].lower() == "dear" or not _SAYS_MORE.search(rest)


def is_title_with_name(words: str) -> bool:
    """Whether a line is a title with a name alone: 'Mr Pemberthy', 'Mr and Mrs J Shah,'."""
    return len(words.split()) > 1 and _TITLE_WITH_NAME.match(words) is not None


_NAME_BEHIND = r"(?:[,.! –-]+[A-Z][\w'’.-]*(?: [A-Z][\w'’.-]*){0,3})?\s*[,.!]*$"
_FORMAL = re.compile(
    rf"(?i:yours?(?:,? very| most)?,? (?:sincerely|faithfully|truly|respectfully)|(?:with )?(?:(?:kind(?:est)?|best|"
    rf"warm(?:est)?|many) )?regards|sincerely(?: yours)?|respectfully(?: yours)?|yr eiddoch yn (?:gywir|ffyddlon)|"
    rf"cofion(?: gorau| cynnes)?){_NAME_BEHIND}|(?i:yours,?(?: in \w+|,? \w+)?\s*[,.!]*$)"
)
_FEELING = r"(?:wish(?:es)?|thanks|respect|gratitude|apologies)"
_INFORMAL = re.compile(
    rf"(?i:(?:(?:my|our) )?(?:kind(?:est)?|best|warm(?:est)?|good|many) (?:wishes|thanks)|all the best|cheers|"
    rf"with (?:\w+ ){{0,4}}{_FEELING}(?: and (?:\w+ ){{0,2}}{_FEELING})?|(?:many )?thank you|thanks?|"
    rf"diolch(?: yn fawr)?)"
    rf"(?i: again| in advance| in anticipation| so much| very much| (?:to you|at this)\b.*| and god bless|,? sir|"
    rf" for (?:reading|listening|your (?:time|help|attention))(?: \w+)?)?{_NAME_BEHIND}|(?i:best|ta)[,.!]*$|--$"
)
_CLOSING_WORDS = 10


def closes(words: str) -> bool:
    """Whether a line is a closing formula, with or without a name behind it."""
    return len(words.split()) <= _CLOSING_WORDS and (signs_off(words) or _INFORMAL.match(words) is not None)


def signs_off(words: str) -> bool:
    """Whether a line is a formula that nothing but an ending has: 'Yours sincerely', 'Kind regards, Jo'."""
    return len(words.split()) <= _CLOSING_WORDS and _FORMAL.match(words) is not None


_SMALL = frozenset(
    {"of", "and", "the", "for", "to", "in", "on", "at", "a", "with", "behalf", "pp", "p.p", "de", "la", "van"}
)
_SPEAKS = frozenset(
    {"i", "we", "you", "my", "me", "our", "your", "it", "please", "not", "no", "never", "they", "he", "she"}
)
_INITIALS = re.compile(r"(?:[A-Z]\.? ?){1,4}[A-Z][\w'’-]+(?: [A-Z][\w'’-]+)?(?:,? \(?\w+\)?)?$")
_NAME_WORDS = 9


def is_name(words: str) -> bool:
    """Whether a line may be a name, a post or a team: few words, nearly all with a capital, and no full stop."""
    if _INITIALS.match(words):
        return True
    parts = words.split()
    if len(parts) > _NAME_WORDS or re.search(r"[.?!:;]$", words) or re.match(r"[-•*\d(]", words):
        return is_contact(words)
    bare = [part.strip("(),.'\"*_") for part in parts]
    if any(part.lower() in _SPEAKS for part in bare):
        return False
    spoken = [part for part in bare if part[:1].isalnum() and part.lower() not in _SMALL]
    lower = sum(part[0].islower() for part in spoken)
    return len(parts) <= 2 or (lower <= 1 and len(spoken) - lower >= 2)


_CONTACT = re.compile(
    r"(?:tel|telephone|phone|mobile|mob|direct(?: line| dial)?|fax|e-?mail|web|website|encs?|enclosed|enclosures?|"
    r"cc|copy)\b\.?\s*[:\d+(]|\+?[\d ()]{9,}$|\S+@\S+\.\w+|(?:https?://|www\.)\S+$|sent from (?:my|outlook|yahoo)|"
    r"get outlook for",
    re.I,
)
_DISCLAIMER = re.compile(
    r"intended (?:recipient|(?:solely |only )?for)|\bconfidential\b.*\b(?:e-?mail|message)|\b(?:e-?mail|message)\b.*\b"
    r"confidential\b|before printing|scanned for viruses|virus[- ]free|privacy notice",
    re.I,
)
_POSTSCRIPT = re.compile(r"p\.?\s?s\b\.?", re.I)


def is_contact(words: str) -> bool:
    """Whether a line gives a telephone number, an address of mail or web, or an enclosure."""
    return _CONTACT.match(words) is not None


def is_disclaimer(words: str) -> bool:
    """Whether a passage is the small print that a mail program puts below a message."""
    return _DISCLAIMER.search(words[:600]) is not None or is_contact(words)


def is_postscript(words: str) -> bool:
    """Whether a line starts a postscript."""
    return _POSTSCRIPT.match(words) is not None


_LINE_WORDS = 14
_MATTER = (
    r"(?:case|complaint|claim|customer|account|council tax(?: account)?|invoice|tenancy|permit|pcn|"
    r"penalty charge notice|application|client|file|rent account|service request|enquiry)"
)
_REFERENCE = re.compile(
    rf"(?:[\w-]+\s+){{0,3}}ref(?:erence)?s?\b\.?(?:\s*(?:no|number)\b\.?)?\s*(?::|[#–-]?\s*\S*\d)"
    rf"|(?:(?:our|your|my|the)\s+)?{_MATTER}\s*(?:id|no|number|ref(?:erence)?)?\b\.?\s*[:#–-]?\s*[A-Z]{{0,5}}[/-]?\d[\w/-]{{2,}}"
    rf"|(?:{_MATTER}|number|no)\s*(?:no|number)?\b\.?\s*[:#]\s*\S"
    r"|(?:re|subject|ref|date|to|from|sent|cc|bcc|for|name|address|tel(?:ephone)?|phone|mobile|e-?mail|postcode|dob|d\.o\.b\.|"
    r"date of birth|property|fao|attention|ward)\s?:"
    r"|[A-Z]{1,5}[/-]?\d[\w/-]*\d$",
    re.I,
)
_MONTH = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|sept|oct|nov|dec)[a-z]*\.?"
_DATE = re.compile(
    rf"(?:dated?\s*:?\s*)?(?:\w+day,?\s+)?\d{{1,2}}(?:st|nd|rd|th)?(?:[ /.-]+(?:{_MONTH}|\d{{1,2}}),?)"
    rf"(?:[ /.-]+\d{{2,4}})?\.?$",
    re.I,
)
_STREET = re.compile(
    r"(?i:(?:flat|unit|apartment|room) \w+\b)|\d{1,4}[a-z]?,? [A-Z][\w'’-]+(?: [\w'’-]+){0,4},?$|(?i:p\.?o\.? box \d+)"
    r"|.*\b[A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2}\.?$"
)


def is_reference(words: str) -> bool:
    """Whether a line gives a reference, or is one of the headed lines at the top of a memo, form or message."""
    return len(words.split()) <= _LINE_WORDS and not words.endswith((".", "?", "!")) and bool(_REFERENCE.match(words))


def is_date(words: str) -> bool:
    """Whether a line is a date and no more."""
    return _DATE.match(words) is not None


def is_street_address(words: str) -> bool:
    """Whether a line is of a postal address for certain: a street with its number, a box, a postcode."""
    return _STREET.match(words) is not None


_POINT = re.compile(
    r"(?:points?|complaints?|items?|issues?|concerns?|parts?|questions?) \d+(?:(?:,| and| &| to|-|–) ?\d+)*[.:]?$", re.I
)


def is_numbered_point(words: str) -> bool:
    """Whether a line names the points that the text below it answers: 'Point 2.', 'Points 9 and 10.'."""
    return _POINT.match(words) is not None
