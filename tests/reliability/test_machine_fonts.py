"""A reading does not depend on the fonts of the machine: the same bytes give the same records beside any fonts.

Each extraction runs in a mount namespace of its own, where the folder of the system's fonts is another one: an empty
one, and one with a font for simplified Chinese.
"""

from __future__ import annotations

import shutil
import struct
import subprocess
import sys
from pathlib import Path

import pytest
from reportlab.pdfgen.canvas import Canvas

from tests.samples.write_pdf import FONT_FILE
from tests.unit.pdf_pages import pdf, ruled

FONTS = Path("/usr/share/fonts")
REAL = Path(__file__).resolve().parents[3] / "shared" / "realdocs"
#: final accounts whose Chinese fonts are named and not embedded
WITHOUT_FONTS = REAL / "cn-final-accounts" / "pt_caizheng_2024_ALTERED_by_repo_author.pdf"

_EXTRACT = """
import sys
from dataclasses import asdict
from pathlib import Path
from loaders.extract import extract
from loaders.readers import read
path = Path(sys.argv[1])
print(read(path).blocks)
print(asdict(extract(path)))
"""


def chinese_font() -> bytes:
    """The font of the charts, marked as one for simplified Chinese (bit 18 of the code pages): so pdfium knows it."""
    data = bytearray(FONT_FILE.read_bytes())
    for table in range(struct.unpack_from(">H", data, 4)[0]):
        tag, _, offset, _ = struct.unpack_from(">4sLLL", data, 12 + 16 * table)
        if tag == b"OS/2":
            (pages,) = struct.unpack_from(">L", data, offset + 78)
            struct.pack_into(">L", data, offset + 78, pages | 1 << 18)
    return bytes(data)


def budget(canvas: Canvas) -> None:
    canvas.drawString(250, 380, "支出预算总表")
    canvas.drawString(50, 365, "部门：某某局　单位：万元")
    rows = [["功能分类科目编码", "科目名称", "合计"], ["2010101", "行政运行", "12.500000"], ["", "合计", "12.500000"]]
    ruled(canvas, rows)


def extracted(document: Path, fonts: Path) -> str:
    command = f'mount --bind "{fonts}" "{FONTS}" && exec "$@"'
    run = subprocess.run(
        ["unshare", "--map-root-user", "--mount", "sh", "-c", command, "sh", sys.executable, "-c", _EXTRACT, document],
        capture_output=True,
        text=True,
        check=False,
        cwd=Path(__file__).resolve().parents[2],
    )
    assert run.returncode == 0, run.stderr
    return run.stdout


def may_mount() -> bool:
    if shutil.which("unshare") is None or not FONTS.is_dir():
        return False
    tried = ["unshare", "--map-root-user", "--mount", "mount", "--bind", str(FONTS), str(FONTS)]
    return subprocess.run(tried, capture_output=True, check=False).returncode == 0


@pytest.mark.skipif(not may_mount(), reason="this machine lets nobody mount a folder for one process alone")
@pytest.mark.parametrize(
    "document",
    [
        pytest.param(None, id="a table in a font that is not embedded"),
        pytest.param(
            WITHOUT_FONTS,
            id="published final accounts",
            marks=pytest.mark.skipif(not WITHOUT_FONTS.is_file(), reason="the real documents are not beside this"),
        ),
    ],
)
def test_the_same_records_with_and_without_a_chinese_font(document: Path | None, tmp_path: Path) -> None:
    if document is None:
        document = tmp_path / "budget.pdf"
        document.write_bytes(pdf(budget))
    without, with_font = tmp_path / "without", tmp_path / "with"
    without.mkdir()
    with_font.mkdir()
    (with_font / "chinese.ttf").write_bytes(chinese_font())
    assert extracted(document, with_font) == extracted(document, without)
