"""The curated notebooks as values: which there are, in one language, run against a home.

A text cell carries the tag `lang-en` or `lang-zh`; a reader gets those of one language. Notebooks in notebooks/ stay as
they are: what is run or handed out is a copy.
"""

from __future__ import annotations

import json
import os
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from warehouse.errors import CallError
from warehouse.home import Home
from warehouse.resources import resource_folder

LANGUAGES = ("en", "zh")
_CELL_SECONDS = 600
_START_SECONDS = 180


@dataclass(frozen=True, slots=True)
class Ran:
    """A notebook after it ran. `problem` says what stopped it; its outputs up to there are kept."""

    name: str
    title: str
    content: Any
    problem: str | None


def notebook_files(names: list[str] | None = None) -> list[Path]:
    """The curated notebooks, all or those whose file name starts with one of the names."""
    files = sorted(resource_folder("notebooks").glob("[0-9]*.ipynb"))
    if not names:
        return files
    found = [file for file in files if any(file.stem.startswith(name) for name in names)]
    unknown = [name for name in names if not any(file.stem.startswith(name) for file in files)]
    if unknown:
        raise CallError(f"no notebook is called {unknown[0]}", f"there are: {', '.join(file.stem for file in files)}")
    return found


def in_language(file: Path, lang: str) -> Any:
    """The notebook with the text cells of one language, as nbformat's value."""
    import nbformat

    read: Any = nbformat.read
    content = read(file, as_version=4)
    other = {f"lang-{item}" for item in LANGUAGES if item != lang}
    content.cells = [cell for cell in content.cells if not other & set(cell.metadata.get("tags", []))]
    return content


def title_of(content: Any, lang: str) -> str:
    return str(content.metadata.get("title", {}).get(lang, "")) or "notebook"


def environment(home: Home, lang: str) -> dict[str, str]:
    """What a kernel needs to know; nothing else of the caller's settings changes."""
    return {
        **os.environ,
        "WAREHOUSE_HOME": str(home.folder),
        "WAREHOUSE_LANG": lang,
        "JUPYTER_PLATFORM_DIRS": "1",
        "PYDEVD_DISABLE_FILE_VALIDATION": "1",
    }


def run_notebooks(home: Home, files: list[Path], lang: str, folder: Path, *, jobs: int = 2) -> list[Ran]:
    """Run each from top to bottom in a kernel of its own; `folder` is where they stand while they run."""
    with ThreadPoolExecutor(max_workers=max(1, min(jobs, len(files)))) as pool:
        return list(pool.map(lambda file: run_notebook(home, file, lang, folder), files))


def run_notebook(home: Home, file: Path, lang: str, folder: Path) -> Ran:
    from nbclient import NotebookClient
    from nbclient.exceptions import CellExecutionError, CellTimeoutError, DeadKernelError

    content = in_language(file, lang)
    client = NotebookClient(
        content,
        timeout=_CELL_SECONDS,
        startup_timeout=_START_SECONDS,
        kernel_name="python3",
        resources={"metadata": {"path": str(folder)}},
    )
    problem: str | None = None
    client.km = client.create_kernel_manager()
    if os.name == "posix":
        # Nobody else on the machine can listen to a socket that is a file.
        client.km.transport = "ipc"
        client.km.ip = str(folder / file.stem[:12])
    try:
        client.execute(env=environment(home, lang))
    except CellExecutionError as error:
        problem = f"{error.ename}: {error.evalue}".strip()
    except CellTimeoutError:
        problem = f"a cell ran longer than {_CELL_SECONDS} seconds"
    except DeadKernelError:
        problem = "the kernel died, perhaps for want of memory"
    return Ran(file.stem, title_of(content, lang), content, problem)


def without_outputs(content: Any) -> str:
    """A notebook as text for a file, outputs and counts taken away."""
    for cell in content.cells:
        if cell.cell_type == "code":
            cell.outputs = []
            cell.execution_count = None
    return json.dumps(content, ensure_ascii=False, indent=1) + "\n"
