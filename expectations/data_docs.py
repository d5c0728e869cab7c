"""Data Docs of a run, made so that they open without a network.

Great Expectations builds the pages; they load Bootstrap, jQuery and more from the network. What the pages need is
shipped in expectations/vendor and put beside them, with the Chinese font of the charts; every other reference that a
browser would follow is taken out.
The pages of one run are built aside and take the place of the last ones in one step.
"""

from __future__ import annotations

import os
import re
import shutil
from pathlib import Path
from typing import Any, Literal

from great_expectations.checkpoint.actions import UpdateDataDocsAction

from warehouse.fonts import FAMILY, FONT_FILE

_SITE = "data_docs"
_VENDOR = Path(__file__).resolve().parent / "vendor"
#: what a page loads, and the shipped file that stands for it; what is not listed is left out
_SHIPPED = {
    "bootstrap.min.css": "bootstrap.min.css",
    "bootstrap-table.min.css": "bootstrap-table.min.css",
    "jquery-3.7.1.min.js": "jquery.min.js",
    "popper.min.js": "popper.min.js",
    "bootstrap.min.js": "bootstrap.min.js",
    "bootstrap-table.min.js": "bootstrap-table.min.js",
    "bootstrap-table-filter-control.min.js": "bootstrap-table-filter-control.min.js",
    "bootstrap-datepicker.min.js": "bootstrap-datepicker.min.js",
    "all.min.css": "icons.css",
}
_STYLE = re.compile(r"<link\b[^>]*?href=[\"'](?:https?:)?//([^\"']+)[\"'][^>]*?/?>")
_SCRIPT = re.compile(r"<script\b[^>]*?src=[\"'](?:https?:)?//([^\"']+)[\"'][^>]*?>\s*</script>")
_IMAGE = re.compile(r"<img\b[^>]*?src=[\"'](?:https?:)?//[^\"']+[\"'][^>]*?/?>", re.DOTALL)
_STATIC = re.compile(r"((?:src|href)=[\"'])(?:\.\./)*static/")
#: links to the pages of the suites themselves, which are not built: the results say what was expected
_NO_PAGE = re.compile(r"<a\b[^>]*?href=[\"'][^\"']*?expectations/[^\"']*?\.html[^\"']*[\"'][^>]*>(.*?)</a>", re.DOTALL)
_CSS_URL = re.compile(r"url\(\s*['\"]?(?:https?:)?//[^)]*\)")
_IMPORT = re.compile(r"@import\s+(?:url\()?['\"]?(?:https?:)?//[^;]*;")

#: for machines without a Chinese font; Latin text keeps the fonts of the pages
_FONT = (
    f"@font-face {{ font-family: '{FAMILY}'; src: url('VENDOR{FONT_FILE.name}'); }}"
    f" body {{ font-family: -apple-system, 'Segoe UI', Roboto, 'Liberation Sans', '{FAMILY}', sans-serif; }}"
)


class BuildDocsOnce(UpdateDataDocsAction):  # type: ignore[misc]
    """The action of Great Expectations builds the whole index once for every suite; this one builds all once."""

    type: Literal["build_docs_once"] = "build_docs_once"

    def run(self, checkpoint_result: Any, action_context: Any = None) -> dict[str, Any]:
        return self._build_data_docs(site_names=[_SITE]) or {}


def docs_action() -> BuildDocsOnce:
    return BuildDocsOnce(name="data_docs", site_names=[_SITE])


def add_site(context: Any, folder: Path) -> None:
    """Have the pages of a context written to a folder."""
    context.add_data_docs_site(
        _SITE,
        {
            "class_name": "SiteBuilder",
            "show_how_to_buttons": False,
            "store_backend": {"class_name": "TupleFilesystemStoreBackend", "base_directory": str(folder)},
            "site_index_builder": {"class_name": "DefaultSiteIndexBuilder"},
            "site_section_builders": {"expectations": "None", "profiling": "None"},
        },
    )


def make_offline(folder: Path) -> None:
    """Have every page load what is beside it, and nothing else."""
    vendor = folder / "static" / "vendor"
    shutil.copytree(_VENDOR, vendor, dirs_exist_ok=True)
    shutil.copy(FONT_FILE, vendor)
    for picture in (folder / "static" / "images").glob("*.gif"):
        # Three megabytes of advice on how to write expectations.
        picture.unlink()
    for page in folder.rglob("*.html"):
        up = "../" * (len(page.relative_to(folder).parts) - 1)
        text = page.read_text(encoding="utf-8")
        page.write_text(offline(text, f"{up}static/"), encoding="utf-8")


def offline(text: str, static: str) -> str:
    """One page without references to the network; `static` leads to the folder of what is beside the pages."""
    vendor = f"{static}vendor/"

    def style(match: re.Match[str]) -> str:
        shipped = _SHIPPED.get(match.group(1).partition("?")[0].rpartition("/")[2])
        return f'<link rel="stylesheet" href="{vendor}{shipped}">' if shipped else ""

    def script(match: re.Match[str]) -> str:
        shipped = _SHIPPED.get(match.group(1).partition("?")[0].rpartition("/")[2])
        return f'<script src="{vendor}{shipped}"></script>' if shipped else ""

    # Some references are made for pages of another depth.
    text = _STATIC.sub(rf"\g<1>{static}", text)
    text = _STYLE.sub(style, text)
    text = _SCRIPT.sub(script, text)
    text = _IMAGE.sub("", text)
    text = _NO_PAGE.sub(r"\g<1>", text)
    text = _IMPORT.sub("", text)
    text = _CSS_URL.sub("none", text)
    return text.replace("</head>", f"<style>{_FONT.replace('VENDOR', vendor)}</style></head>", 1)


def put_in_place(built: Path, target: Path) -> None:
    """The pages of this run take the place of the last ones."""
    old = target.with_name(target.name + ".old")
    shutil.rmtree(old, ignore_errors=True)
    if target.exists():
        os.replace(target, old)
    os.replace(built, target)
    shutil.rmtree(old, ignore_errors=True)
