"""A desk of one's own at a real server: signed in, and with the token of the last form it loaded."""

import re
import urllib.error
import urllib.parse
import urllib.request
from http.client import HTTPResponse

TOKEN = re.compile(r'name="csrf_token"[^>]*value="([^"]+)"')


class _Cookie(urllib.request.BaseHandler):
    """Keeps the session cookie, as a browser does: sent with every request, replaced by every answer."""

    def __init__(self, cookie: str) -> None:
        self.cookie = cookie

    def http_request(self, request: urllib.request.Request) -> urllib.request.Request:
        request.add_header("Cookie", self.cookie)
        return request

    def http_response(self, _request: urllib.request.Request, response: HTTPResponse) -> HTTPResponse:
        for line in response.headers.get_all("Set-Cookie") or ():
            if line.startswith("session="):
                self.cookie = line.partition(";")[0]
        return response


class Desk:
    """Somebody at a browser of their own: signed in, and with the token of the last form they loaded."""

    def __init__(self, address: str, cookie: str) -> None:
        self.address = address
        self.opener = urllib.request.build_opener(_Cookie(cookie))
        self.token = ""

    def get(self, path: str) -> str:
        """A page, its token noted."""
        page: str = self.opener.open(self.address + path, timeout=60).read().decode()
        found = TOKEN.search(page)
        self.token = found.group(1) if found else ""
        return page

    def post(self, path: str, **data: str) -> tuple[int, str]:
        """The status, redirects followed, and the page."""
        body = urllib.parse.urlencode({**data, "csrf_token": self.token}).encode()
        try:
            with self.opener.open(self.address + path, body, timeout=120) as answer:
                return answer.status, answer.read().decode()
        except urllib.error.HTTPError as refused:
            return refused.code, refused.read().decode()
