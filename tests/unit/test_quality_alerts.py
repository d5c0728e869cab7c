"""Alerts over real wires: a local HTTP server and a local SMTP server."""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import suppress
from datetime import datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest

from expectations.alerts import Message, check_target, message_of, named, send
from expectations.changes import Change
from expectations.definitions import Failure, Outcome, Run
from expectations.sending import AlertError

MOMENT = datetime(2026, 11, 1, 6, 0)


def change(what: str = "new", severity: str = "error", runs: int = 1, runs_before: int = 0) -> Change:
    return Change(
        what,
        "total_is_sum",
        "checks",
        "合计 = Σ",
        severity,
        "failed",
        "publication",
        1,
        "3 ≠ 4",
        MOMENT,
        runs,
        runs_before,
    )


def message(text: str = "quality") -> Message:
    return Message(text, ("1 error", "new: 合计 does not close"), "failed", "r1", (change(),), True)


def run_with(*outcomes: Outcome) -> Run:
    return Run("r1", MOMENT, "check", MOMENT, "f", "0.1", 3, 1.0, outcomes)


class Receiver:
    """What a webhook got, and what it answers."""

    def __init__(self) -> None:
        self.got: list[tuple[str, dict[str, Any]]] = []
        self.answers: list[tuple[int, bytes]] = []
        outer = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                body = self.rfile.read(int(self.headers["Content-Length"]))
                outer.got.append((self.path, json.loads(body)))
                status, answer = outer.answers.pop(0) if outer.answers else (200, b"{}")
                self.send_response(status)
                self.end_headers()
                self.wfile.write(answer)

            def log_message(self, *_: object) -> None:
                """Quiet."""

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        threading.Thread(target=self.server.serve_forever, daemon=True).start()
        self.url = f"http://127.0.0.1:{self.server.server_port}/services/secret-path"


@pytest.fixture
def receiver() -> Iterator[Receiver]:
    started = Receiver()
    yield started
    started.server.shutdown()


@pytest.fixture(autouse=True)
def _no_waiting(monkeypatch):
    monkeypatch.setattr("expectations.sending.RETRY_AFTER_SECONDS", 0.0)


def test_generic_webhook_gets_the_changes_as_json(receiver):
    send(receiver.url, message(), {})
    path, body = receiver.got[0]
    assert path == "/services/secret-path"
    assert (body["outcome"], body["changes"][0]["rule_code"]) == ("failed", "total_is_sum")
    assert "合计 does not close" in body["text"]


@pytest.mark.parametrize(
    ("kind", "text_of"),
    [
        ("slack", lambda body: body["text"]),
        ("feishu", lambda body: body["content"]["text"]),
        ("dingtalk", lambda body: body["text"]["content"]),
    ],
)
def test_each_chat_is_told_in_its_own_words(receiver, kind, text_of):
    send(f"{kind}+{receiver.url}", message(), {})
    assert text_of(receiver.got[0][1]).startswith("quality\n1 error")


def test_signatures_come_from_secrets_of_the_environment(receiver):
    secrets = {"WAREHOUSE_FEISHU_SECRET": "fs", "WAREHOUSE_DINGTALK_SECRET": "dt"}
    send(f"feishu+{receiver.url}", message(), secrets)
    send(f"dingtalk+{receiver.url}", message(), secrets)
    body = receiver.got[0][1]
    expected = hmac.new(f"{body['timestamp']}\nfs".encode(), b"", hashlib.sha256).digest()
    assert body["sign"] == base64.b64encode(expected).decode()
    assert "timestamp=" in receiver.got[1][0]
    assert "sign=" in receiver.got[1][0]


def test_a_busy_server_is_asked_once_more(receiver):
    receiver.answers = [(503, b""), (200, b"")]
    send(receiver.url, message(), {})
    assert len(receiver.got) == 2


@pytest.mark.parametrize(
    ("kind", "status", "answer"),
    [("json", 404, b""), ("feishu", 200, b'{"code": 19001}'), ("dingtalk", 200, b'{"errcode": 310000}')],
)
def test_a_refusal_is_said_without_the_secret(receiver, kind, status, answer):
    receiver.answers = [(status, answer)]
    with pytest.raises(AlertError) as raised:
        send(f"{kind}+{receiver.url}", message(), {})
    assert "secret-path" not in str(raised.value)


def free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


def test_a_server_that_is_not_there():
    port = free_port()
    with pytest.raises(AlertError, match="not reachable"):
        send(f"http://127.0.0.1:{port}/hook", message(), {})


def test_a_redirect_is_a_refusal(receiver):
    receiver.answers = [(302, b"")]
    with pytest.raises(AlertError, match="redirect"):
        send(receiver.url, message(), {})
    assert len(receiver.got) == 1


@pytest.fixture
def talker() -> Iterator[Callable[[bytes, float], str]]:
    """A server that says a thing, byte by byte, and nothing else."""
    servers: list[socket.socket] = []
    stop = threading.Event()

    def start(said: bytes, pause: float) -> str:
        server = socket.create_server(("127.0.0.1", 0))
        servers.append(server)

        def serve() -> None:
            while True:
                try:
                    connection, _ = server.accept()
                except OSError:
                    return
                with connection, suppress(OSError):
                    for byte in said:
                        connection.sendall(bytes([byte]))
                        if stop.wait(pause):
                            return

        threading.Thread(target=serve, daemon=True).start()
        return f"http://127.0.0.1:{server.getsockname()[1]}/secret-path"

    yield start
    stop.set()
    for server in servers:
        server.close()


def test_a_server_that_speaks_something_else(talker):
    with pytest.raises(AlertError, match="not reachable") as raised:
        send(talker(b"220 this is no web server\r\n", 0.0), message(), {})
    assert "secret-path" not in str(raised.value)


def test_a_server_that_never_ends_is_given_up(talker, monkeypatch):
    monkeypatch.setattr("expectations.sending.LIMIT_SECONDS", 0.5)
    with pytest.raises(AlertError, match="no answer within"):
        send(talker(b"HTTP/1.1 200 OK\r\nX: " + b"x" * 10_000, 0.1), message(), {})


def test_an_address_from_the_environment_is_named_by_its_variable(receiver):
    send("env:HOOK", message(), {"HOOK": receiver.url})
    assert len(receiver.got) == 1
    assert named("env:HOOK", {"HOOK": receiver.url}) == "$HOOK"
    with pytest.raises(AlertError, match="HOOK is not set"):
        send("env:HOOK", message(), {})


@pytest.mark.parametrize(
    "target",
    [
        *("ftp://example.org/x", "nonsense", "mailto:nobody", "mailto:a@example.org", "env:NO", "https://", "slack+x"),
        *("https://example.org:port/x", "https://[::1/x", "https://example.org/a b", "mailto:@example.org"),
    ],
)
def test_an_address_that_cannot_work_is_refused_before_anything_runs(target):
    with pytest.raises(AlertError):
        check_target(target, {})


class Mailbox:
    def __init__(self) -> None:
        self.mails: list[Any] = []

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:
        self.mails.append(
            (envelope.mail_from, envelope.rcpt_tos, envelope.content.decode("utf-8"), session.authenticated)
        )
        return "250 OK"


@pytest.fixture
def mail_server() -> Iterator[tuple[Mailbox, dict[str, str]]]:
    controller_module = pytest.importorskip("aiosmtpd.controller")
    from aiosmtpd.smtp import AuthResult, LoginPassword

    def authenticate(server: Any, session: Any, envelope: Any, mechanism: str, given: Any) -> AuthResult:
        is_right = isinstance(given, LoginPassword) and given.password == b"right"
        return AuthResult(success=is_right, handled=is_right)

    box = Mailbox()
    port = free_port()
    controller = controller_module.Controller(
        box, hostname="127.0.0.1", port=port, authenticator=authenticate, auth_require_tls=False
    )
    controller.start()
    yield (
        box,
        {"WAREHOUSE_SMTP_HOST": "127.0.0.1", "WAREHOUSE_SMTP_PORT": str(port), "WAREHOUSE_SMTP_FROM": "w@example.org"},
    )
    controller.stop()


def test_mail_arrives_with_its_chinese(mail_server):
    box, environment = mail_server
    send("mailto:auditor@example.org", message("预算 quality"), environment)
    sender, receivers, content, _ = box.mails[0]
    assert (sender, receivers) == ("w@example.org", ["auditor@example.org"])
    assert "utf-8" in content


def test_a_mail_server_that_is_none(mail_server):
    _, environment = mail_server
    with pytest.raises(AlertError, match="is no port"):
        check_target("mailto:a@example.org", {**environment, "WAREHOUSE_SMTP_PORT": "smtp"})
    with pytest.raises(AlertError, match="did not take it"):
        send("mailto:a@example.org", message(), {**environment, "WAREHOUSE_SMTP_PORT": str(free_port())})


def test_a_password_is_not_sent_in_the_open_unless_that_is_said(mail_server):
    box, environment = mail_server
    environment |= {"WAREHOUSE_SMTP_USER": "w", "WAREHOUSE_SMTP_PASSWORD": "right"}
    with pytest.raises(AlertError, match="offers no TLS"):
        send("mailto:a@example.org", message(), environment)
    send("mailto:a@example.org", message(), {**environment, "WAREHOUSE_SMTP_TLS": "none"})
    assert box.mails[0][3] is True
    with pytest.raises(AlertError, match="refused") as raised:
        send(
            "mailto:a@example.org",
            message(),
            {**environment, "WAREHOUSE_SMTP_TLS": "none", "WAREHOUSE_SMTP_PASSWORD": "wrong-one"},
        )
    assert "wrong-one" not in str(raised.value)


@pytest.mark.parametrize(
    ("changes", "is_news"),
    [
        ([], False),
        ([change("new")], True),
        ([change("fixed")], True),
        ([change("changed")], True),
        ([change("accepted")], True),
        ([change("new", severity="info")], False),
        ([change("still", runs=6, runs_before=5)], False),
        ([change("still", runs=7, runs_before=6)], True),
        # The seventh run was a load that told nobody.
        ([change("still", runs=8, runs_before=6)], True),
        ([change("still", runs=8, runs_before=7)], False),
    ],
)
def test_only_changes_and_reminders_are_news(changes, is_news):
    assert message_of(run_with(), changes, "home", 7).is_news is is_news


def test_an_accepted_failure_is_not_told_as_fixed():
    text = message_of(run_with(), [change("accepted"), change("unaccepted")], "home", 7).text
    assert "fixed" not in text
    assert "accepted as known: [error] total_is_sum" in text
    assert "no longer accepted: [error] total_is_sum" in text


def test_the_alert_tells_whose_fault_it_is():
    ours = Outcome("a", "checks", "rule", "A", "error", "failed", rows_failed=2, rows_failed_reading=1)
    theirs = Outcome("b", "checks", "rule", "B", "error", "failed", rows_failed=1, failures=(Failure("x"),))
    told = message_of(run_with(ours, theirs), [change()], "home", 7)
    assert "2 errors (1 of our reading, 1 of the publication)" in told.text
