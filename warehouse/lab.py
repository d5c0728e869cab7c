"""`warehouse lab`: JupyterLab on a working copy of the curated notebooks, connected to the published warehouse.

1. The copy stands in the home (lab/ by default) and belongs to the analyst: a notebook that was changed is never
   overwritten; where the curated one has changed since, it is put beside it as `NAME.new.ipynb`.
2. What was copied is remembered by its hash, so that an untouched copy follows the curated notebook.
3. The server listens on this machine only, with a token, and asks nothing of the network: no news, no update checks,
   no build checks, no extension manager.
"""

from __future__ import annotations

import hashlib
import json
import os
import signal
import sys
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from warehouse.errors import CallError
from warehouse.home import Home
from warehouse.interrupt import met
from warehouse.notebooks import environment, in_language, notebook_files, without_outputs

_MEMORY = ".curated.json"
#: what a server gets to end its kernels
_STOP_SECONDS = 20


@dataclass(frozen=True, slots=True)
class Copied:
    """What became of a notebook: new, same, updated, kept (the analyst changed it), beside (a newer one was added)."""

    name: str
    outcome: str


def _hash(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8")).hexdigest()


def prepare_copy(folder: Path, lang: str) -> list[Copied]:
    """Bring the working copy up to date without touching what the analyst changed."""
    folder.mkdir(parents=True, exist_ok=True)
    memory: dict[str, str] = {}
    with suppress(OSError, ValueError):
        memory = json.loads((folder / _MEMORY).read_text(encoding="utf-8"))
    found: list[Copied] = []
    for file in notebook_files():
        text = without_outputs(in_language(file, lang))
        target = folder / file.name
        outcome = _settle(target, text, memory.get(file.name))
        memory[file.name] = _hash(text)
        found.append(Copied(file.stem, outcome))
    (folder / _MEMORY).write_text(json.dumps(memory, indent=1) + "\n", encoding="utf-8")
    return found


def _settle(target: Path, text: str, remembered: str | None) -> str:
    if not target.exists():
        target.write_text(text, encoding="utf-8")
        return "new"
    present = _own_text(target)
    if present == text:
        return "same"
    if remembered is not None and _hash(present) == remembered:
        target.write_text(text, encoding="utf-8")
        return "updated"
    if remembered == _hash(text):
        return "kept"
    target.with_suffix(".new.ipynb").write_text(text, encoding="utf-8")
    return "beside"


def _own_text(target: Path) -> str:
    """The notebook as it would be without outputs: running it is no change."""
    import nbformat

    read = nbformat.read
    try:
        content = read(target, as_version=4)  # type: ignore[no-untyped-call]
    except (nbformat.reader.NotJSONError, nbformat.ValidationError, OSError):
        return target.read_text(encoding="utf-8", errors="replace")
    content.metadata.get("language_info", {}).clear()
    content.metadata.get("language_info", {})["name"] = "python"
    for cell in content.cells:
        # Traces of running that JupyterLab keeps in the cell.
        cell.metadata.pop("execution", None)
        cell.metadata.pop("trusted", None)
    return without_outputs(content)


def lab_arguments(folder: Path, *, port: int | None, browser: bool) -> list[str]:
    """The call of JupyterLab."""
    call = [
        sys.executable,
        "-m",
        "jupyterlab",
        f"--ServerApp.root_dir={folder}",
        "--ServerApp.ip=127.0.0.1",
        "--LabApp.news_url=None",
        "--LabApp.extension_manager=readonly",
        "--LabApp.check_for_updates_class=jupyterlab.NeverCheckForUpdate",
        "--LabApp.collaborative=False",
        "--ServerApp.default_url=/lab/tree/01-start-here.ipynb",
    ]
    if port is not None:
        call += [f"--ServerApp.port={port}", "--ServerApp.port_retries=0"]
    if not browser:
        call.append("--no-browser")
    if hasattr(os, "geteuid") and os.geteuid() == 0:
        call.append("--allow-root")
    return call


def run_lab(home: Home, folder: Path, lang: str, *, port: int | None = None, browser: bool = True) -> int:
    """Serve until the user, or whoever started the program, stops it: the server and its kernels end with it."""
    import subprocess

    call = lab_arguments(folder, port=port, browser=browser)
    for ending in (signal.SIGTERM, signal.SIGHUP):
        signal.signal(ending, signal.default_int_handler)
    try:
        with subprocess.Popen(call, cwd=folder, env=environment(home, lang)) as server:
            try:
                return server.wait()
            except KeyboardInterrupt:
                met()
                # JupyterLab ends its kernels when it is asked to end, and only then.
                server.terminate()
                with suppress(subprocess.TimeoutExpired):
                    server.wait(_STOP_SECONDS)
                server.kill()
                return 0
    except OSError as error:
        raise CallError(
            f"JupyterLab cannot be started ({error.strerror})", "install it: pip install jupyterlab"
        ) from error
