"""Questions to the graph: SPARQL of one's own, named questions, explanations and checks."""

from kg.query.answers import Answer, run
from kg.query.check import Finding, check
from kg.query.explain import Explanation, Mention, Telling, explain
from kg.query.named import ask
from kg.query.questions import Parameter, Question, list_questions

__all__ = [
    "Answer",
    "Explanation",
    "Finding",
    "Mention",
    "Parameter",
    "Question",
    "Telling",
    "ask",
    "check",
    "explain",
    "list_questions",
    "run",
]
