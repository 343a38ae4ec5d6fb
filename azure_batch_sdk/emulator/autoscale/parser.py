"""Make the tree of a formula: recursive descent, with the precedence of C."""

from __future__ import annotations

from .errors import FormulaSyntaxError
from .lexer import Kind, Token, tokens
from .syntax import (
    Assignment,
    Binary,
    Call,
    Choice,
    Member,
    MethodCall,
    Name,
    Node,
    Number,
    Text,
    Unary,
    Vector,
)

MOST_STATEMENTS = 100
_DEEPEST = 64
"""How deep parentheses, operators and calls may be nested."""
_LEVELS = (("||",), ("&&",), ("==", "!="), ("<", "<=", ">", ">="), ("+", "-"), ("*", "/"))
"""Operators that join two values, the loosest first."""


def parse(formula: str) -> list[Node]:
    """Return the statements of a formula. Raises FormulaSyntaxError."""
    return _Parser(formula).statements()


class _Parser:
    def __init__(self, formula: str) -> None:
        self._tokens = list(tokens(formula))
        self._position = 0
        self._depth = 0

    def statements(self) -> list[Node]:
        found: list[Node] = []
        while not self._is_at_end():
            if self._takes(";"):
                continue
            if len(found) == MOST_STATEMENTS:
                raise FormulaSyntaxError(
                    self._next.place, f"A formula has at most {MOST_STATEMENTS} statements"
                )
            found.append(self._statement())
            if not self._is_at_end():
                self._expect(";")
        return found

    def _is_at_end(self) -> bool:
        return self._next.kind == "end"

    def _statement(self) -> Node:
        first = self._next
        after = self._tokens[min(self._position + 1, len(self._tokens) - 1)]
        if first.kind == "name" and after.text == "=" and after.kind == "operator":
            self._position += 2
            return Assignment(first.place, first.text, self._expression())
        return self._expression()

    def _expression(self) -> Node:
        self._depth += 1
        if self._depth > _DEEPEST:
            raise FormulaSyntaxError(self._next.place, "The formula is nested too deep")
        condition = self._joined(0)
        question = self._next
        if self._takes("?"):
            then = self._expression()
            self._expect(":")
            condition = Choice(question.place, condition, then, self._expression())
        self._depth -= 1
        return condition

    def _joined(self, level: int) -> Node:
        if level == len(_LEVELS):
            return self._unary()
        left = self._joined(level + 1)
        while self._next.kind == "operator" and self._next.text in _LEVELS[level]:
            operator = self._take()
            left = Binary(operator.place, operator.text, left, self._joined(level + 1))
        return left

    def _unary(self) -> Node:
        if self._next.kind == "operator" and self._next.text in ("-", "!"):
            operator = self._take()
            self._depth += 1
            if self._depth > _DEEPEST:
                raise FormulaSyntaxError(operator.place, "The formula is nested too deep")
            operand = self._unary()
            self._depth -= 1
            return Unary(operator.place, operator.text, operand)
        return self._with_members(self._primary())

    def _with_members(self, target: Node) -> Node:
        while self._takes("."):
            name = self._expect_kind("name")
            if self._takes("("):
                target = MethodCall(target.place, target, name.text, self._items(")"))
            else:
                target = Member(target.place, target, name.text)
        return target

    def _primary(self) -> Node:
        token = self._take()
        match token.kind:
            case "number":
                return Number(token.place, float(token.text))
            case "string":
                return Text(token.place, token.text[1:-1])
            case "name":
                if self._takes("("):
                    return Call(token.place, token.text, self._items(")"))
                return Name(token.place, token.text)
        if token.text == "(":
            inner = self._expression()
            self._expect(")")
            return inner
        if token.text == "[":
            return Vector(token.place, self._items("]"))
        raise _unexpected(token)

    def _items(self, end: str) -> tuple[Node, ...]:
        items: list[Node] = []
        if not self._takes(end):
            items.append(self._expression())
            while self._takes(","):
                items.append(self._expression())
            self._expect(end)
        return tuple(items)

    @property
    def _next(self) -> Token:
        return self._tokens[self._position]

    def _take(self) -> Token:
        token = self._next
        if token.kind != "end":
            self._position += 1
        return token

    def _takes(self, operator: str) -> bool:
        found = self._next.kind == "operator" and self._next.text == operator
        if found:
            self._position += 1
        return found

    def _expect(self, operator: str) -> None:
        if not self._takes(operator):
            raise _unexpected(self._next, operator)

    def _expect_kind(self, kind: Kind) -> Token:
        if self._next.kind != kind:
            raise _unexpected(self._next, f"a {kind}")
        return self._take()


def _unexpected(token: Token, expected: str | None = None) -> FormulaSyntaxError:
    found = "Unexpected end of formula" if token.kind == "end" else f"Unexpected token: {token.text}"
    return FormulaSyntaxError(token.place, found + (f", expected {expected}" if expected else ""))
