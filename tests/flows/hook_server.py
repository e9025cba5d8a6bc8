"""A webhook on this machine, as tests want it: it keeps what it got, and answers what it is told to."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any

SECRET = "T0/B0/xoxb-hunter2"
Answer = tuple[int, dict[str, str]]
TAKEN: Answer = (200, {})


class Hook:
    """A webhook that answers what it is told to, and keeps what it got."""

    def __init__(self, *answers: Answer) -> None:
        self.answers = list(answers)
        self.got: list[tuple[str, str, dict[str, str], bytes]] = []
        """Method, path, headers and body of each call."""

    @contextmanager
    def serving(self) -> Iterator[str]:
        """Its address, with the secret in it."""
        hook = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                body = self.rfile.read(int(self.headers["Content-Length"]))
                hook.got.append((self.command, self.path, dict(self.headers), body))
                code, headers = hook.answers.pop(0) if hook.answers else TAKEN
                if code == 0:
                    self.connection.close()
                    return
                self.send_response_only(code)
                for name, value in headers.items():
                    self.send_header(name, value)
                self.send_header("Content-Length", "0")
                self.end_headers()

            do_GET = do_POST  # noqa: N815

            def log_message(self, *_: Any) -> None:
                """Say nothing."""

        with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
            Thread(target=server.serve_forever, daemon=True).start()
            yield f"http://127.0.0.1:{server.server_port}/{SECRET}"
            server.shutdown()
