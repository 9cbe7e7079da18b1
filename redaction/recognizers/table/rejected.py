"""What validators and databases reject: the name of a field and its value, in the same message.

`ssn` and, in the line below, `... input_value='...'` of pydantic; `loc` and `input` of FastAPI; `on field 'ssn':
rejected value [...]` of Spring; jsonschema, Jackson, Json.NET; `Duplicate entry '...' for key 'users.phone'`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from redaction.recognizers.table.headings import read_cell, telling_columns
from redaction.spans import Span

__all__ = ["GATES", "find_rejected"]

_QUOTE: Final = r"\\{0,7}[\"']"
_GIVEN: Final = rf"(?:{_QUOTE}(?P<value>[^\"'\\\r\n\x00]{{1,256}})|(?P<number>[0-9]{{5,20}}(?![0-9.])))"
_IN_LINE: Final = r"(?P<value>[^'\r\n\x00]{1,256})"
_NAMED: Final = r"(?P<name>[^'\r\n\x00]{1,128})"
_FORMS: Final = (
    re.compile(
        r"^[ \t|]{0,12}(?P<name>[^\s\x00]{1,80})\r?\n[ \t|]{1,16}[^\r\n\x00]{1,400}?[\[ ]input_value="
        rf"{_GIVEN}",
        re.MULTILINE,
    ),
    re.compile(
        rf"[\"'](?:loc|path){_QUOTE}[ ]?:[ ]?[\[(](?P<name>[^\[\]()\r\n\x00]{{1,200}})[\])]"
        rf"(?:(?!{_QUOTE}(?:loc|path){_QUOTE})[^\r\n\x00]){{1,300}}?{_QUOTE}(?:input|received){_QUOTE}[ ]?:[ ]?{_GIVEN}"
    ),
    re.compile(rf"field '{_NAMED}': rejected value \[(?P<value>[^\]\r\n\x00]{{1,256}})\]"),
    re.compile(
        r"(?:constraint|index) '(?P<name>[^'\r\n\x00]{1,128})'[^\r\n\x00]{0,200}?"
        r"duplicate key value is \((?P<value>[^)\r\n\x00]{1,256})\)"
    ),
    re.compile(rf"Duplicate entry '{_IN_LINE}' for key '{_NAMED}'"),
    re.compile(rf"value: '{_IN_LINE}' for column [`']{{0,2}}(?P<name>[^\s'\x00]{{1,128}})"),
    re.compile(
        r"from (?:String|Number|Integer)(?: value)? [(\"]{1,2}(?P<value>[^\"\r\n\x00]{1,256})\"[^\x00]{1,800}?"
        r"reference chain: [^)\x00]{0,400}?\[\"(?P<name>[^\"\r\n\x00]{1,80})\"\]\)"
    ),
    re.compile(
        r"onvert string to [\w.]{1,40}: (?P<value>[^\r\n\x00]{1,64}?)\. Path '(?P<name>[^'\r\n\x00]{1,80})'"
    ),
    re.compile(
        r"^(?:[\w.]{1,80}: )?'(?P<value>[^'\r\n\x00]{1,256})' [^\r\n\x00]{1,400}\r?\n(?:[ \t]*\r?\n)?Failed validating "
        r"[^\x00]{1,1200}?On instance(?:\[[^\]\r\n\x00]{1,80}\]){0,12}?\['(?P<name>[^'\r\n\x00]{1,80})'\]:",
        re.MULTILINE,
    ),
    re.compile(
        r"On instance(?:\[[^\]\r\n\x00]{1,80}\]){0,12}?\['(?P<name>[^'\r\n\x00]{1,80})'\]:\r?\n[ \t]{1,8}"
        rf"{_GIVEN}"
    ),
)
GATES: Final = (
    r"[\[ ]input_value=",
    rf"[\"'](?:loc|path){_QUOTE}[ ]?:[ ]?[\[(]",
    r": rejected value \[",
    r"duplicate key value is \(",
    r"Duplicate entry '",
    r"' for column ",
    r"reference chain: ",
    r"onvert string to ",
    r"Failed validating ",
    r"On instance\[",
)
"""Each form has one of them."""
# What databases add to the name of a column, to make that of a constraint.
_OF_CONSTRAINT: Final = re.compile(
    r"(?:_(?:unique|uniq|uq|uk|key|idx|index|constraint|[0-9]{1,3})){1,3}\Z", re.IGNORECASE
)
_AROUND: Final = " \"'`\\"


def find_rejected(text: str, start: int, key: str) -> Iterator[Span]:
    """Values whose names tell what they are."""
    del start, key
    for form in _FORMS:
        for match in form.finditer(text):
            group = "number" if match.groupdict().get("number") else "value"
            # Of a path the last part that is no place in a list.
            path = [part for part in match["name"].split(",") if not part.strip(_AROUND).isdigit()]
            name = _OF_CONSTRAINT.sub("", path[-1].strip(_AROUND)) if path else ""
            if columns := telling_columns([name], certain=True):
                yield from read_cell(match[group], match.start(group), *columns[0])
