from __future__ import annotations

from collections.abc import Callable

import pytest

from reviewer.rules import Match, RuleError

Run = Callable[..., tuple[Match, ...]]


@pytest.mark.parametrize(
    ("style", "reply", "expected"),
    [
        pytest.param(
            "extends: existence\nmessage: \"Avoid '%s'.\"\nlevel: error\nignorecase: true\ntokens:\n"
            "  - obviously\n  - simply\n",
            "Obviously we came. It is simple.",
            [("Obviously", "Avoid 'Obviously'.", "error")],
            id="existence",
        ),
        pytest.param(
            "extends: existence\nmessage: No '%s'\ntokens: [obviously]\n",
            "Obviously we came.",
            [],
            id="its letters as they stand unless ignorecase",
        ),
        pytest.param(
            "extends: existence\nmessage: No '%s'\nnonword: true\nraw:\n  - '\\d+'\n  - ' ?percent'\n",
            "It is 5 percent of 7.",
            [("5 percent", "No '5 percent'", "warning")],
            id="raw parts are one expression",
        ),
        pytest.param(
            "extends: existence\nmessage: No '%s'\ntokens: ['[A-Z]{3}']\nexceptions: [NHS]\n",
            "The NHS and the QXT.",
            [("QXT", "No 'QXT'", "warning")],
            id="exceptions",
        ),
        pytest.param(
            "extends: existence\nmessage: No '%s'\nscope: list\ntokens: [bin]\n",
            "The bin was missed twice.\n\n- the bin on Monday\n- the box on Friday",
            [("bin", "No 'bin'", "warning")],
            id="scope",
        ),
        pytest.param(
            "extends: substitution\nmessage: Use '%s' instead of '%s'.\nlevel: suggestion\nignorecase: true\n"
            "swap:\n  utilise: use\n",
            "We utilise it.",
            [("utilise", "Use 'use' instead of 'utilise'.", "suggestion")],
            id="substitution",
        ),
        pytest.param(
            "extends: substitution\nmessage: \"Not '%[2]s' but '%[1]s'\"\nswap:\n  '(\\w+) pot hole': $1 pothole\n",
            "A pot hole.",
            [("A pot hole", "Not 'A pot hole' but 'A pothole'", "warning")],
            id="numbered words and groups",
        ),
        pytest.param(
            "extends: substitution\nmessage: Use '%s'\nignorecase: true\nswap:\n  github: GitHub\n",
            "On GitHub and github.",
            [("github", "Use 'GitHub'", "warning")],
            id="what is right already",
        ),
        pytest.param(
            "extends: occurrence\nmessage: Too many commas.\nscope: sentence\nmax: 1\ntoken: ','\nlink: https://example.org\n",
            "One, two, three. One, two.",
            [("One, two, three.", "Too many commas.", "warning")],
            id="occurrence",
        ),
    ],
)
def test_a_vale_style_loads_as_it_stands(
    run: Run, style: str, reply: str, expected: list[tuple[str, str, str]]
) -> None:
    matches = run({"Style/Rule": style}, reply)
    assert [(match.text, match.message, match.rule.severity.value) for match in matches] == expected


def test_what_a_vale_style_does_not_say(run: Run) -> None:
    style = (
        "extends: existence\nmessage: No\ntokens: [bin]\ndescription: Why not.\nlink: https://example.org\n"
        "action:\n  name: remove\n"
    )
    rule = run({"Style/NoBins": style}, "A bin.")[0].rule
    assert (rule.title, rule.why, rule.source) == ("NoBins", "Why not.", "https://example.org")
    assert (rule.category.value, rule.criterion.value) == ("readability", "plain_english")


@pytest.mark.parametrize(
    ("style", "error"),
    [
        (
            "extends: capitalization\nmessage: x\n",
            "line 1, 'extends': 'capitalization' is not a kind of Vale rule that can be used here; "
            "write existence, substitution or occurrence",
        ),
        ("extends: existence\nmessage: x\ntoken: [a]\n", "'token'"),
        (
            "extends: existence\nmessage: x\nlevl: error\ntokens: [a]\n",
            "line 3, 'levl': there is no such key; did you mean 'level'?",
        ),
        ("extends: existence\nmessage: x\ntokens: ['(a+)+']\n", "line 3, 'tokens': '(a+)+' could take for ever"),
        ("extends: existence\nmessage: x\nscope: code\ntokens: [a]\n", "line 3, 'scope'"),
        ("extends: occurrence\nmessage: x\nmax: 1\n", "'token': is missing"),
    ],
)
def test_a_faulty_vale_style(run: Run, style: str, error: str) -> None:
    with pytest.raises(RuleError) as caught:
        run({"Style/Rule": style}, "Hello.")
    assert error in str(caught.value.faults[0])
