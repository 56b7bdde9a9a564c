"""Words of speech: verbs, participles, source phrases and the nouns that can speak (``speech.tsv``)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from kg.lexicon.names import Names
from kg.lexicon.tables import rows
from kg.model import KgError
from kg.text.letters import fold

ANYTHING, THAT, NEAR, QUOTE, OBJECT, DOCUMENT, MORE = "*", "that", "near", "quote", "obj", "document", "more"
STANCE = "stance"
"""Words of the pattern column that are not prepositions."""


class SpeechWord(NamedTuple):
    """A verb, participle or masdar of speech, with what must follow it."""

    lemma: str
    """Folded."""
    act: str
    after: frozenset[str]
    """Any of these suffices: ``*``, ``that``, ``quote``, ``obj``, ``stance``, ``document``, a preposition."""
    more: bool
    """True when, without a subject, it continues what the last speaker said."""


class SourcePhrase(NamedTuple):
    """A phrase that names a source: folded words, then its name or a clause with a verb of speech."""

    words: tuple[str, ...]
    prep: str
    """Clitic preposition that the next word carries, else ""."""
    clause: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class SpeechWords:
    """``speech.tsv`` in memory; all keys are folded."""

    verbs: dict[str, SpeechWord]
    forms: dict[str, SpeechWord]
    """Written forms that stand for a verb whatever the morphology says."""
    participles: dict[str, SpeechWord]
    """By written form (indefinite accusative in every gender and number)."""
    masdars: dict[str, SpeechWord]
    occasions: frozenset[str]
    documents: frozenset[str]
    sources: dict[str, tuple[SourcePhrase, ...]]
    """By first word; longest phrase first."""
    heads: dict[str, str]
    """Noun lemma to person, organization, medium or document."""
    weak: frozenset[str]
    """Heads that are media only when a name follows (site, network)."""
    body: frozenset[str]
    """Lemmas after an agency that make it no medium (energy, intelligence)."""
    news: frozenset[str]
    """Lemmas that make an agency, a site or a source a medium (news, press)."""
    that: frozenset[str]
    unthat: frozenset[str]
    """Words before anna after which it opens no speech (before, without, must)."""
    skip: frozenset[str]
    name: frozenset[str]
    open: frozenset[tuple[str, ...]]
    vague: frozenset[str]
    relative: frozenset[str]
    was: frozenset[str]
    conjunction: frozenset[str]
    dative: frozenset[str]
    carry: frozenset[str]
    negation: frozenset[str]
    """Words before a verb that make it no telling: negations, and the subordinator of wishes."""
    issue: frozenset[str]
    """Prepositions before who issued a document or was quoted."""
    channel: frozenset[str]
    back: frozenset[str]
    """Prepositions with a pronoun that point back to the one who is quoted (about him)."""
    state: frozenset[str]
    """Heads of phrases that mean states as a whole (kingdom, countries)."""
    again: frozenset[str]
    """Nouns that with the article alone mean the last speaker (the source)."""
    plain: frozenset[str]
    """People without an office: a dative after them is whom they talk to."""
    issued: frozenset[str]
    """Adjectives after which a preposition names who issued a document (issued by)."""
    about: frozenset[str]
    """Prepositions that right after a document tell its subject, not its author (a report on)."""
    make: frozenset[str]
    """Verbs whose subject made the document (a statement that the ministry issued)."""
    receive: frozenset[str]
    """Verbs whose subject, a medium, got the document (a statement that Reuters received)."""
    within: frozenset[str]
    """Prepositions between an unnamed official and the body they belong to."""
    edge: frozenset[str]
    """Nouns that work as prepositions (during, through, after): no noun phrase goes on over them."""
    construct: frozenset[str]
    """Nouns before which a word is a noun of action, not a verb (to the point of describing)."""
    never: frozenset[str]
    """Written forms that look like verbs of speech and are none (it is worth mentioning, one must)."""
    also: frozenset[str]
    """Nouns after a source phrase that point back to the speaker (as he put it)."""
    honour: frozenset[str]
    """Nouns of honour that with a pronoun mean the person last told (His Highness)."""
    norm: frozenset[str]
    """Nouns after «according to» that tell a rule, not who says something (regulations, agreement)."""
    account: frozenset[str]
    """What somebody writes on a network, and where (tweet, account)."""
    mouth: frozenset[str]
    """Last words of the phrases that name who spoke for a body (by the mouth of)."""
    stance: frozenset[str]
    """Nouns that make a verb with the pattern ``stance`` one of speech (renewed his call)."""
    world: frozenset[str]
    """Adjectives of media that belong to no one state (foreign, international)."""
    learn: frozenset[str]
    """Verbs whose subject, a medium, had the words from somebody (the paper learned from X)."""
    came: frozenset[str]
    """Verbs that with «this» open a sentence about whose words the last ones were (this came in)."""
    this: frozenset[str]
    """Pronouns that stand for what was told (this)."""
    on: frozenset[str]
    """Prepositions between an interview, a call or a tweet and the medium that it is on."""
    media: Names[tuple[str, str | None]]
    """Doubtful names of ``agencies.tsv`` (common words too), each with the state the medium belongs to."""
    dull: dict[str, bool] = field(default_factory=dict, compare=False, repr=False)
    """Cache of the extractor: written word to whether it can begin no construction of speech."""
    examples: tuple[tuple[str, str, str], ...]
    """Lemma, act and example sentence of every row that has one."""


def load_speech(path: Path) -> SpeechWords:
    """Read ``speech.tsv``; raises KgError for a part of speech that it does not know."""
    by_pos: dict[str, list[dict[str, str]]] = {}
    for row in rows(path):
        by_pos.setdefault(row["pos"], []).append(row)
    known = {
        "verb",
        "participle",
        "masdar",
        "occasion",
        "document",
        "source",
        "head",
        "form",
        "function",
    }
    if unknown := sorted(set(by_pos) - known):
        raise KgError(f"{path.name}: unknown part of speech {', '.join(unknown)}")

    def functions(act: str) -> frozenset[str]:
        return frozenset(fold(r["lemma"]) for r in by_pos["function"] if r["act"] == act)

    def lemmas(pos: str) -> frozenset[str]:
        return frozenset(fold(r["lemma"]) for r in by_pos[pos])

    verbs = {w.lemma: w for w in map(_word, by_pos["verb"])}
    return SpeechWords(
        verbs=verbs,
        forms={fold(r["lemma"]): verbs[fold(r["pattern"])] for r in by_pos["form"]},
        participles={
            w.lemma + end: w for w in map(_word, by_pos["participle"]) for end in sorted(functions("ending"))
        },
        masdars={w.lemma: w for w in map(_word, by_pos["masdar"])},
        occasions=lemmas("occasion"),
        documents=lemmas("document"),
        sources=_sources(by_pos["source"]),
        heads={fold(r["lemma"]): r["act"] for r in by_pos["head"]},
        weak=frozenset(fold(r["lemma"]) for r in by_pos["head"] if r["pattern"] == "weak"),
        body=functions("body"),
        news=functions("news"),
        that=functions("that"),
        unthat=functions("unthat"),
        skip=functions("skip"),
        name=functions("name"),
        open=frozenset(tuple(words.split()) for words in functions("open")),
        vague=functions("vague"),
        relative=functions("relative"),
        was=functions("was"),
        conjunction=functions("and"),
        dative=functions("dative"),
        carry=functions("carry"),
        negation=functions("not"),
        issue=functions("issue"),
        channel=functions("channel"),
        back=functions("back"),
        issued=functions("issued"),
        about=functions("about"),
        make=functions("make"),
        again=functions("again"),
        plain=functions("plain"),
        state=functions("state"),
        receive=functions("receive"),
        within=functions("within"),
        edge=functions("edge"),
        construct=functions("construct"),
        never=functions("never"),
        also=functions("also"),
        honour=functions("honour"),
        norm=functions("norm"),
        account=functions("account"),
        mouth=functions("mouth"),
        stance=functions("stance"),
        world=functions("world"),
        learn=functions("learn"),
        came=functions("came"),
        this=functions("this"),
        on=functions("on"),
        media=Names(_doubtful(path.with_name("agencies.tsv"))),
        examples=tuple(
            (r["lemma"], r["act"], r["example"]) for found in by_pos.values() for r in found if r["example"]
        ),
    )


def _word(row: dict[str, str]) -> SpeechWord:
    after = frozenset(fold(row["pattern"]).split())
    return SpeechWord(fold(row["lemma"]), row["act"], after - {MORE}, MORE in after)


def _doubtful(agencies: Path) -> Iterator[tuple[str, tuple[str, str | None]]]:
    for row in rows(agencies):
        if row["kind"].endswith("?"):
            for name in (row["name"], *filter(None, row["alts"].split("|"))):
                yield name, (row["name"], row["code"] or None)


def _sources(found: list[dict[str, str]]) -> dict[str, tuple[SourcePhrase, ...]]:
    index: dict[str, list[SourcePhrase]] = {}
    for row in found:
        words = tuple(fold(row["lemma"]).split())
        prep = words[-1] if len(words[-1]) == 1 else ""
        phrase = SourcePhrase(words[:-1] if prep else words, prep, row["pattern"] == "clause")
        index.setdefault(words[0], []).append(phrase)
    return {word: tuple(sorted(p, key=lambda p: (-len(p.words), p))) for word, p in sorted(index.items())}
