"""Which field and code of the national data set stand for each answer, by version of the data set: files, not code.

`casework/returns/*.toml` ship without codes that nobody has checked; `returns/` in the instance folder overrides.
"""

from casework.returns.mapping import DataSet, DataSetProblem, data_set_on

__all__ = ["DataSet", "DataSetProblem", "data_set_on"]
