"""Everything that ``ontologies/`` teaches the reader, loaded once."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from kg.lexicon.circumstances import CircumstanceWeights, load_circumstances
from kg.lexicon.cues import Cue, Light, load_cues, load_light
from kg.lexicon.files import ontology_path
from kg.lexicon.grammar import Agency, PlaceName, load_agencies, load_grammar, load_heads, load_places
from kg.lexicon.homes import load_homes
from kg.lexicon.names import Names
from kg.lexicon.parties import PartyName, load_parties
from kg.lexicon.people import PeopleWords, load_people
from kg.lexicon.seen import Seen
from kg.lexicon.speech import SpeechWords, load_speech
from kg.lexicon.status import StatusCue, load_status
from kg.lexicon.times import TimeWords, load_times
from kg.lexicon.topics import TopicWords, load_topics
from kg.lexicon.types import load_symmetric
from kg.lexicon.units import Units, load_units


@dataclass(frozen=True, slots=True, kw_only=True)
class Lexicon:
    """Names and words, folded; see the loader of each field."""

    parties: Names[PartyName]
    classes: dict[str, str]
    """Party code to its class: State, IntergovernmentalOrganization, NonStateGroup, Organization."""
    based: dict[str, str]
    """Group to the state in which it is at home."""
    agencies: Names[Agency]
    places: Names[PlaceName]
    homes: tuple[tuple[str, str], ...]
    heads: dict[str, str]
    prepositions: dict[str, str]
    auxiliaries: frozenset[str]
    relatives: frozenset[str]
    breaks: frozenset[str]
    anaphors: dict[str, str]
    closed: dict[str, tuple[str, ...]]
    """Closed classes of ``grammar.tsv`` by name."""
    symmetric: frozenset[str]
    """Ids of the event types whose parties are all doers."""
    cues: dict[str, list[Cue]]
    light: dict[str, list[Light]]
    status: dict[str, list[StatusCue]]
    circumstances: CircumstanceWeights
    times: TimeWords
    people: PeopleWords
    speech: SpeechWords
    topics: TopicWords
    units: Units
    seen: Seen = field(default_factory=Seen, compare=False, repr=False)

    def spread(self, codes: Iterable[str]) -> str:
        """Whether parties are of one country (``one``), of several (``many``), or no groups (``states``).

        A group is of the country in which it is at home; one without a home is of none.
        """
        given = set(codes)
        homes = {self.based.get(code, code) for code in given}
        if not given & self.based.keys():
            return "states" if all(self.classes.get(code) != "NonStateGroup" for code in given) else "many"
        return "one" if len(homes) == 1 and len(given) > 1 else "many"

    @classmethod
    def load(cls) -> Lexicon:
        """Read all of ``ontologies/``; raises KgError with file and line when a row is wrong."""
        parties = load_parties(ontology_path("parties.ttl"))
        grammar: dict[str, Any] = load_grammar(ontology_path("grammar.tsv"))._asdict()
        return cls(
            parties=parties.names,
            classes=parties.classes,
            based=parties.based,
            agencies=load_agencies(ontology_path("agencies.tsv")),
            places=load_places(ontology_path("places.tsv")),
            homes=load_homes(ontology_path("media_home.tsv")),
            heads=load_heads(ontology_path("heads.tsv")),
            symmetric=load_symmetric(ontology_path("types.ttl")),
            cues=load_cues(ontology_path("cues")),
            light=load_light(ontology_path("light.tsv")),
            status=load_status(ontology_path("status.tsv")),
            circumstances=load_circumstances(ontology_path("circumstances.json")),
            times=load_times(ontology_path("times.tsv")),
            people=load_people(
                ontology_path("offices.ttl"), ontology_path("titles.tsv"), ontology_path("namewords.tsv")
            ),
            speech=load_speech(ontology_path("speech.tsv")),
            units=load_units(ontology_path("units.tsv")),
            topics=load_topics(ontology_path("topic_words.tsv")),
            **grammar,
        )
