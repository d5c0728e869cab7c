"""Alerts: what is told, to whom, and how it is sent.

1. By default an alert is sent only on a change: a failure is new, its figures changed, it is accepted as known (or no
   longer), it is fixed, or it still fails after so many runs (`remind_after_runs` of the thresholds).
   `Message.is_news` says so.
2. A webhook is told in its own words: Slack, Feishu (飞书) and DingTalk (钉钉) by their hosts (or with a prefix, as in
   `slack+https://…`), any other gets JSON. Mail goes through SMTP.
3. Secrets come from the environment: an address as `env:NAME`, the SMTP server and its password as WAREHOUSE_SMTP_*,
   the signing secrets of Feishu and DingTalk as WAREHOUSE_FEISHU_SECRET and WAREHOUSE_DINGTALK_SECRET. What is printed
   or logged names the host alone, for the path of a webhook is its secret.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
import time
import urllib.parse
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from expectations.changes import Change
from expectations.definitions import Run
from expectations.sending import AlertError, NotSetError, port_of, post, send_mail, within_limit

#: changes that one alert lists
_LISTED = 15
_NEWS = ("new", "changed", "unaccepted", "accepted", "fixed")
#: an accepted failure still stands in the documents: nothing of it is mended
_WORDS = {"accepted": "accepted as known", "unaccepted": "no longer accepted"}
_HOSTS = {
    "slack": ("hooks.slack.com",),
    "feishu": ("open.feishu.cn", "open.larksuite.com"),
    "dingtalk": ("oapi.dingtalk.com",),
}


@dataclass(frozen=True, slots=True)
class Message:
    """One alert, before it is put into the words of a receiver."""

    title: str
    lines: tuple[str, ...]
    outcome: str
    run_key: str
    changes: tuple[Change, ...]
    is_news: bool

    @property
    def text(self) -> str:
        return "\n".join([self.title, *self.lines])


def message_of(
    run: Run, changes: Sequence[Change], home: str, remind_after_runs: int, also: Sequence[str] = ()
) -> Message:
    """What there is to say of a run. Notes (severity info) are no reason to disturb anybody; `also` is."""
    told = [item for item in changes if item.severity != "info"]
    news = [item for item in told if item.what in _NEWS]
    every = max(1, remind_after_runs)
    reminders = [item for item in told if item.what == "still" and item.runs // every > item.runs_before // every]
    words = {"failed": "FAILED", "warning": "passed with warnings", "passed": "passed"}[run.outcome]
    faults = f"{run.failed_by('reading')} of our reading, {run.failed_by('publication')} of the publication"
    lines = [f"{len(run.red)} errors ({faults}), {run.count('failed', 'warning')} warnings", *also]
    for item in [*news, *reminders][:_LISTED]:
        state = f"still after {item.runs} runs" if item.what == "still" else _WORDS.get(item.what, item.what)
        lines.append(
            f"{state}: [{item.severity}] {item.rule_code}: {item.title}"
            + (f" — {item.message}" if item.message else "")
        )
    if len(news) + len(reminders) > _LISTED:
        lines.append(f"… and {len(news) + len(reminders) - _LISTED} more")
    return Message(
        f"Warehouse quality {words} ({home})",
        tuple(lines),
        run.outcome,
        run.run_key,
        tuple(told),
        bool(news or reminders or also),
    )


def send(target: str, message: Message, environment: Mapping[str, str]) -> None:
    """Send an alert to a webhook or a mailbox. Raises `AlertError`."""
    try:
        within_limit(lambda: _send(_resolved(target, environment), message, environment))
    except AlertError as error:
        raise AlertError(f"{named(target, environment)}: {error}") from None


def _send(address: str, message: Message, environment: Mapping[str, str]) -> None:
    if address.startswith("mailto:"):
        send_mail(_mailbox(address), message.title, message.text, environment)
        return
    kind, url = _kind_of(address)
    body = payload(kind, message, environment, time.time())
    _check_answer(kind, post(_signed(kind, url, environment, time.time()), body))


def _mailbox(address: str) -> str:
    return urllib.parse.unquote(address.removeprefix("mailto:").partition("?")[0]).strip()


def named(target: str, environment: Mapping[str, str]) -> str:
    """A target without what is secret of it."""
    if target.startswith("env:"):
        return f"${target.removeprefix('env:')}"
    if target.startswith("mailto:"):
        return target
    try:
        return urllib.parse.urlsplit(target).hostname or "the webhook"
    except ValueError:
        return "the webhook"


def check_target(target: str, environment: Mapping[str, str]) -> None:
    """Say at once that an address cannot work. Raises `AlertError`; `NotSetError` where only a variable is missing."""
    try:
        _check_address(_resolved(target, environment), environment)
    except AlertError as error:
        raise type(error)(f"{named(target, environment)}: {error}") from None


def _check_address(address: str, environment: Mapping[str, str]) -> None:
    if address.startswith("mailto:"):
        box = _mailbox(address)
        if not all(box.partition("@")) or len(box.split()) != 1:
            raise AlertError("names no mailbox")
        if not environment.get("WAREHOUSE_SMTP_HOST"):
            raise NotSetError("WAREHOUSE_SMTP_HOST is not set: mail needs an SMTP server")
        port_of(environment)
        return
    try:
        parts = urllib.parse.urlsplit(_kind_of(address)[1])
        is_address = parts.scheme in ("http", "https") and bool(parts.hostname) and parts.port != 0
    except ValueError:
        is_address = False
    if not is_address or len(address.split()) != 1:
        raise AlertError("is no address (https://…, mailto:… or env:NAME)")


def _resolved(target: str, environment: Mapping[str, str]) -> str:
    if not target.startswith("env:"):
        return target
    name = target.removeprefix("env:")
    value = environment.get(name, "").strip()
    if not value:
        raise NotSetError(f"the variable {name} is not set")
    return value


def _kind_of(address: str) -> tuple[str, str]:
    """slack | feishu | dingtalk | json, and the address itself."""
    prefix, plus, rest = address.partition("+")
    if plus and prefix in (*_HOSTS, "json"):
        return prefix, rest
    host = urllib.parse.urlsplit(address).hostname or ""
    return next((kind for kind, hosts in _HOSTS.items() if host in hosts), "json"), address


def payload(kind: str, message: Message, environment: Mapping[str, str], now: float) -> dict[str, object]:
    """The body that a receiver of this kind understands."""
    if kind == "slack":
        return {"text": message.text}
    if kind == "dingtalk":
        return {"msgtype": "text", "text": {"content": message.text}}
    if kind == "feishu":
        body: dict[str, object] = {"msg_type": "text", "content": {"text": message.text}}
        secret = environment.get("WAREHOUSE_FEISHU_SECRET")
        if secret:
            moment = str(int(now))
            digest = hmac.new(f"{moment}\n{secret}".encode(), b"", hashlib.sha256).digest()
            body |= {"timestamp": moment, "sign": base64.b64encode(digest).decode()}
        return body
    return {
        "title": message.title,
        "outcome": message.outcome,
        "run_key": message.run_key,
        "text": message.text,
        "changes": [
            {
                "what": item.what,
                "rule_code": item.rule_code,
                "title": item.title,
                "severity": item.severity,
                "fault": item.fault,
                "rows_failed": item.rows_failed,
                "message": item.message,
                "since": item.since.isoformat(timespec="seconds"),
                "runs": item.runs,
            }
            for item in message.changes
        ],
    }


def _signed(kind: str, url: str, environment: Mapping[str, str], now: float) -> str:
    secret = environment.get("WAREHOUSE_DINGTALK_SECRET") if kind == "dingtalk" else None
    if not secret:
        return url
    moment = str(int(now * 1000))
    digest = hmac.new(secret.encode(), f"{moment}\n{secret}".encode(), hashlib.sha256).digest()
    query = urllib.parse.urlencode({"timestamp": moment, "sign": base64.b64encode(digest).decode()})
    return f"{url}{'&' if '?' in url else '?'}{query}"


def _check_answer(kind: str, answer: bytes) -> None:
    """Feishu and DingTalk answer 200 to what they refuse, and say why in the body."""
    if kind not in ("feishu", "dingtalk"):
        return
    try:
        content = json.loads(answer or b"{}")
    except ValueError:
        return
    code = content.get("code", content.get("errcode", 0)) if isinstance(content, dict) else 0
    if code:
        raise AlertError(f"refused the message (code {code})")
