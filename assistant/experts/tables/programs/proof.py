"""The likeliest meaning of a question over one small table, as evidence with its rows and query."""

from __future__ import annotations

from assistant.errors import QueryRefused
from assistant.experts.tables.citing import cited, held_cell
from assistant.experts.tables.programs.choose import Choice, choose
from assistant.experts.tables.programs.enumerate import MOST_COLUMNS, MOST_ROWS
from assistant.experts.tables.programs.say import tell
from assistant.experts.tables.programs.sheet import Sheet, number_of, sheet
from assistant.experts.tables.programs.sql import query
from assistant.experts.tables.run import Runner
from assistant.experts.tables.schema import TableSchema, quote
from assistant.records import Evidence, Rows
from retrieval.records import Language

_ROWS_SHOWN = 50
_ALIKE = 1e-4


def read_sheet(schema: TableSchema, runner: Runner, *, most: int = MOST_ROWS) -> Sheet | None:
    """The rows of a table; None where it has more or too many columns.

    Raises:
        QueryRefused: The rows cannot be read.
    """
    if not 0 < schema.rows <= most or not 1 < len(schema.columns) <= MOST_COLUMNS:
        return None
    names = [column.name for column in schema.columns]
    found = runner.run(
        f"SELECT _row, {', '.join(map(quote, names))} FROM {quote(schema.name)} ORDER BY _row",  # noqa: S608
        rows=most,
    )
    return sheet(names, [row[1:] for row in found.rows], [int(str(row[0])) for row in found.rows])


def meaning(
    question: str, language: Language, schema: TableSchema, runner: Runner
) -> tuple[Choice, Sheet] | None:
    """What a question most likely asks of a table; None where it can ask nothing there.

    Raises:
        QueryRefused: The rows cannot be read.
    """
    table = read_sheet(schema, runner)
    choice = choose(question, table, language) if table is not None else None
    return (choice, table) if choice is not None and table is not None else None


def proof(choice: Choice, table: Sheet, schema: TableSchema, runner: Runner, language: Language) -> Evidence:
    """The evidence of a choice: its sentence, the rows that were read, and the query that gives the same.

    Raises:
        QueryRefused: The rows cannot be read.
    """
    program, outcome = choice.candidate.program, choice.candidate.outcome
    places = [column for c in program.where for column in (c.column, *c.beside)] + [
        column for column in (0, program.by, program.other, program.column) if column is not None
    ]
    shown = [table.stored[place] for place in sorted({base for c in places for base in table.bases(c)})]
    numbers = tuple(table.numbers[row] for row in outcome.rows)
    listed = ", ".join(str(number) for number in numbers[:200])
    by_number = (
        f"SELECT _row, {', '.join(map(quote, shown))} FROM {quote(schema.name)} "  # noqa: S608
        f"WHERE _row IN ({listed}) ORDER BY _row"
    )
    rows = runner.run(by_number).rows
    statement = tell(choice, table, language)
    return cited(
        schema,
        quote=statement,
        score=round(min(0.97, choice.likely), 3),
        statement=statement,
        sql=_checked(choice, table, schema, runner) or by_number,
        values=outcome.values,
        rows=Rows(
            columns=tuple(shown),
            values=tuple(tuple(held_cell(value) for value in row[1:]) for row in rows[:_ROWS_SHOWN]),
            total=len(rows),
            matched=len(numbers),
            row_numbers=numbers[:200],
        ),
    )


def _checked(choice: Choice, table: Sheet, schema: TableSchema, runner: Runner) -> str | None:
    """The query of a program, once it has given what the program gave."""
    text = query(choice.candidate.program, choice.asked, table, schema.name)
    if text is None:
        return None
    try:
        found = runner.run(text, rows=MOST_ROWS).rows
    except QueryRefused:
        return None
    told = sheet(("value",), [row[:1] for row in found], list(range(len(found))))
    values = {row[0].text for row in told.rows if not row[0].empty}
    if values == set(choice.candidate.outcome.values):
        return text
    wanted, given = choice.candidate.outcome.number, number_of(next(iter(values), ""))
    if wanted is None or given is None or len(values) != 1:
        return None
    return text if abs(wanted - given) <= _ALIKE * max(1.0, abs(wanted)) else None
