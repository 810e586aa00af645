"""JSON documents as nodes that know their place, so that a fault is told with where it is."""

from __future__ import annotations

import json
from collections.abc import Callable, Collection, Iterator
from decimal import Decimal, InvalidOperation
from enum import StrEnum
from typing import Any, TypeVar

from reportdiff.errors import SchemaError

__all__ = ["Node", "opened", "parse"]

T = TypeVar("T")
E = TypeVar("E", bound=StrEnum)

_VERSION = 1
_REMEDY = "write the document again with this version of reportdiff"
_KINDS = ("comparison", "checklist", "alignment", "outline", "decisions")


class Node:
    """A value of the document together with its place, for messages."""

    def __init__(self, value: Any, path: str = "") -> None:
        self.value = value
        self.path = path

    def __getitem__(self, key: str) -> Node:
        self._want(dict, "an object")
        if key not in self.value:
            raise SchemaError(f"{self.path or 'the document'} has no field {key!r}; {_REMEDY}")
        return Node(self.value[key], f"{self.path}.{key}" if self.path else key)

    def get(self, key: str, default: object = None) -> Node:
        """Return a field that older documents lack, or a node of what it is without."""
        self._want(dict, "an object")
        return Node(self.value.get(key, default), f"{self.path}.{key}" if self.path else key)

    def only(self, known: Collection[str]) -> None:
        """Refuse fields that have no meaning here: a misspelt one would be lost."""
        self._want(dict, "an object")
        for key in self.value:
            if key not in known:
                raise SchemaError(
                    f"{self.path or 'the document'} has a field {key!r}, which means nothing here; "
                    f"known are {', '.join(sorted(known))}"
                )

    def each(self, read: Callable[[Node], T]) -> tuple[T, ...]:
        self._want(list, "a list")
        return tuple(read(Node(value, f"{self.path}[{i}]")) for i, value in enumerate(self.value))

    def entries(self, read: Callable[[Node], T]) -> Iterator[tuple[str, T]]:
        self._want(dict, "an object")
        return ((key, read(Node(value, f"{self.path}.{key}"))) for key, value in self.value.items())

    def maybe(self, read: Callable[[Node], T]) -> T | None:
        return None if self.value is None else read(self)

    def text(self) -> str:
        self._want(str, "a string")
        return str(self.value)

    def integer(self) -> int:
        self._want(int, "an integer")
        return int(self.value)

    def number(self) -> float:
        self._want((int, float), "a number")
        return float(self.value)

    def flag(self) -> bool:
        self._want(bool, "true or false")
        return bool(self.value)

    def decimal(self) -> Decimal:
        self._want((int, float, str), "a number")
        try:
            return Decimal(str(self.value))
        except InvalidOperation:
            raise self.wrong("a number") from None

    def choice(self, of: type[E]) -> E:
        try:
            return of(self.value)
        except ValueError:
            raise self.wrong("one of " + ", ".join(of)) from None

    def _want(self, kind: type | tuple[type, ...], name: str) -> None:
        # bool is an int in Python, but true is no number in JSON
        if not isinstance(self.value, kind) or (isinstance(self.value, bool) and kind is not bool):
            raise self.wrong(name)

    def wrong(self, wanted: str) -> SchemaError:
        shown = json.dumps(self.value, ensure_ascii=False, default=str)
        shown = shown if len(shown) <= 60 else shown[:57] + "..."
        return SchemaError(f"{self.path or 'the document'} should be {wanted}, found {shown}; {_REMEDY}")


def parse(text: str) -> object:
    try:
        return json.loads(text)
    except (ValueError, RecursionError) as error:
        raise SchemaError(f"this is not JSON ({error}); give the JSON output of reportdiff") from error


def opened(document: object, wanted: str) -> Node:
    node = Node(document)
    name = document.get("schema") if isinstance(document, dict) else None
    if not isinstance(name, str):
        raise SchemaError(
            f'the document has no "schema" field; give the JSON output of reportdiff for {_named(wanted)}'
        )
    family, _, number = name.rpartition("/")
    if family == f"reportdiff/{wanted}" and number == str(_VERSION):
        return node
    if family == f"reportdiff/{wanted}":
        raise SchemaError(f"schema {name!r} is not known to this version, which reads {wanted}/{_VERSION}; "
                          "use the version of reportdiff that wrote it, or write it again")  # fmt: skip
    if family in {f"reportdiff/{known}" for known in _KINDS}:
        other = family.removeprefix("reportdiff/")
        raise SchemaError(f"this is {_named(other)}, not {_named(wanted)}; read it as {_named(other)}")
    raise SchemaError(
        f"schema {name!r} is not one of reportdiff; give the JSON output of reportdiff for {_named(wanted)}"
    )


def _named(kind: str) -> str:
    if kind == "decisions":
        return "a file of decisions"
    return f"an {kind}" if kind[0] in "ao" else f"a {kind}"
