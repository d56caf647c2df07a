#!/usr/bin/env python3
"""Compares every statement that stands in two folders of renderings, and lists what finds no partner.

    tests/wrappings/all.py WIDE NARROW [--cli target/release/bayan-cli]

A line for each unlinked paragraph but the votes, with how much of it the other rendering has in any order: a share near
1 is a passage that is there and was not found, a share below that is one the other rendering lacks. Then the counts.
The folders here hold nine statements; the two collections the notice names hold 134.
"""

import argparse
import json
import pathlib
import re
import subprocess
from collections import Counter

# The vote, also where a line's end or a heading parts it from its first words, and what members are said to have preferred.
VOTE = re.compile(r"^(Voting|Votes?\b|Mr\. |Ms\. |Messrs)|\bVoting (for|against)\b|^Consistent with|voted (for|against)")
SUBSTANCE = {"act", "negation", "modality", "number", "date", "name", "reference", "scope",
             "dropped-commitment", "new-demand", "wording"}


LINK = re.compile(r"^\[.*\]\(http")


def words(text):
    return re.findall(r"\w+", text.lower())


def paragraph_with(text, quote):
    """The paragraph that a change's quote stands in, its lines joined."""
    joined = [" ".join(part.split()) for part in re.split(r"\n\s*\n", text)]
    start = " ".join(quote.split())
    return next((part for part in joined if start in part), start)


def kind(text):
    if VOTE.search(text):
        return "votes"
    return "addresses of other documents" if LINK.search(text) else "other passages"


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("wide", type=pathlib.Path)
    parser.add_argument("narrow", type=pathlib.Path)
    parser.add_argument("--cli", default="target/release/bayan-cli")
    given = parser.parse_args()
    counts = Counter()
    for wide in sorted(given.wide.glob("*.txt")):
        narrow = given.narrow / wide.name
        if not narrow.exists():
            continue
        counts["statements"] += 1
        command = [given.cli, "compare", str(wide), str(narrow), "--format", "json"]
        done = subprocess.run(command, capture_output=True, text=True, check=True)
        found = json.loads(done.stdout)
        texts = (wide.read_text(), narrow.read_text())
        unlinked = {"wide": found["dropped"], "narrow": found["added"]}
        for side, own, other, key in (("wide", 0, 1, "old"), ("narrow", 1, 0, "new")):
            for at in unlinked[side]:
                quote = next((c[key] for c in found["changes"] if c[f"{key}_par"] == at and c[key]), "")
                text = paragraph_with(texts[own], quote)
                counts[f"unlinked in {side}: {kind(text)}"] += 1
                if kind(text) != "other passages":
                    continue
                there, here = Counter(words(texts[other])), Counter(words(text))
                held = sum((here & there).values()) / max(1, sum(here.values()))
                print(f"{wide.stem} {side} {at}: {held:.2f} {text[:110]!r}")
        linked = [c for c in found["changes"] if c["class"] in SUBSTANCE
                  and c["old_par"] is not None and c["new_par"] is not None]
        counts["changes of substance with both sides"] += len(linked)
        for change in linked:
            print(f"{wide.stem} {change['class']}: {change['old'][:60]!r} -> {change['new'][:60]!r}")
    for name, count in counts.items():
        print(f"{count:5} {name}")


if __name__ == "__main__":
    main()
