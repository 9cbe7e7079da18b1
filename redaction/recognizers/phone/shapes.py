"""What makes a group of digits a telephone number: its country code, its shape, or a word beside it.

`redaction.recognizers.phone.recognizer` cuts candidates out of the text; here each is judged.
"""

from __future__ import annotations

from typing import Final

from redaction.recognizers.phone import plan as phone_plan
from redaction.recognizers.phone.answers import is_answer
from redaction.recognizers.phone.beside import is_counted, is_joined, stands_beside_mail
from redaction.recognizers.phone.lines import starts_dated_line
from redaction.recognizers.phone.national import abroad, is_toll_free, national
from redaction.recognizers.phone.other import (
    belongs_elsewhere,
    could_be_said,
    is_bare_landline,
    is_coded,
    is_moment,
    is_of_goods,
    is_period,
    reads_as_other,
)
from redaction.recognizers.phone.plan import Verdict, international
from redaction.recognizers.phone.runs import Candidate
from redaction.recognizers.phone.said import LONGEST_NAMED, Run
from redaction.recognizers.phone.scripts import is_of_script
from redaction.recognizers.phone.short import is_labelled
from redaction.recognizers.phone.signed import is_line_of_letter, is_signed_off
from redaction.recognizers.phone.twins import is_twin
from redaction.recognizers.phone.unsaid import unsaid, unsaid_abroad
from redaction.recognizers.phone.versions_and_prices import is_priced, is_version

__all__ = ["judge"]

_LONGEST_CALLED: Final = phone_plan.LONGEST


def judge(run: Run, number: Candidate) -> Verdict | None:
    """Rule, score and whether a numbering plan confirmed it; None for what is no telephone number."""
    verdict = _judged(run, number)
    if verdict is None or number.plus:
        return verdict
    other = is_version(run.text, number.start) or is_priced(run.text, number.start, number.end)
    return None if other else verdict


def _judged(run: Run, number: Candidate) -> Verdict | None:
    digits, sizes = number.digits, number.sizes
    if number.plus:
        verdict = international(digits, "phone.plus")
        if verdict is None and 9 <= len(digits) <= 15 and (len(sizes) > 2 or run.named):
            return "phone.plus.grouped", 0.6, False
        return verdict
    if len(sizes) > 1 and is_period(run.text, number) and not _is_led_to(run, number.start):
        return None
    other = len(sizes) > 1 and reads_as_other(number)
    if other or (other is None and not run.named):
        return None
    verdict = (
        abroad(number, lambda: run.said or unsaid_abroad(run.text, number)) if digits[0] == "0" else None
    )
    if verdict is not None:
        return verdict
    verdict = national(run.text, number)
    if verdict is not None:
        return None if is_of_goods(run.text, number) else verdict
    if starts_dated_line(run.text, number):
        return None
    elsewhere = run.heard and belongs_elsewhere(run.text, number)
    if (
        not elsewhere
        and len(digits) <= LONGEST_NAMED
        and (run.named or (run.behind and number.end == run.end))
    ):
        return "phone.named", 0.85, False
    whole = len(sizes) == run.groups  # a piece of a longer list is no number
    if whole and is_of_script(run.text, number) and _may_be_shown(run.text, number):
        return "phone.script", 0.5, False
    if whole and is_twin(run, number) and _may_be_shown(run.text, number):
        return "phone.twin", 0.5, False
    if elsewhere:
        return None
    if whole and (
        (run.called and phone_plan.could_be(digits, sizes, number.written))
        or (
            (len(digits) <= _LONGEST_CALLED or phone_plan.is_international(digits))
            and run.dialled
            and not (is_moment(run.text, number, on=False) and not is_toll_free(digits))
        )
    ):
        return "phone.called", 0.6, False
    if (
        whole
        and run.heard
        and (could_be_said(number) or is_line_of_letter(run.text, number.start, digits))
        and is_signed_off(run.text, number.start, number.end)
    ):
        return "phone.signature", 0.6, False
    if whole and stands_beside_mail(run.text, number):
        return "phone.beside_mail", 0.6, False
    if whole and is_bare_landline(run.text, number):
        return "phone.bare", 0.5, False
    if whole and is_joined(run.text, number.start) and phone_plan.is_written(digits, sizes):
        return "phone.joined", 0.6, False
    if whole and run.spoken and could_be_said(number):
        return "phone.spoken", 0.5, False
    if whole and run.heard and is_answer(run.text, number.start, number.end):
        return "phone.answer", 0.6, False
    if not whole or belongs_elsewhere(run.text, number):
        return None
    rule = unsaid(run.text, number, run.key)
    return (rule, 0.5, False) if rule else None


def _is_led_to(run: Run, start: int) -> bool:
    """Whether a word directly before digits, and not before others of the run, says telephone number or call."""
    return is_labelled(run.text, start) or (run.start == start and run.dialled)


def _may_be_shown(text: str, number: Candidate) -> bool:
    """Whether the form of digits and what they are tied to leave them what their neighbours show them to be."""
    start = number.start
    return not (is_moment(text, number, on=False) or is_coded(text, start) or is_counted(text, start))
