"""Many rows in one column: a list that belongs to a row comes along with it, and costs the page no statement of its own."""
from __future__ import annotations

from typing import Any

from sqlalchemy import JSON
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.functions import FunctionElement


class gathered(FunctionElement[Any]):
    """In SQL: the named columns of all rows as a list of lists, in no order; an empty list, or None, where there are no rows.

    For numbers, words and None only: what has no place in JSON (a moment, say) comes back as text.
    """

    type = JSON()
    inherit_cache = True


@compiles(gathered, "sqlite")
def _on_sqlite(element: gathered, compiler: Any, **more: Any) -> str:
    return f"json_group_array(json_array({compiler.process(element.clauses, **more)}))"


@compiles(gathered, "postgresql")
def _on_postgresql(element: gathered, compiler: Any, **more: Any) -> str:
    return f"json_agg(json_build_array({compiler.process(element.clauses, **more)}))"
