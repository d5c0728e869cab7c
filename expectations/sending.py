"""How an alert gets out: a POST of JSON, or a mail. Whatever goes wrong is an `AlertError` that names no secret.

1. Redirects are not followed: they would turn the POST into a GET that says nothing to anybody, and carry the secret of
   the address to another host.
2. A receiver that is not there, or that is busy, is asked once more.
3. Nothing waits longer than `LIMIT_SECONDS`, also where a receiver sends a byte now and then, or a name server hangs.
"""

from __future__ import annotations

import http.client
import json
import smtplib
import ssl
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Mapping
from email.message import EmailMessage

#: for one step of a conversation, and for all of it
TIMEOUT_SECONDS = 15.0
LIMIT_SECONDS = 45.0
RETRY_AFTER_SECONDS = 1.0
_ANSWER_BYTES = 65536


class AlertError(Exception):
    """An alert could not be sent. The text names no secret."""


class NotSetError(AlertError):
    """A variable that an address needs is not set."""


class _NoRedirect(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *_: object) -> None:
        """None makes an error of it."""


def within_limit(work: Callable[[], None]) -> None:
    """Do it, but not for ever. What is given up goes on by itself until the program ends."""
    raised: list[Exception] = []

    def run() -> None:
        try:
            work()
        except Exception as error:
            raised.append(error)

    thread = threading.Thread(target=run, daemon=True)
    thread.start()
    thread.join(LIMIT_SECONDS)
    if thread.is_alive():
        raise AlertError(f"gave no answer within {LIMIT_SECONDS:g} seconds")
    if raised:
        raise raised[0]


def post(url: str, body: Mapping[str, object]) -> bytes:
    """Post JSON and give back the answer."""
    opener = urllib.request.build_opener(_NoRedirect)
    for attempt in (1, 2):
        try:
            request = urllib.request.Request(
                url,
                data=json.dumps(body, ensure_ascii=False).encode(),
                headers={"Content-Type": "application/json; charset=utf-8", "User-Agent": "warehouse"},
            )
            with opener.open(request, timeout=TIMEOUT_SECONDS) as response:
                return bytes(response.read(_ANSWER_BYTES))
        except urllib.error.HTTPError as error:
            if 300 <= error.code < 400:
                raise AlertError(
                    f"answered {error.code}, a redirect, which is not followed: name the new address"
                ) from None
            if error.code < 500 or attempt == 2:
                raise AlertError(f"answered {error.code}") from None
        except (OSError, ValueError, http.client.HTTPException) as error:
            if attempt == 2:
                raise AlertError(f"not reachable ({_reason(error)})") from None
        time.sleep(RETRY_AFTER_SECONDS)
    raise AlertError("not reachable")


def _reason(error: Exception) -> str:
    """The system's own words, else the name of the error: the text of an error may hold the address."""
    inner = error.reason if isinstance(error, urllib.error.URLError) and isinstance(error.reason, Exception) else error
    if isinstance(inner, TimeoutError):
        return "no answer in time"
    return getattr(inner, "strerror", None) or type(inner).__name__


def port_of(environment: Mapping[str, str]) -> int:
    """The port of the mail server. Raises `AlertError` for what is no port."""
    text = environment.get("WAREHOUSE_SMTP_PORT") or "25"
    if not text.isdecimal() or not 0 < int(text) < 65536:
        raise AlertError(f"mail: WAREHOUSE_SMTP_PORT {text!r} is no port")
    return int(text)


def send_mail(receiver: str, subject: str, text: str, environment: Mapping[str, str]) -> None:
    """Send a mail through the server that the environment names."""
    host = environment.get("WAREHOUSE_SMTP_HOST")
    if not host:
        raise AlertError("mail: WAREHOUSE_SMTP_HOST is not set")
    port = port_of(environment)
    user = environment.get("WAREHOUSE_SMTP_USER")
    mail = EmailMessage()
    try:
        mail["Subject"] = " ".join(subject.split())
        mail["From"] = environment.get("WAREHOUSE_SMTP_FROM") or user or "warehouse@localhost"
        mail["To"] = receiver
    except (ValueError, IndexError):
        raise AlertError("mail: the address of the sender or the receiver is none") from None
    mail.set_content(text + "\n")
    try:
        with _connected(host, port, environment) as server:
            _log_in(server, host, environment)
            server.send_message(mail)
    except smtplib.SMTPAuthenticationError:
        raise AlertError(f"mail: {host} refused the user name or the password") from None
    except smtplib.SMTPResponseException as error:
        raise AlertError(f"mail: {host}:{port} answered {error.smtp_code}") from None
    except smtplib.SMTPRecipientsRefused:
        raise AlertError(f"mail: {host}:{port} does not take mail for the receiver") from None
    except (smtplib.SMTPException, OSError, ValueError) as error:
        raise AlertError(f"mail: {host}:{port} did not take it ({_reason(error)})") from None


def _connected(host: str, port: int, environment: Mapping[str, str]) -> smtplib.SMTP:
    if environment.get("WAREHOUSE_SMTP_TLS") == "implicit":
        return smtplib.SMTP_SSL(host, port, timeout=TIMEOUT_SECONDS, context=ssl.create_default_context())
    return smtplib.SMTP(host, port, timeout=TIMEOUT_SECONDS)


def _log_in(server: smtplib.SMTP, host: str, environment: Mapping[str, str]) -> None:
    user, password = environment.get("WAREHOUSE_SMTP_USER"), environment.get("WAREHOUSE_SMTP_PASSWORD")
    server.ehlo()
    if server.has_extn("starttls"):
        server.starttls(context=ssl.create_default_context())
        server.ehlo()
    elif user and environment.get("WAREHOUSE_SMTP_TLS") not in ("none", "implicit"):
        raise AlertError(f"mail: {host} offers no TLS: the password was not sent (WAREHOUSE_SMTP_TLS=none allows it)")
    if user and password:
        server.login(user, password)
