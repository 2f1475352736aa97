"""Broken promises that a view turns into one page each."""


class Conflict(Exception):
    """Somebody else has recorded a newer one since this form was opened (409). The text says what, in plain words."""


class Refused(Exception):
    """An act that cannot be: `problems` are (field, sentence) pairs, everything at once."""

    def __init__(self, *problems: tuple[str, str]) -> None:
        super().__init__("; ".join(sentence for _, sentence in problems))
        self.problems = problems
