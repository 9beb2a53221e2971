"""A small reading of JSON Schema 2020-12: as much of it as our own schema uses, and a fault for whatever it does not know."""
from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

TYPES: dict[str, tuple[type, ...]] = {"object": (dict,), "array": (list,), "string": (str,), "integer": (int,), "boolean": (bool,), "null": (type(None),)}
KNOWN = {"$schema", "$defs", "$ref", "title", "description", "type", "properties", "required", "items", "enum", "const", "pattern", "anyOf"}


def faults(value: Any, schema: dict[str, Any], root: dict[str, Any], at: str = "") -> Iterator[str]:
    """Where `value` is not as `schema` says, and where it holds a key that the schema does not describe."""
    assert set(schema) <= KNOWN, set(schema) - KNOWN
    if "$ref" in schema:
        yield from faults(value, root["$defs"][schema["$ref"].removeprefix("#/$defs/")], root, at)
    if "anyOf" in schema and all(any(faults(value, each, root, at)) for each in schema["anyOf"]):
        yield f"{at}: {value!r:.60} is none of what it may be"
    types = schema.get("type", [])
    if types and not any(_is_a(value, each) for each in ([types] if isinstance(types, str) else types)):
        yield f"{at}: {value!r:.60} is no {types}"
    if ("enum" in schema and value not in schema["enum"]) or ("const" in schema and value != schema["const"]):
        yield f"{at}: {value!r:.60}"
    if "pattern" in schema and not re.search(schema["pattern"], str(value)):
        yield f"{at}: {value!r:.60} is not written so"
    if isinstance(value, dict) and "properties" in schema:
        yield from (f"{at}.{key} is missing" for key in schema["required"] if key not in value)
        for key, part in value.items():
            yield from faults(part, schema["properties"][key], root, f"{at}.{key}") if key in schema["properties"] else [f"{at}.{key} is not described"]
    if isinstance(value, list) and "items" in schema:
        for number, part in enumerate(value):
            yield from faults(part, schema["items"], root, f"{at}[{number}]")


def _is_a(value: Any, kind: str) -> bool:
    return isinstance(value, TYPES[kind]) and (kind == "boolean" or not isinstance(value, bool))
