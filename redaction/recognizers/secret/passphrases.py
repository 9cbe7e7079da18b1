"""Passwords that are words: `correct horse battery staple`, and the words of logs that are none.

Read by `redaction.recognizers.secret.assignments`, where a name that says password or secret stands before the words.
"""

from __future__ import annotations

import re
from typing import Final

from redaction.names.word_set import word_set

__all__ = ["is_phrase", "phrase_end"]

_PHRASE: Final = re.compile(
    r"[a-z]{3,12}(?P<between>[ \-])[a-z]{3,12}(?:(?P=between)[a-z]{3,12}){2,7}"
    r"(?=\.?(?:[,;&\"'`}\])|\r\n]|\s{0,4}\Z))"
)
_WORDS: Final = re.compile(r"[A-Za-z0-9]{2,16}(?:[ \-][A-Za-z0-9]{2,16}){1,9}")
# A list of its own: a small word more is a passphrase that is shown.
_SPEECH: Final = word_set(
    "about again all already also and any are been before being but can cannot could did does done ended "
    "error errors exists expired fail failed fails failure for found from get got had has have here how "
    "if in into is it its just least less long match matches matching may missing more must need needs "
    "never new none not now null of off old once one only optional out page please reset retry same save "
    "saved see seen sent set shall should size step still such sync take than that the their them then "
    "there they this times too try twice unset until update updates use used user valid value via was "
    "were what when where which while who will with within without wrong yet you your at be by do no on "
    "or to up we an as so required invalid unknown disabled enabled denied accepted length characters "
    "minimum maximum attempt attempts every each day days hour hours week rotate rotates"
)
# Names of secrets in clusters and clouds: `cert-manager-webhook-ca`.
_OF_MACHINES_WORDS: Final = (
    "access account admin agent api app apps auth aws azure backend backup basic bot bucket build ca cert "
    "certificate certs client cloud cluster collector config controller credential credentials creds cron "
    "database db default dev docker external file frontend gateway gcp github gitlab global grafana helm host id "
    "image inference ingress internal job kafka key keys kube ldap llm local login mail manager model mongo mysql "
    "name namespace node oauth oidc operator otel password path pod policy postgres postgresql private prod "
    "production prometheus proxy public pull ref redis registry release root saml secret secrets server service "
    "shared slack smtp ssh ssl sso staging storage store system test tls token tokens vault version volume web "
    "webhook worker"
)
_OF_MACHINES: Final = frozenset(_OF_MACHINES_WORDS.split())
_ENDINGS: Final = ("ed", "ing", "ly", "tion", "tions", "ment", "able")
_SHORTEST_WITH_ENDING: Final = 5


def phrase_end(text: str, begin: int) -> int:
    """Where a password of four or more words ends that begins somewhere in a text; -1 if none does."""
    match = _PHRASE.match(text, begin)
    if match is None or not _are_no_talk(match[0]):
        return -1
    if any(len(word) >= _SHORTEST_WITH_ENDING and word.endswith(_ENDINGS) for word in _split(match[0])):
        return -1
    return match.end()


def is_phrase(value: str) -> bool:
    """Whether a whole value is words that nobody says about a secret."""
    return _WORDS.fullmatch(value) is not None and _are_no_talk(value)


def _are_no_talk(value: str) -> bool:
    words = _split(value)
    return _SPEECH.isdisjoint(words) and _OF_MACHINES.isdisjoint(words)


def _split(value: str) -> list[str]:
    return value.lower().replace("-", " ").split()
