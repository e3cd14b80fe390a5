"""A server of one report, on 127.0.0.1 only: one page and one address for its corrections, both behind a token.

Everybody who uses this computer, and every page open in a browser on it, can reach a port of 127.0.0.1. The token in
the address keeps out the former. The latter cannot read it, and their requests carry another `Origin`. The `Host` is
checked because a foreign name server could make the name of such a page point to 127.0.0.1.
"""

import hmac
import json
import os
import secrets
import threading
from contextlib import suppress
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

from pipeline.errors import OutputError, PressenetzError, SettingsError, system_reason
from pipeline.report import served_page
from pipeline.results import read_manifest
from pipeline.serving.review import apply_lines, page_state, save_review
from pipeline.translations import _

REPORT = "report.html"
MAX_BODY_BYTES = 4_000_000
"""Maximum size of a request; the page carries at most a megabyte of alias lines."""

_HEADERS = {
    "Cache-Control": "no-store",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
}


class ReportServer(ThreadingHTTPServer):
    """Serves the report of a run until it is closed; use it as a context manager.

    Args:
        output: folder of a finished run.
        port: 0 for any free port.

    Raises:
        OutputError: if the folder holds no run, or the port is taken.
        SettingsError: if there is no such port.
    """

    daemon_threads = True
    allow_reuse_address = os.name != "nt"  # on Windows it would let another program take over the port

    def __init__(self, output: Path, *, port: int = 0) -> None:
        read_manifest(output)
        if not 0 <= port <= 65_535:
            message = _("port must be from 0 (any free port) to 65535, not {port}")
            raise SettingsError(message.format(port=port))
        self.output = output
        self.token = secrets.token_urlsafe(32)
        self._busy = threading.Lock()
        try:
            super().__init__(("127.0.0.1", port), _Handler)
        except OSError as error:
            message = _(
                "cannot serve on port {port} ({reason}): another program may use it; without --port, a free one is "
                "chosen"
            )
            raise OutputError(message.format(port=port, reason=system_reason(error))) from error
        self.host = f"127.0.0.1:{self.server_port}"

    @property
    def address(self) -> str:
        """Address of the page, with its token."""
        return f"http://{self.host}/{self.token}/"

    def page(self) -> bytes:
        """The report as it is now, with the state of the work on its names."""
        return served_page((self.output / REPORT).read_bytes(), page_state(self.output))

    def carry_out(self, request: Any) -> dict[str, Any]:
        """Save a review, or apply alias lines; one request at a time.

        Raises:
            PressenetzError: if the request is not valid or cannot be carried out.
        """
        if not isinstance(request, dict) or not request.keys() <= {"review", "lines", "edition", "ids"}:
            raise OutputError(_("the request must be an object with a review, or with lines, edition and ids"))
        ids = [each for each in request.get("ids", ()) if isinstance(each, str)]
        with self._busy:
            moved = {}
            if "lines" in request:
                moved = apply_lines(self.output, request["lines"], seen=request.get("edition"), ids=ids)
            if "review" in request:
                save_review(self.output, request["review"])
        return {"moved": moved}

    def wait(self) -> None:
        """Wait for the request that is being carried out."""
        with self._busy:
            pass

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Ignore connections that the browser has closed."""


class _Handler(BaseHTTPRequestHandler):
    server: ReportServer
    timeout = 30  # seconds without a byte

    def do_GET(self) -> None:
        if self._is_allowed():
            try:
                self._answer(HTTPStatus.OK, self.server.page(), "text/html; charset=utf-8")
            except OSError as error:
                self._explain(
                    HTTPStatus.INTERNAL_SERVER_ERROR,
                    _("cannot read {file}: {reason}").format(file=REPORT, reason=system_reason(error)),
                )

    def do_POST(self) -> None:
        if not self._is_allowed(changes=True):
            return
        body = self._body()
        if body is None:
            return
        try:
            found = self.server.carry_out(json.loads(body))
        except (ValueError, RecursionError):
            self._explain(HTTPStatus.BAD_REQUEST, _("the request is not JSON"))
        except PressenetzError as error:
            self._explain(HTTPStatus.UNPROCESSABLE_ENTITY, str(error))
        except Exception as error:  # the page shows it; the server goes on
            message = _("unexpected {kind}: {error}").format(kind=type(error).__name__, error=error)
            self._explain(HTTPStatus.INTERNAL_SERVER_ERROR, message)
        else:
            self._answer(HTTPStatus.OK, json.dumps(found).encode(), "application/json")

    def _is_allowed(self, *, changes: bool = False) -> bool:
        """Whether token, `Host` and `Origin` are those of our own page; if not, refuse the request."""
        path = self.path.encode("utf-8", "replace")
        if not hmac.compare_digest(path, f"/{self.server.token}/".encode()):
            self._answer(HTTPStatus.NOT_FOUND)
            return False
        origins = self.headers.get_all("Origin", [])
        own = [f"http://{self.server.host}"]
        if self.headers.get_all("Host", []) != [self.server.host] or origins not in ([own] if changes else [own, []]):
            self._answer(HTTPStatus.FORBIDDEN)
            return False
        return True

    def _body(self) -> bytes | None:
        """Read the body; refuse one that is not JSON, whose length is not given, or that is too large."""
        length = self.headers.get("Content-Length", "")
        if self.headers.get_content_type() != "application/json":
            self._answer(HTTPStatus.UNSUPPORTED_MEDIA_TYPE)
        elif "Transfer-Encoding" in self.headers or not (length.isascii() and length.isdigit()):
            self._answer(HTTPStatus.LENGTH_REQUIRED)
        elif len(length) > 10 or int(length) > MAX_BODY_BYTES:
            self._answer(HTTPStatus.REQUEST_ENTITY_TOO_LARGE)
        else:
            return self.rfile.read(int(length))
        return None

    def _explain(self, status: HTTPStatus, message: str) -> None:
        self._answer(status, json.dumps({"error": " ".join(message.split())}).encode(), "application/json")

    def _answer(self, status: HTTPStatus, content: bytes = b"", kind: str = "text/plain") -> None:
        self.send_response(status)
        policy = "frame-ancestors 'none'"  # which the policy inside the page cannot say
        sent = {"Content-Type": kind, "Content-Length": str(len(content)), "Content-Security-Policy": policy}
        for name, value in (sent | _HEADERS).items():
            self.send_header(name, value)
        self.end_headers()
        with suppress(OSError):
            self.wfile.write(content)

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:  # noqa: ARG002
        """Refuse other methods and malformed requests without quoting them."""
        self._answer(HTTPStatus(code))

    def version_string(self) -> str:
        """Name of the server, without the version of Python."""
        return "pressenetz"

    def log_message(self, *args: Any) -> None:
        """Print nothing: only `cli` does."""
