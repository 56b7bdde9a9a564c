"""Small moves on the element tree of a page."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from kg.lexicon.pages import PageWords, folded

Tree = Any
"""An ``lxml.html.HtmlElement``; lxml has no types of its own."""

_BLOCKS = ("p", "div", "li", "section", "aside", "ul", "ol", "table", "h2", "h3", "h4", "h5", "h6", "figure",
           "blockquote", "label", "center", "dt", "dl", "header", "span", "strong", "b", "em")  # fmt: skip
_INLINE = ("span", "strong", "b", "em")
_TAG = re.compile(r"""<[A-Za-z](?:[^>"']++|"[^"]{0,20000}+"|'[^']{0,20000}+')*+""")
_QUOTED = re.compile(r"""("[^"]*+"|'[^']*+')""")
_NAMES = re.compile(r"[^\s/=]+")
_ATTRIBUTES = 2000
_SHORT = 250
"""Characters that one line leading to another article may have."""
_FOLLOWING = 8
"""Blocks of links below a heading that go with it."""


def parse(markup: str) -> Tree:
    """The tree of a page.

    Raises ValueError for a tag of thousands of attributes, over which libxml2 would take hours, and what lxml
    raises.
    """
    from lxml import html

    for tag in _TAG.finditer(markup):
        if (
            tag.end() - tag.start() > _ATTRIBUTES
            and len(_NAMES.findall(_QUOTED.sub(" ", tag[0]))) > _ATTRIBUTES
        ):
            raise ValueError(f"a tag of more than {_ATTRIBUTES} attributes")
    raw = markup.replace("\x00", "").encode("utf-8", "replace")
    return html.document_fromstring(raw, parser=html.HTMLParser(encoding="utf-8", huge_tree=False))


def text_of(element: Tree, limit: int = 100_000) -> str:
    """The words of an element in single spaces, at most ``limit`` characters of them."""
    parts, size = [], 0
    for part in element.itertext():
        parts.append(part)
        size += len(part)
        if size > limit:
            break
    return " ".join(" ".join(parts).split())[:limit]


def links_of(element: Tree) -> int:
    """How many characters of an element are those of links."""
    inside = element.iter("a") if element.tag != "a" else [element]
    return sum(len(text_of(link)) for link in inside)


def without_boxes(tree: Tree, words: PageWords) -> None:
    """Take the boxes and lines that lead to other articles out of a page (see ``related`` in pages.tsv)."""
    for element in list(tree.iter(*_BLOCKS)):
        cue = words.opens_related(text_of(element, 120))
        block = _block(element) if cue else None
        if block is not None and block.getparent() is not None:
            _drop_box(block, cue)


def _block(element: Tree) -> Tree:
    """The block that an inline element opens: what says «read also» in bold is the whole line."""
    while element.tag in _INLINE and element.getparent() is not None:
        parent = element.getparent()
        if parent.tag == "body" or not text_of(parent, 400).startswith(text_of(element, 40)[:40]):
            break
        element = parent
    return element


def _drop_box(element: Tree, cue: int) -> None:
    text = text_of(element)
    rest = len(" ".join(folded(text).split()[cue:]))
    if rest <= 2:
        for sibling in list(_links_behind(element)):
            sibling.drop_tree()
        element.drop_tree()
    elif links_of(element) >= 0.6 * rest or is_lead(text):
        element.drop_tree()


def _links_behind(element: Tree) -> Iterator[Tree]:
    for number, sibling in enumerate(element.itersiblings()):
        if not isinstance(sibling.tag, str) or number >= _FOLLOWING:
            return
        size = len(text_of(sibling))
        if size and links_of(sibling) < 0.6 * size:
            return
        yield sibling


def is_lead(line: str) -> bool:
    """Whether a line that opens with a cue of other articles is nothing else: short, and with a colon."""
    return len(line) <= _SHORT and re.match(r"[^:]{1,40}:", line) is not None


def without_leads(text: str, words: PageWords) -> str:
    """``text`` without lines that lead to other articles."""
    kept = [line for line in text.split("\n") if not (words.opens_related(line) and is_lead(line))]
    return "\n".join(kept).strip()
