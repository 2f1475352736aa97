"""How pages are put together: our templates strict, the design system's lenient as it was written to be."""

from collections.abc import Callable, Mapping, MutableMapping
from typing import Any

import segno
from flask import Flask
from jinja2 import BaseLoader, ChainableUndefined, ChoiceLoader, Environment, PackageLoader, StrictUndefined, Template
from markupsafe import Markup

from core import wording

DESIGN_SYSTEM = "nhsuk/"


class TwoTongues(BaseLoader):
    """Loads the design system's templates into an environment in which a missing value is empty.

    Those templates ask for parameters nobody handed in; ours never may. Everything else of the two
    environments is shared.
    """

    def __init__(self, inner: BaseLoader) -> None:
        self.inner = inner
        self._lenient: Environment | None = None

    def get_source(self, environment: Environment, template: str) -> tuple[str, str | None, Callable[[], bool] | None]:
        """The text of a template, wherever it stands."""
        return self.inner.get_source(environment, template)

    def list_templates(self) -> list[str]:
        """Every template that can be loaded."""
        return self.inner.list_templates()

    def load(self, environment: Environment, name: str, globals: MutableMapping[str, Any] | None = None) -> Template:
        """The template, made for the environment it belongs to."""
        if name.startswith(DESIGN_SYSTEM):
            self._lenient = self._lenient or environment.overlay(undefined=ChainableUndefined)
            environment = self._lenient
        return super().load(environment, name, globals)


class House(Flask):
    """Flask with our template rules: everything escaped whatever its file is called, nothing missing unnoticed."""

    jinja_options = {  # noqa: RUF012  (Flask's own way)
        "undefined": StrictUndefined,
        "autoescape": True,
        "trim_blocks": True,
        "lstrip_blocks": True,
        "extensions": ["jinja2.ext.do"],
    }

    def create_global_jinja_loader(self) -> Any:
        """Our templates first, then the design system's."""
        ours = super().create_global_jinja_loader()
        return TwoTongues(ChoiceLoader([ours, PackageLoader("nhsuk_frontend_jinja")]))


def qr_code(text: str, label: str) -> Markup:
    """A QR code as an inline picture that needs no style of its own, with words for those who do not see it."""
    code = segno.make(text, error="m")
    picture = code.svg_inline(border=4, omitsize=True, title=label, svgclass="app-qr", lineclass=None)
    return Markup(picture)  # noqa: S704  (segno's own drawing)


def extract(key: Any, words: Mapping[Any, Any]) -> Any:
    """What stands under a key, for lists of keys: `parts | map("extract", PART_WORDS)`."""
    return words[key]


def init_pages(app: Flask) -> None:
    """Make the words of `core.wording` known to every template."""
    for words in (
        extract,
        wording.short_day,
        wording.long_day,
        wording.weekday,
        wording.clock_time,
        wording.instant,
        wording.amount,
        wording.listed,
        wording.counted,
        wording.sentence,
    ):
        app.jinja_env.filters[words.__name__] = words
    app.jinja_env.globals["qr_code"] = qr_code
    # The design system indents what it nests, and so would put spaces into people's text in a textarea.
    app.jinja_env.filters["indent"] = lambda text, *_, **__: text
