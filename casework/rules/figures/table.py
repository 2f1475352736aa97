"""A report as a table for a spreadsheet: every figure in a row that says what it counts."""

import csv
import io
from collections.abc import Iterable, Sequence

from casework.rules.figures.values import READER_WORDS, Report
from core.wording import instant, short_day

STARTS_A_FORMULA = ("=", "+", "-", "@", "\t", "\r")
HEAD = ("Group", "What", "Count", "Out of", "Percent", "As it reads", "What it counts")


def as_csv(rows: Iterable[Sequence[object]]) -> str:
    """Rows as CSV that a spreadsheet opens as text: no cell of it is ever taken for a formula."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerows([_cell(one) for one in row] for row in rows)
    return "\ufeff" + out.getvalue()


def _cell(value: object) -> str:
    text = "" if value is None else str(value)
    return f"'{text}" if text.startswith(STARTS_A_FORMULA) else text


def rows_of(report: Report) -> list[Sequence[object]]:
    """The report as rows: first what it is, then every figure, then how the shares went."""
    span = report.span
    rows: list[Sequence[object]] = [
        ("Service", report.service),
        ("Days", f"{short_day(span.first)} to {short_day(span.last)}"),
        ("Worked out", instant(report.at)),
        ("For whom", READER_WORDS[report.reader]),
        (),
        HEAD,
    ]
    for group, one in report.figures:
        counts = " ".join(filter(None, (one.counts, group.counts)))
        shown: tuple[object, ...] = ("", "", "") if one.few else (one.count, one.of, one.percent)
        rows.append((group.title, one.label, *shown, one.words, counts))
    rows += [(), ("Kept on", "Homes with a child and a dose at home", "In date", "All of it")]
    rows += [(one.on.isoformat(), one.homes, one.in_date, one.all_done) for one in report.trend]
    return rows
