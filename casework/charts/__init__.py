"""Charts as SVG, drawn on the server: bars that stand in the rows of a table, and how a share went over the months.

Readable in grey and by a screen reader: every number stands beside its bar, and the line has its table.
"""

from casework.charts.bars import bar
from casework.charts.trend import draw_trend

__all__ = ["bar", "draw_trend"]
