"""Writes labelled texts as other hands would: without capitals, all in capitals, names in small letters, quoted."""

from __future__ import annotations

import random
from collections.abc import Sequence

from training.names.corpora import Gold, Text

__all__ = ["QUOTE", "names_lowered", "quoted", "with_variants"]

QUOTE = "> "


def with_variants(texts: Sequence[Text], seed: int) -> list[Text]:
    """Return the texts and, of about a third of them, one variant; equal seeds give equal texts."""
    chance = random.Random(seed)  # noqa: S311  # training data, not cryptography
    out = list(texts)
    for text in texts:
        draw = chance.random()
        if len(text.text.lower()) != len(text.text) or len(text.text.upper()) != len(text.text):
            continue
        if draw < 0.22:
            out.append(Text(text.text.lower(), text.spans, text.source, text.group))
        elif draw < 0.28:
            out.append(Text(text.text.upper(), text.spans, text.source, text.group))
        elif draw < 0.305:
            out.append(names_lowered(text))
        elif draw < 0.34 and "\n" in text.text:
            out.append(quoted(text))
    return out


def names_lowered(text: Text) -> Text:
    """Return the text as hasty people write it: its names in small letters, the rest as it was."""
    out = text.text
    for span in text.spans:
        if span.kind == "PER":
            out = out[: span.start] + out[span.start : span.end].lower() + out[span.end :]
    return Text(out, text.spans, text.source, text.group)


def quoted(text: Text) -> Text:
    """Return the text as an answer quotes it: each line behind a mark."""
    lines = text.text.split("\n")
    shift = [0]
    for line in lines:
        shift += [shift[-1] + len(QUOTE)] * (len(line) + 1)
    spans = tuple(Gold(s.start + shift[s.start + 1], s.end + shift[s.end], s.kind) for s in text.spans)
    return Text("\n".join(QUOTE + line for line in lines), spans, text.source, text.group)
