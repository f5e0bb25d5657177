"""`python -m models.corpus.count`: what the corpus holds, as the card tells it."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

from models.corpus.notation import read_bank, read_case

HERE = Path(__file__).parent


def main() -> int:
    """Print the counts."""
    for part in ("train", "test"):
        cases = [read_case(path) for path in sorted(HERE.glob(f"{part}/*/*.case"))]
        concerns = [concern for case in cases for concern in case.concerns]
        words = [len(case.complaint.split()) for case in cases], [len(case.response.split()) for case in cases]
        print(f"{part}: {len(cases)} cases by {len({case.path.parent.name for case in cases})} writers")
        print(f"  {len(concerns)} concerns: {_counts(one.status for one in concerns)}")
        print(f"  {_counts(one.kind for one in concerns)}; a case {_spread([len(case.concerns) for case in cases])}")
        print(f"  words of complaints {_spread(words[0])}, of replies {_spread(words[1])}")
        print(f"  {_counts(case.meta['procedure'] + ' ' + case.meta['stage'] for case in cases)}")
        actions, slips = sum(len(case.actions) for case in cases), sum(len(case.privacy) for case in cases)
        print(f"  {actions} actions, {slips} privacy slips")
    entries = [entry for path in sorted(HERE.glob("train/*/*.bank")) for entry in read_bank(path)]
    replies = [reply for entry in entries for reply in entry.replies]
    print(f"bank: {len(entries)} concerns, {len(replies)} replies: {_counts(reply.status for reply in replies)}")
    print(f"  manners {_counts(reply.manner or 'plain' for reply in replies)}")
    return 0


def _counts(values: Iterable[str]) -> str:
    return ", ".join(f"{count} {value}" for value, count in Counter(values).most_common())


def _spread(counts: list[int]) -> str:
    ordered = sorted(counts)
    return f"{ordered[0]} to {ordered[-1]} (half of them up to {ordered[len(ordered) // 2]})"


if __name__ == "__main__":
    sys.exit(main())
