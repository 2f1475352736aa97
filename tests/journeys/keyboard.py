"""A page walked with the tab key: everything that can be used is reached, in view, and seen to have the focus."""

from typing import Any

from playwright.sync_api import Page

START = """() => {
    const usable = 'a[href], button, input:not([type=hidden]), select, textarea, summary, [tabindex="0"]';
    const seen = one => one.checkVisibility({visibilityProperty: true, contentVisibilityAuto: true});
    const style = (one, part) => {
        const all = one ? getComputedStyle(one, part) : {};
        return [all.outline, all.boxShadow, all.backgroundColor, all.border].join();
    };
    const walk = window.walk = {look: one => style(one) + style(one.labels && one.labels[0], '::before')};
    document.activeElement.blur();
    walk.stops = [...document.querySelectorAll(usable)]
        .filter(one => !one.disabled && one.tabIndex >= 0 && one.getClientRects().length && seen(one));
    walk.unfocused = walk.stops.map(walk.look);
    return walk.stops.length;
}"""

NOW = """() => {
    const one = document.activeElement, at = walk.stops.indexOf(one), box = one.getBoundingClientRect();
    if (one === document.body) return null;
    return {
        at,
        what: one.outerHTML.slice(0, 120),
        inParts: one.type === 'date' || one.type === 'time',
        marked: at < 0 || walk.look(one) !== walk.unfocused[at],
        inView: box.bottom > 0 && box.top < innerHeight,
    };
}"""

LEFT = """reached => {
    const sameRadios = (one, other) => one.type === 'radio' && one.name === other.name && one.form === other.form;
    return walk.stops
        .filter((one, at) => !reached.includes(at) && !reached.some(other => sameRadios(one, walk.stops[other])))
        .map(one => one.outerHTML.slice(0, 120));
}"""


def tab_through(page: Page) -> list[str]:
    """What somebody without a mouse cannot reach, or reaches without seeing where they are. Empty: nothing."""
    reached: list[int] = []
    problems: list[str] = []
    for _ in range(4 * page.evaluate(START) + 10):  # a date has four stops of its own
        page.keyboard.press("Tab")
        now = page.evaluate(NOW)
        if now is None:
            continue  # round the end of the page: where the focus is put at first, the walk begins in the middle
        again = now["at"] in reached
        problems.extend(_problems(now) if not again else ())
        if again and not now["inParts"]:
            break
        reached.append(now["at"])
    return problems + [f"not reached: {one}" for one in page.evaluate(LEFT, [at for at in reached if at >= 0])]


def _problems(now: dict[str, Any]) -> list[str]:
    missing = {"marked": "no mark of the focus on", "inView": "out of view"}
    return [f"{words}: {now['what']}" for key, words in missing.items() if not now[key]]
