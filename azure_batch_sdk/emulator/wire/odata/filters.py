"""Turn a `$filter` into a function that tells whether a body passes.

    either     = both *( "or" both )
    both       = factor *( "and" factor )
    factor     = "(" either ")" / "startswith" "(" name "," text ")" / name operator value

Words of the language and compared values are read without regard to case, names of properties are not. A property that
a body lacks differs from every value and has no order.
"""

from __future__ import annotations

import operator
from collections.abc import Callable, Mapping
from typing import Any

from ...state.timestamps import rfc1123_ticks, timestamp_ticks
from .lexer import FilterError, Token, TokenKind, tokens_of
from .properties import Filterable

Predicate = Callable[[Mapping[str, Any]], bool]

_DEEPEST = 100
_MOST_DIGITS = 20
"""With a sign; 64 bits need no more, and Python refuses to read thousands."""
_COMPARE: Mapping[str, Callable[[Any, Any], bool]] = {
    "eq": operator.eq,
    "ne": operator.ne,
    "gt": operator.gt,
    "ge": operator.ge,
    "lt": operator.lt,
    "le": operator.le,
}


def compile_filter(text: str, filterable: Mapping[str, Filterable]) -> Predicate:
    """Return the test that a filter describes; raise FilterError if the service does not take it."""
    parser = _Parser(text, filterable)
    predicate = parser.either(0)
    parser.expect("end", "'and', 'or' or the end")
    return predicate


class _Parser:
    def __init__(self, text: str, filterable: Mapping[str, Filterable]) -> None:
        self._filterable = filterable
        self._tokens = tokens_of(text)
        self._next = next(self._tokens)

    def either(self, depth: int) -> Predicate:
        if depth > _DEEPEST:
            raise FilterError(f"it has brackets nested more than {_DEEPEST} deep")
        choices = [self._both(depth)]
        while self._takes_word("or"):
            choices.append(self._both(depth))
        if len(choices) == 1:
            return choices[0]
        return lambda body: any(choice(body) for choice in choices)

    def _both(self, depth: int) -> Predicate:
        conditions = [self._factor(depth)]
        while self._takes_word("and"):
            conditions.append(self._factor(depth))
        if len(conditions) == 1:
            return conditions[0]
        return lambda body: all(condition(body) for condition in conditions)

    def _factor(self, depth: int) -> Predicate:
        if self._at("open"):
            self._advance()
            inner = self.either(depth + 1)
            self.expect("close", "')'")
            return inner
        name = self.expect("word", "the name of a property")
        if self._at("open"):
            return self._function(name)
        filterable = self._property(name)
        word = self.expect("word", "an operator")
        compare = word.value.lower()
        if compare not in _COMPARE:
            raise FilterError(f"{word} is not one of the operators eq, ne, gt, ge, lt, le")
        self._check_operator(name, filterable, compare)
        return _comparison(name.value, filterable, compare, self._value(name, filterable))

    def _function(self, name: Token) -> Predicate:
        if name.value.lower() != "startswith":
            raise FilterError(f"{name} is not a function; there is only startswith(name, 'text')")
        self._advance()
        argument = self.expect("word", "the name of a property")
        filterable = self._property(argument)
        self._check_operator(argument, filterable, "startswith")
        self.expect("comma", "','")
        prefix = self.expect("text", "a text in single quotes").value.lower()
        self.expect("close", "')'")
        read = _reader(filterable.member or argument.value)

        def starts(body: Mapping[str, Any]) -> bool:
            value = read(body)
            return isinstance(value, str) and value.lower().startswith(prefix)

        return starts

    def _property(self, name: Token) -> Filterable:
        filterable = self._filterable.get(name.value)
        if filterable is None:
            raise FilterError(
                f"{name} is not a property to filter by; there are {', '.join(self._filterable)}"
            )
        return filterable

    def _check_operator(self, name: Token, filterable: Filterable, used: str) -> None:
        if used not in filterable.operators:
            allowed = ", ".join(sorted(filterable.operators))
            raise FilterError(f"'{name.value}' cannot be used with {used}; it takes {allowed}")

    def _value(self, name: Token, filterable: Filterable) -> Any:
        token = self._next
        self._advance()
        if filterable.kind == "text" and token.kind == "text":
            return token.value.lower()
        if filterable.kind == "int" and token.kind == "number":
            return _whole_number(token)
        if filterable.kind == "boolean" and token.kind == "word" and token.value.lower() in {"true", "false"}:
            return token.value.lower() == "true"
        if filterable.kind == "date" and token.kind in {"date", "text"}:
            return _date(token)
        wanted = {
            "text": "a text in single quotes",
            "int": "a whole number",
            "boolean": "true or false",
            "date": "a date such as DateTime'2025-09-01T12:00:00Z'",
        }[filterable.kind]
        raise FilterError(f"'{name.value}' is compared with {wanted}, not with {token}")

    def expect(self, kind: TokenKind, what: str) -> Token:
        token = self._next
        if token.kind != kind:
            raise FilterError(f"{what} is missing where {token} stands")
        if kind != "end":
            self._advance()
        return token

    def _takes_word(self, word: str) -> bool:
        if self._at("word") and self._next.value.lower() == word:
            self._advance()
            return True
        return False

    def _advance(self) -> None:
        if not self._at("end"):
            self._next = next(self._tokens)

    def _at(self, kind: TokenKind) -> bool:
        return self._next.kind == kind


def _whole_number(token: Token) -> int:
    if len(token.value) > _MOST_DIGITS:
        raise FilterError(f"the number at position {token.position} has more than {_MOST_DIGITS} digits")
    return int(token.value)


def _date(token: Token) -> int:
    try:
        return timestamp_ticks(token.value)
    except ValueError:
        try:
            return rfc1123_ticks(token.value)
        except (ValueError, OverflowError):
            raise FilterError(f"{token} is not a date") from None


def _comparison(name: str, filterable: Filterable, compare: str, value: Any) -> Predicate:
    read = _reader(filterable.member or name)
    convert = (
        timestamp_ticks if filterable.kind == "date" else str.lower if filterable.kind == "text" else None
    )
    test = _COMPARE[compare]
    when_absent = compare == "ne"

    def passes(body: Mapping[str, Any]) -> bool:
        found = read(body)
        if found is None:
            return when_absent
        return test(found if convert is None else convert(found), value)

    return passes


def _reader(name: str) -> Callable[[Mapping[str, Any]], Any]:
    first, _, second = name.partition("/")
    if not second:
        return lambda body: body.get(first)

    def read(body: Mapping[str, Any]) -> Any:
        inner = body.get(first)
        return inner.get(second) if isinstance(inner, Mapping) else None

    return read
