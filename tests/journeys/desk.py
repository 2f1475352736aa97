"""A desk with a browser: what somebody does there, and that every page they meet is accessible."""

import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from playwright.sync_api import BrowserContext, Locator, Page

AXE = Path(__file__).resolve().parents[2] / "node_modules" / "axe-core" / "axe.min.js"
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
SIGNED_OUT = "/sign-in"


@dataclass
class Desk:
    """One person's browser at one address. Every page they come to is looked at by axe."""

    context: BrowserContext
    address: str
    script: bool = True
    page: Page = field(init=False)

    def __post_init__(self) -> None:
        self.page = self.context.new_page()

    def sign_in(self, email: str, password: str) -> "Desk":
        """Sign in and arrive at the first page."""
        self.page.goto(f"{self.address}/")
        self.page.get_by_label("Email").fill(email)
        self.page.get_by_label("Password", exact=True).fill(password)
        self.page.get_by_role("button", name="Sign in").click()
        return self.look()

    def go(self, path: str) -> "Desk":
        """Open an address of the application."""
        self.page.goto(f"{self.address}{path}")
        return self.look()

    def follow(self, name: str | re.Pattern[str]) -> "Desk":
        """Follow the first link of that name."""
        self.page.get_by_role("link", name=name).first.click()
        return self.look()

    def press(self, name: str | re.Pattern[str]) -> "Desk":
        """Press the first button of that name."""
        self.page.get_by_role("button", name=name).first.click()
        return self.look()

    def fill(self, label: str | re.Pattern[str], words: str) -> "Desk":
        """Type into the field of that label."""
        self.page.get_by_label(label).first.fill(words)
        return self

    def choose(self, name: str | re.Pattern[str]) -> "Desk":
        """Choose the radio button or tick the box of that name."""
        self._choice(name).check()
        return self

    def _choice(self, name: str | re.Pattern[str]) -> Locator:
        radio = self.page.get_by_role("radio", name=name)
        return radio.first if radio.count() else self.page.get_by_role("checkbox", name=name).first

    def pick(self, label: str | re.Pattern[str], option: str) -> "Desk":
        """Pick an option from a list."""
        self.page.get_by_label(label).first.select_option(label=option)
        return self

    def sees(self, words: str | re.Pattern[str]) -> "Desk":
        """Fail unless the page says so."""
        self.page.get_by_text(words).first.wait_for(timeout=5000)
        return self

    def reads(self) -> str:
        """Everything that the page says."""
        return self.page.locator("main").inner_text()

    def look(self) -> "Desk":
        """Look at the page as somebody does who cannot see it well: axe finds nothing, nothing scrolls sideways."""
        self.page.wait_for_load_state("load")
        if not self.script:
            return self  # axe and the width are asked by script
        found = problems(self.page)
        assert not found, f"{self.page.url}: " + "; ".join(found)
        wide = self.page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        assert wide <= 0, f"{self.page.url} scrolls sideways by {wide} px"
        return self


def problems(page: Page) -> list[str]:
    """What axe finds on a page: rule, and where."""
    page.evaluate(AXE.read_text(encoding="utf-8"))
    run = "rules => axe.run(document, {runOnly: rules, resultTypes: ['violations']}).then(found => found.violations)"
    return [_said(one) for one in page.evaluate(run, RULES)]


def _said(violation: dict[str, Any]) -> str:
    return f"{violation['id']}: {', '.join(str(node['target'][0]) for node in violation['nodes'])}"
