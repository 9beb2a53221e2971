"""Emphasis as Korean is written: particles follow a word without a space.

CommonMark lets `**` close after punctuation only where a space or punctuation follows, so `**모양(ResNet)**이라` stays unclosed.
Beside a letter of Hangul, Han or kana we ask only that no space stands on the inner side.
"""
from __future__ import annotations

import re

from markdown_it.parser_inline import ParserInline
from markdown_it.rules_inline import StateInline
from markdown_it.rules_inline.state_inline import Scanned
from markdown_it.token import Token
from markdown_it.utils import EnvType

UNSPACED = re.compile(
    "[\u1100-\u11ff\u3005-\u3007\u3040-\u30ff\u3130-\u318f\u3400-\u4dbf\u4e00-\u9fff\ua960-\ua97f\uac00-\ud7ff\uf900-\ufaff\uff66-\uffdc"
    "\U00020000-\U0003ffff]"
)
PYTHON_NAME = re.compile(r"__[A-Za-z0-9]+(?:_[A-Za-z0-9]+)*__(?!_)")


class InlineOfHangul(StateInline):
    def scanDelims(self, start: int, canSplitWord: bool) -> Scanned:
        scanned = super().scanDelims(start, canSplitWord)
        if not canSplitWord:
            return scanned
        end = start + scanned.length
        before = self.src[start - 1] if start > 0 else " "
        after = self.src[end] if end < self.posMax else " "
        opens = scanned.can_open or (UNSPACED.match(before) is not None and not after.isspace())
        closes = scanned.can_close or (UNSPACED.match(after) is not None and not before.isspace())
        return Scanned(opens, closes, scanned.length)


class ParserOfHangul(ParserInline):
    def parse(self, src: str, md, env: EnvType, tokens: list[Token]) -> list[Token]:
        state = InlineOfHangul(src, md, env, tokens)
        self.tokenize(state)
        for rule in self.ruler2.getRules(""):
            rule(state)
        return state.tokens


def python_name(state: StateInline, silent: bool) -> bool:
    """`__init__` is a name: campers write of it more often than they write bold with underscores."""
    if state.src[state.pos] != "_" or (state.pos > 0 and state.src[state.pos - 1] == "_"):
        return False
    found = PYTHON_NAME.match(state.src, state.pos, state.posMax)
    if not found:
        return False
    if not silent:
        state.append_pending(found[0])
    state.pos = found.end()
    return True
