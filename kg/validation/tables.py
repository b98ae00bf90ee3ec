"""Facts against what no shape can see: the terms of the ontology, and the table of divisions.

Each check yields the triples that are wrong. Its docstring is the message.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence

from pyoxigraph import NamedNode, Triple

from kg import gazetteer, vocabulary
from kg.validation.report import Violation, messages

_NAMESPACE = vocabulary.PREFIXES["kg"]
_CODE, _IN, _TYPE = (vocabulary.expand(name) for name in ("kg:code", "kg:locatedIn", "rdf:type"))


def check(facts: Sequence[Triple]) -> Iterator[Violation]:
    """Where `facts` fail one of the checks, in their order."""
    for code, failures in _CHECKS.items():
        for fact in failures(facts):
            path = vocabulary.compact(fact.predicate.value)
            value = getattr(fact.object, "value", str(fact.object))
            yield Violation(_name(fact.subject), path, code, value, *messages(failures))


def _terms(facts: Sequence[Triple]) -> Iterator[Triple]:
    """A term in the namespace of the ontology is none of its terms

    命名空间属于本体，但本体中没有这个词项
    """
    for fact in facts:
        used = [fact.predicate, fact.object] if fact.predicate.value == _TYPE else [fact.predicate]
        names = (term.value for term in used if isinstance(term, NamedNode))
        if any(name.startswith(_NAMESPACE) and not vocabulary.is_term(vocabulary.compact(name)) for name in names):
            yield fact


def _parents(facts: Sequence[Triple]) -> Iterator[Triple]:
    """A division lies in another than the table of divisions says

    行政区划的上级与区划代码表不符
    """
    codes = {_name(fact.subject): _name(fact.object) for fact in facts if fact.predicate.value == _CODE}
    around = defaultdict(list)
    for fact in facts:
        if fact.predicate.value == _IN and _name(fact.subject) in codes and _name(fact.object) in codes:
            around[codes[_name(fact.subject)]].append(fact)
    for code, found in around.items():
        if code in gazetteer.divisions():
            yield from (fact for fact in found if codes[_name(fact.object)] not in gazetteer.parents(code))


def _name(term: object) -> str:
    return str(getattr(term, "value", term))


_CHECKS: dict[str, Callable[[Sequence[Triple]], Iterator[Triple]]] = {"term": _terms, "parent": _parents}
