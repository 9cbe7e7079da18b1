"""Which texts are about software: there an unknown capital is a program, a class or an error before it is a company.

Part of `redaction.names.detector`, which has more reserve in them. Told by words that mean nothing else, by those that
mean something else too, half as much, and by what only code is written like.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final

from redaction.names import gazetteers as gz

__all__ = ["SoftwareWords"]

_OTHER: Final = gz.COMMON | gz.KNOWN | gz.FOREIGN | gz.GIVEN | gz.FAMILY | gz.PLACE
_WORD: Final = re.compile(r"[a-z][a-z0-9+#]*")
# `call()` and what Markdown shows as code; `snake_case`, `--flag` and `v1.2.3`. Dividers and addresses are none.
_SIGNS: Final = ("()", "`")
_JOINED: Final = re.compile(
    r"_(?<=[A-Za-z0-9]_)(?=[A-Za-z0-9])|--(?<!---)(?=[a-z])|\.(?<=[0-9]\.)[0-9]+\.[0-9]"
)
_CERTAIN: Final = 2
"""What a word counts that means nothing else, and a piece of code; others count one."""
_LEAST: Final = 4
_WORDS_EACH: Final = 6
"""Of so many words one has to speak of software, by what it counts."""


class SoftwareWords:
    """The words of software among the lists.

    Args:
        gazetteer: Flags by lower-cased word (`redaction.names.gazetteers.load`).
    """

    def __init__(self, gazetteer: Mapping[str, int]) -> None:
        technical = [word for word, flags in gazetteer.items() if flags & gz.TECHNICAL]
        self._any = gz.software_words().union(technical)
        self._also = frozenset(word for word in self._any if gazetteer.get(word, 0) & _OTHER)
        self._only = self._any - self._also

    def are_in(self, text: str) -> bool:
        """Whether a text is about software."""
        words = _WORD.findall(text.lower())
        if self._any.isdisjoint(words):
            return False  # pieces of code alone say nothing: they are not looked for in most texts
        pieces = sum(map(text.count, _SIGNS)) + len(_JOINED.findall(text))
        certain = sum(map(self._only.__contains__, words)) + pieces
        count = sum(map(self._also.__contains__, words)) + _CERTAIN * certain
        return certain > 0 and count >= _LEAST and count * _WORDS_EACH >= len(words)
