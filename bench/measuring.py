"""Requests sent and timed: one user after the other, or eight at once, each with a connection of their own."""

import http.client
import re
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from urllib.parse import urlencode

TOKEN = re.compile(r'name="csrf_token"[^>]*value="([^"]+)"')
SHOWN = re.compile(r'name="shown"[^>]*value="([^"]+)"')


@dataclass(frozen=True)
class Times:
    """Seconds of each request, and how long all of them took together."""

    each: tuple[float, ...]
    whole: float

    def percentile(self, part: float) -> float:
        """In milliseconds."""
        ordered = sorted(self.each)
        return 1000 * ordered[min(len(ordered) - 1, int(part * len(ordered)))]

    @property
    def rate(self) -> float:
        """Requests a second."""
        return len(self.each) / self.whole


class Terminal:
    """One signed-in browser that keeps its connection."""

    def __init__(self, port: int, cookie: str) -> None:
        self.connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
        self.cookie = cookie
        self.token = ""

    def get(self, path: str) -> str:
        """A page; its token is noted."""
        status, page = self._send("GET", path, None)
        if status != 200:
            raise RuntimeError(f"{path}: {status}")
        found = TOKEN.search(page)
        self.token = found.group(1) if found else self.token
        return page

    def post(self, path: str, data: dict[str, str]) -> int:
        """The status of what was sent, redirects not followed."""
        return self._send("POST", path, urlencode({**data, "csrf_token": self.token}))[0]

    def _send(self, method: str, path: str, body: str | None) -> tuple[int, str]:
        headers = {"Cookie": self.cookie}
        if body is not None:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        try:
            self.connection.request(method, path, body, headers)
            answer = self.connection.getresponse()
        except (http.client.RemoteDisconnected, ConnectionError):  # the server closed what was idle for long
            self.connection.close()
            self.connection.request(method, path, body, headers)
            answer = self.connection.getresponse()
        page = answer.read().decode(errors="replace")
        for line in answer.headers.get_all("Set-Cookie") or ():
            if line.startswith("session="):
                self.cookie = line.partition(";")[0]
        return answer.status, page


Act = Callable[[Terminal, int], None]


def together(terminals: Sequence[Terminal], act: Act, count: int) -> Times:
    """`count` acts, shared out among the terminals, which work at the same time."""
    each: list[list[float]] = [[] for _ in terminals]

    def work(number: int) -> None:
        for index in range(number, count, len(terminals)):
            start = time.perf_counter()
            act(terminals[number], index)
            each[number].append(time.perf_counter() - start)

    start = time.perf_counter()
    with ThreadPoolExecutor(len(terminals)) as pool:
        list(pool.map(work, range(len(terminals))))
    return Times(tuple(one for some in each for one in some), time.perf_counter() - start)


def summed(some: Sequence[Times]) -> Times:
    """Several blocks as one."""
    return Times(tuple(one for times in some for one in times.each), sum(times.whole for times in some))
