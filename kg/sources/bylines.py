"""Days that a page shows its readers: ``<time>`` elements and the line below (or above) the headline."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.lexicon.pages import PageWords
from kg.sources.days import Day, days_in, plain, stamp, told_better
from kg.sources.trees import Tree, text_of

_ELSEWHERE = ("footer", "nav", "aside", "form", "script", "style", "noscript", "template", "select")
_ELSEWHERE_CLASS = re.compile(
    r"\b(?:comment|related|sidebar|footer|copyright|widget|most|latest|trending|popular|ticker|breaking|topbar|navbar"
    r"|menu|recommend|today)",
    re.IGNORECASE,
)
_DATE_CLASS = re.compile(r"date|time|publish|posted|byline|meta|stamp|info", re.IGNORECASE)
_UPDATE_CLASS = re.compile(r"updat|modif|edited", re.IGNORECASE)
_OWN = re.compile("article|post|story|entry|title|head", re.IGNORECASE)
_MARKED = re.compile(r"publish|pubdate|entry-date|posted", re.IGNORECASE)
_LONGEST = 160
"""Characters of a line that tells when something was published."""
_BEFORE, _AFTER = 12, 80
"""Elements before and behind the headline among which its line is sought."""
_WORDS_BEFORE, _WORDS_BEHIND = 2, 3
"""Words around the day in a line without any mark of a date: a place before it, the hour behind it."""
_WORD = re.compile(r"[^\W\d_]+")


def times(tree: Tree, words: PageWords) -> Iterator[str]:
    """The day of the page's ``<time>``: one that is marked as publication, else the first at the headline."""
    marked, near = [], []
    order = _around(tree)
    for element in tree.iter("time"):
        day = stamp(element.get("datetime") or "") or _only(text_of(element, _LONGEST), words)
        if not day or _is_elsewhere(element) or _is_update(element, words):
            continue
        if element.get("pubdate") is not None or _MARKED.search(_marks(element)):
            marked.append(day)
        elif order is None or element in order:
            near.append(day)
    if marked:
        yield marked[0]
    elif near and (order is not None or len(set(near)) == 1):
        yield near[0]


def byline(tree: Tree, words: PageWords) -> Iterator[str]:
    """The day of the line at the headline, or of a short line anywhere that says it is of publication."""
    order = _around(tree)
    for element in order or ():
        if not _is_elsewhere(element) and (day := _of_line(element, words, cue=False)):
            yield day
            return
    told = {
        day
        for element in tree.iter(
            "p", "div", "span", "li", "td", "small", "em", "strong", "b", "h2", "h3", "h4"
        )
        if (day := _of_line(element, words, cue=True)) and not _is_elsewhere(element)
    }
    if len(told) == 1:
        yield told.pop()


def head_line(text: str, words: PageWords) -> str | None:
    """The day of a text that has no markup: the first of its opening lines that is a date and little else."""
    for line in text.lstrip()[:2000].split("\n")[:12]:
        if len(line) <= _LONGEST and (day := _chosen(line, words, marked=False)):
            return day
    return None


def _around(tree: Tree) -> list[Tree] | None:
    """The elements near the headline in the order of the page; None when there is no one headline."""
    heads = [head for head in tree.iter("h1") if text_of(head, 400)]
    if not heads:
        return None
    longest = max(heads, key=lambda head: len(text_of(head, 400)))
    elements = [element for element in tree.iter() if isinstance(element.tag, str)]
    at = elements.index(longest)
    kin = _kin(longest)
    before = [element for element in elements[max(0, at - _BEFORE) : at] if _within(element, kin)]
    behind = elements[at + 1 : at + 1 + _AFTER]
    return [*behind, *reversed(before)]


def _kin(head: Tree) -> Tree:
    """What the headline stands in, two levels up where that is the article's own."""
    parent = head.getparent()
    above = parent.getparent() if parent is not None else None
    own = above is not None and (above.tag in ("article", "header", "main") or _OWN.search(_marks(above)))
    return above if own else parent


def _within(element: Tree, kin: Tree) -> bool:
    return (
        kin is not None
        and kin.tag not in ("body", "html")
        and any(up is kin for up in element.iterancestors())
    )


def _of_line(element: Tree, words: PageWords, *, cue: bool) -> str | None:
    if _UPDATE_CLASS.search(_marks(element)) or element.tag == "time":
        return None
    line = text_of(element, _LONGEST + 1)
    if not line or len(line) > _LONGEST or not re.search(r"[0-9٠-٩۰-۹]", line):
        return None
    return _chosen(line, words, marked=bool(_DATE_CLASS.search(_marks(element))), only_cued=cue)


def _only(line: str, words: PageWords) -> str | None:
    return _chosen(line, words, marked=True)


def _chosen(line: str, words: PageWords, *, marked: bool, only_cued: bool = False) -> str | None:
    """The day of publication that a line tells: the one behind such a cue, else the one that is no update."""
    line = plain(line)
    days = days_in(line)
    cued, free = [], []
    before = 0
    for day in days:
        kind = words.cue_before(line[before : day.start])
        before = day.end
        if kind == "published":
            cued.append(day.iso)
        elif kind is None and not told_better(day, days):
            free.append(day.iso)
    if cued:
        return cued[0]
    if only_cued or not free or not (marked or _little_else(line, days)):
        return None
    # Two days are none: which of them is of publication nobody says.
    return free[0] if len(set(free)) == 1 else None


def _little_else(line: str, days: list[Day]) -> bool:
    """Whether a line is hardly more than its day: «وقع الهجوم في 29 يوليو 2021.» tells of another."""
    before, behind = line[: days[0].start], line[days[-1].end :]
    few = len(_WORD.findall(before)) <= _WORDS_BEFORE and len(_WORD.findall(behind)) <= _WORDS_BEHIND
    return few and not line.endswith(".")


def _is_update(element: Tree, words: PageWords) -> bool:
    if _UPDATE_CLASS.search(_marks(element)):
        return True
    sibling = element.getprevious()
    if sibling is not None:
        before = (sibling.tail or "").strip() or text_of(sibling, 60)
    else:
        parent = element.getparent()
        before = (parent.text or "") if parent is not None else ""
    return words.cue_before(before[-60:]) == "updated"


def _is_elsewhere(element: Tree) -> bool:
    for up in (element, *element.iterancestors()):
        if up.tag in ("body", "article", "main"):
            return False
        if up.tag in _ELSEWHERE or _ELSEWHERE_CLASS.search(_marks(up)):
            return True
    return False


def _marks(element: Tree) -> str:
    return " ".join(filter(None, (element.get("class"), element.get("id"), element.get("itemprop"))))
