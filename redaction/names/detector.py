"""The name model on a batch of fields: tokens in, labels by the CRF, spans out."""

# ruff: noqa: RUF001  # typographic quotes and dashes are part of what is matched

from __future__ import annotations

import string
from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from itertools import accumulate
from typing import Final

import numpy as np

from redaction.names import decode, features, foreign, ordinary
from redaction.names.address_edges import Token, edged, without_dates
from redaction.names.address_sentences import without_sentence
from redaction.names.again import find_again
from redaction.names.capitals import find_capitals
from redaction.names.clinical import is_clinical, is_dose
from redaction.names.contacts import find_contacts
from redaction.names.degrees import without_degree
from redaction.names.divided import divided
from redaction.names.full_names import find_full_names, with_given, with_others
from redaction.names.groups import find_groups
from redaction.names.headed import find_headed
from redaction.names.joined import joined
from redaction.names.keyed import find_keyed
from redaction.names.labelled import find_labelled
from redaction.names.no_addresses import is_gate, named_in, without_label
from redaction.names.plausible import Place, Run, are_ordinary, is_address, is_name, is_technical, voice_of
from redaction.names.record_keys import said_by
from redaction.names.said import find_said, may_say
from redaction.names.settle import Lists, settle
from redaction.names.software import SoftwareWords
from redaction.names.spoken import Language, language_of
from redaction.names.tagged import find_tagged
from redaction.names.technology import is_technology
from redaction.names.tokenise import chunks, pieces
from redaction.names.weights import Tables, Weights, load
from redaction.sources import program_digest
from redaction.spans import Field, Span

__all__ = ["ENTITIES", "NamesDetector"]

ENTITIES: Final = {"PER": "PERSON", "LOC": "LOCATION", "ORG": "ORGANIZATION", "ADR": "STREET_ADDRESS"}
"""Entity types by label of the model; `NRP` comes from `redaction.names.groups` on top."""

_RECOGNIZER: Final = "NamesRecognizer"
_BATCH_LENGTH: Final = 200_000
_TRIMMED: Final = string.punctuation + string.whitespace + "‘’“”«»–—…"
_BESIDE: Final = 30
_ADDRESS: Final = features.LABELS.index("ADR")
_PERSON: Final = features.LABELS.index("PER")
_ORGANISATION: Final = features.LABELS.index("ORG")
_KINDS: Final = tuple(ENTITIES.get(label, "") for label in features.LABELS)


class NamesDetector:
    """Finds persons, places, organisations and addresses in running text.

    Construction is cheap; the model is read at the first call. Equal fields give equal spans, in any batch. One
    instance must not be used by two threads at once: it remembers scores of words it has met, some 40,000 at most.

    Args:
        weights: Another model than the one of the wheel.
    """

    def __init__(self, weights: Weights | None = None) -> None:
        self._weights = weights
        self._loaded: tuple[Tables, Lists, SoftwareWords] | None = None

    @property
    def identity(self) -> str:
        """The program and the weights; part of the plan hash."""
        if self._weights is None:
            self._weights = load()
        return f"names-crf/{program_digest()}/{self._weights.identity}"

    def detect(self, fields: Sequence[Field]) -> list[list[Span]]:
        """Find names in each field.

        Args:
            fields: Any number of fields; one whose `names` is false gives no spans.

        Returns:
            One list per field, in order, sorted by start, without overlaps.
        """
        found: list[list[Span]] = [[] for _ in fields]
        batch: list[int] = []
        cut: list[list[str]] = []
        keyed: list[int] = []
        size = 0
        for number, field in enumerate(fields):
            if not field.names or not field.text:
                continue
            words = chunks(field.text)
            if field.key and said_by(field.key):
                keyed.append(number)
            if batch and size + len(field.text) > _BATCH_LENGTH:
                self._batch(fields, batch, cut, found)
                batch, cut, size = [], [], 0
            batch.append(number)
            cut.append(words)
            size += len(field.text)
            found[number] = _told(field.text, self._read()[1].flags)
        if batch:
            self._batch(fields, batch, cut, found)
        for number in keyed:
            found[number] = find_keyed(fields[number], found[number], self._read()[1].flags)
        return found

    def _read(self) -> tuple[Tables, Lists, SoftwareWords]:
        """The tables of the model and the word lists, read at the first call."""
        if self._loaded is None:
            if self._weights is None:
                self._weights = load()
            tables = Tables(self._weights)
            self._loaded = tables, Lists(tables.gazetteer), SoftwareWords(tables.gazetteer)
        return self._loaded

    def _batch(
        self, fields: Sequence[Field], batch: Sequence[int], cut: Sequence[list[str]], found: list[list[Span]]
    ) -> None:
        tables, lists, software = self._read()
        tables.make_room()
        texts = [fields[number].text for number in batch]
        rows = [tables.rows_of(words, features.mode_of(text)) for words, text in zip(cut, texts, strict=True)]
        emissions, ids, starts = decode.scores(tables, rows)
        decode.lean(emissions, starts, texts, list(map(software.are_in, texts)))
        labels = decode.label(tables, emissions, *decode.segments(tables, emissions, ids))
        # The pads between fields are labelled 0, so a run never reaches from one field into the next.
        changes = np.flatnonzero(np.diff(labels)) + 1
        margins = np.cumsum(emissions[np.arange(len(labels)), labels] - emissions[:, 0])
        field_of = np.searchsorted(starts, changes[:-1], side="right") - 1
        cued = {which for which, text in enumerate(texts) if may_say(text, cut[which])}
        runs: dict[int, list[tuple[int, int, int, int]]] = {}
        for which, begin, end, kind, before, after in zip(
            field_of.tolist(),
            changes[:-1].tolist(),
            changes[1:].tolist(),
            labels[changes[:-1]].tolist(),
            margins[changes[:-1] - 1].tolist(),
            margins[changes[1:] - 1].tolist(),
            strict=True,
        ):
            if kind:
                start = int(starts[which])
                mean = (after - before) // (end - begin)
                runs.setdefault(which, []).append((begin - start, end - start, kind, mean))
        for which in cued:
            runs.setdefault(which, [])
        for which, own in runs.items():
            number = batch[which]
            spans = _spans(fields[number], cut[which], rows[which], own, lists) if own else []
            if which in cued:
                spans = joined(spans, find_said(texts[which], lists.flags))
            spans = with_others(texts[which], spans, lists.flags) if spans else spans
            spans = find_again(texts[which], spans, lists.flags)
            found[number] = joined(spans, found[number])


def _told(text: str, gazetteer: Mapping[str, int]) -> list[Span]:
    """What labels, headings and words for groups of people tell without the model."""
    labelled, groups = find_labelled(text, gazetteer), find_groups(text)
    for find in (find_headed, find_capitals, find_tagged, find_full_names, find_contacts):
        if others := find(text, gazetteer):
            labelled = joined(labelled, others)
    return joined(labelled, groups) if labelled else groups


def _plausible(kind: int, run: Run, *, beside: bool) -> bool:
    """Whether a run of labels can be a name at all."""
    label = features.LABELS[kind]
    if label == "ADR":
        # A number alone is part of an address only where the rest of it, or its town, stands before.
        return (beside and len(run.tokens) == 1) or is_address(run)
    return is_name(run, label)


def _kept(text: str, tokens: Sequence[Token], kind: int, lists: Lists) -> Sequence[Token]:
    """The tokens that can be a name by what they mean; none if they are ordinary words."""
    if not tokens:
        return ()
    if kind == _ADDRESS:
        counted = ordinary.is_quantity([word for _, _, word in tokens], lists.flags)
        return () if counted or is_dose(text, tokens) else tokens
    kept = ordinary.without_verb(text, tokens)
    if kind == _ORGANISATION:
        asked, kept = len(kept) < len(tokens), ordinary.without_number(kept, lists.flags)
        nobody = not kept or ordinary.is_heading(text, kept, lists.flags, asked=asked)
    else:
        nobody = kind == _PERSON and len(kept) == 1 and ordinary.is_nobody(text, kept[0], lists.flags)
    nobody = nobody or ordinary.is_eponym(text, kept) or is_technology(text, kept[0][0], kept[-1][1])
    nobody = nobody or is_clinical(text, kept, lists.flags)
    if nobody and not lists.is_listed(text[tokens[0][0] : tokens[-1][1]]):
        return ()
    return kept or tokens


def _lefts(
    text: str, tokens: Sequence[Token], gazetteer: Mapping[str, int], language: Language
) -> Iterator[Sequence[Token]]:
    """The parts of an address between dates and words of a sentence, and the names of what is none."""
    if is_gate(text, tokens):
        return
    for undated in without_dates(text, tokens):
        for left in without_sentence(text, without_label(text, undated), gazetteer) if undated else ():
            names = named_in(text, left, gazetteer, language)
            if names is None:
                yield left
            else:
                yield from names


def _place(text: str, start: int, end: int) -> Place:
    if start:
        return "inside"
    return "key" if text[end : end + 1] in {":", "="} else "first"


def _spans(
    field: Field,
    words: Sequence[str],
    rows: Sequence[Sequence[int]],
    runs: Sequence[tuple[int, int, int, int]],
    lists: Lists,
) -> list[Span]:
    text, gazetteer = field.text, lists.flags
    tokens_before = list(accumulate(map(len, rows), initial=0))
    places = list(accumulate((len(word) + 1 for word in words), initial=0))
    mode, voice, language = features.mode_of(text), None, language_of(text, words)
    spans: list[Span] = []
    pieces_of = cache(pieces)
    for begin, end, kind, margin in runs:
        tokens: list[tuple[int, int, str]] = []
        whole: list[str] = []
        chunk = bisect_right(tokens_before, begin) - 1
        while tokens_before[chunk] < end:
            word, place = words[chunk], places[chunk]
            inner = pieces_of(word)[max(0, begin - tokens_before[chunk]) : end - tokens_before[chunk]]
            tokens += [(place + s, place + e, word[s:e]) for s, e in inner]
            whole += [word] * len(inner)
            chunk += 1
        while tokens and not tokens[-1][2].strip(_TRIMMED):
            tokens.pop()
        while tokens and not tokens[0][2].strip(_TRIMMED):
            del tokens[0], whole[0]
        if kind == _ORGANISATION and are_ordinary([token for _, _, token in tokens], gazetteer):
            continue
        # An age stands behind a person as a house number behind a street.
        beside = bool(spans and tokens) and spans[-1].entity != ENTITIES["PER"]
        beside = beside and tokens[0][0] - spans[-1].end < _BESIDE
        alone = len(words) == 1
        if alone and kind in {_PERSON, _ORGANISATION} and len(tokens) == 1:
            word = tokens[0][2]
            if ordinary.is_lone_value(word, gazetteer.get(word.lower(), 0), person=kind == _PERSON):
                continue
        if all(
            is_technical(token, word, gazetteer, alone=alone)
            for (_, _, token), word in zip(tokens, whole, strict=False)
            if token.strip(_TRIMMED)
        ):
            continue
        if not tokens:
            continue
        score = min(0.95, max(0.5, round(0.7 + margin / 20_000, 2)))
        if kind == _ADDRESS:
            parts = []
            for left in _lefts(text, tokens, gazetteer, language):
                names, rest = edged(text, left, gazetteer)
                parts.append(rest)
                spans += [
                    Span(name[0][0], name[-1][1], ENTITIES[label], score, "crf-edge", _RECOGNIZER)
                    for label, whole_name in names
                    for name in foreign.names_in(text, whole_name, gazetteer, language, person=label == "PER")
                    if not ordinary.is_plain_phrase([word for _, _, word in name], gazetteer)
                    and not is_technology(text, name[0][0], name[-1][1])
                ]
        else:
            parts = [
                part
                for column in ordinary.parted(without_degree(tokens, gazetteer), text)
                for part in foreign.names_in(text, column, gazetteer, language, person=kind == _PERSON)
            ]
        for part in parts:
            kept = _kept(text, part, kind, lists)
            if not kept:
                continue
            voice = voice or voice_of(text)
            place_in_field = _place(text, kept[0][0], kept[-1][1])
            run = Run([token for _, _, token in kept], gazetteer, mode, voice, place_in_field)
            if _plausible(kind, run, beside=beside):
                span = Span(kept[0][0], kept[-1][1], _KINDS[kind], score, "crf", _RECOGNIZER)
                spans.append(with_given(text, span, gazetteer) if kind == _PERSON else span)
    spans.sort(key=lambda span: span.start)
    return divided(text, settle(text, spans, lists, field.key), lists) if spans else spans
