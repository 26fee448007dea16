"""A person at a browser without script: keeps cookies and the token, follows nothing by itself."""

import http.client
import json
import re
import urllib.parse
from http.cookies import SimpleCookie
from urllib.parse import urlsplit


class Browser:
    """One connection, one session."""

    def __init__(self, url: str):
        self.host = urlsplit(url).netloc
        self.connection = http.client.HTTPConnection(self.host, timeout=120)
        self.cookies: dict[str, str] = {}
        self.token = ""
        self.page = ""
        self.headers: http.client.HTTPMessage = http.client.HTTPMessage()

    def close(self) -> None:
        """Lets go of the connection."""
        self.connection.close()

    def __enter__(self) -> "Browser":
        return self

    def __exit__(self, *_: object) -> None:
        self.connection.close()

    def look(self, path: str) -> tuple[int, str]:
        """Whatever an address answers: status and body, or where it leads."""
        return self._ask("GET", path)

    def get(self, path: str) -> str:
        """A page; keeps the token found on it. Raises `RuntimeError` for anything but 200."""
        status, body = self._ask("GET", path)
        if status != 200:
            raise RuntimeError(f"GET {path}: {status}")
        found = re.search(r'name="csrf_token"[^>]*value="([^"]+)"', body)
        self.token = found[1] if found else self.token
        return body

    def post(self, path: str, expect: tuple[int, ...] = (200, 303), **fields: object) -> tuple[int, str]:
        """A form sent with the last token; answers status and the address led to, or the body."""
        pairs = [
            (name, value)
            for name, values in fields.items()
            for value in (values if isinstance(values, list) else [values])
        ]
        body = urllib.parse.urlencode([("csrf_token", self.token), *pairs])
        status, answer = self._ask("POST", path, body, {"Content-Type": "application/x-www-form-urlencoded"})
        if status not in expect:
            raise RuntimeError(f"POST {path}: {status} {re.sub('<[^>]+>', ' ', answer)[-600:]}")
        return status, answer

    def ask(self, path: str, body: dict) -> dict:
        """JSON with the last token, as a page's script posts it; raises `RuntimeError` for anything but 200."""
        headers = {"Content-Type": "application/json", "Accept": "application/json", "X-CSRFToken": self.token}
        status, answer = self._ask("POST", path, json.dumps(body), headers)
        if status != 200:
            raise RuntimeError(f"POST {path}: {status} {answer[:300]}")
        return json.loads(answer)

    def sign_in(self, email: str, password: str) -> "Browser":
        """Signs in through the form."""
        self.get("/sign-in")
        self.post("/sign-in", expect=(303,), email=email, password=password)
        return self

    def _ask(self, method: str, path: str, body: str | None = None, headers: dict[str, str] | None = None):
        cookie = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        self.connection.request(method, path, body, {"Cookie": cookie, **(headers or {})})
        answer = self.connection.getresponse()
        text = answer.read().decode("utf-8", "replace")
        self.page, self.headers = text, answer.headers
        for line in answer.headers.get_all("Set-Cookie") or []:
            self.cookies |= {name: morsel.value for name, morsel in SimpleCookie(line).items()}
        return answer.status, answer.headers.get("Location", text) if answer.status in (302, 303) else text
