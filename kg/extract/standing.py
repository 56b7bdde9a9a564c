"""Where a mention stands beside a cue, as features: side, distance, preposition, walls, way in the parse."""

from __future__ import annotations

from kg.annotate.words import best
from kg.extract.clauses import Clauses
from kg.extract.cues import CueHit
from kg.extract.syntax import Syntax
from kg.model import PartyMention
from kg.text.forms import AND

_STEPS = (0, 1, 2, 3, 5, 8, 12, 18, 26)


def near(view: Clauses, hit: CueHit, n: int) -> list[str]:
    """Where the mention stands: side, distance, preposition, kind and what lies between."""
    mention, tokens = view.mentions[n], view.ann.tokens
    if mention.last <= hit.at[0]:
        side, first, last = "before", mention.last, hit.at[0]
    elif mention.first > hit.at[-1]:
        side, first, last = "after", hit.at[-1] + 1, mention.first
    else:
        side, first, last = "inside", mention.first, mention.first
    gap = sum(step < last - first for step in _STEPS)
    verbs = sum(
        1
        for i in range(first, last)
        if i in view.verbs and view.verbs[i].lemma not in view.lexicon.auxiliaries
    )
    breaks = [tokens[i].form for i in range(first, last) if i in view.breaks]
    commas = any(tokens[i].kind == "punct" for i in range(first, last))
    relative = any(form in view.lexicon.relatives for form in breaks)
    between = sum(1 for m in view.mentions if first <= m.first and m.last <= last and m is not mention)
    wall = "rel" if relative else "that" if breaks else "comma" if commas else "open"
    prep = mention.prep or "-"
    return [
        f"kind {mention.kind}",
        f"{side} {mention.kind}",
        f"{side} prep {prep}",
        f"{side} gap {gap}",
        f"{side} wall {wall} verbs {min(verbs, 2)}",
        f"{side} between {min(between, 4)}",
        f"{side} prep {prep} wall {wall} between {min(between, 2)}",
        f"{side} prep {prep} verbs {min(verbs, 2)} gap {gap // 3}",
    ]


def link(view: Clauses, n: int) -> str:
    """How a mention follows the one before it: directly, behind «and», behind a comma, or farther off."""
    left, right = view.mentions[n - 1], view.mentions[n]
    word = best(view.ann.tokens[right.first])
    joined = view.ann.tokens[right.first - 1].form == AND or (word is not None and word.conj == AND)
    gap = right.first - left.last
    return ("and" if joined else "plain") + f" {min(gap, 4)}"


def path(syntax: Syntax, paths: dict[int, tuple[str, ...]], mention: PartyMention) -> list[str]:
    """How the cue reaches the mention in the parse, whole and by its ends."""
    steps = paths.get(syntax.home.get(mention.first, -1))
    if steps is None:
        return ["path none"]
    return [
        f"path {' '.join(steps)}",
        f"path {' '.join(steps[:2])} ..",
        f"path .. {' '.join(steps[-1:])}",
        f"steps {len(steps)}",
    ]
