"""The same document in every format and layout gives the same facts: real documents that are quick to read, and the
sample municipality. The whole of it: python -m tests.documents.transcripts"""

from __future__ import annotations

import sys
from functools import cache
from pathlib import Path

import pytest

from loaders.readers import read

ROOT = Path(__file__).resolve().parents[2]
SHARED = ROOT.parent / "shared" / "realdocs"
SAMPLES = ROOT / "warehouse" / "samples"
if str(ROOT) not in sys.path:
    sys.path.insert(0, str(ROOT))

from tests.documents.transcripts.__main__ import Way, right_facts, ways_of  # noqa: E402
from tests.documents.transcripts.changes import CHANGES  # noqa: E402
from tests.documents.transcripts.compare import Facts, differing, facts_of_files  # noqa: E402
from tests.documents.transcripts.formats import FORMATS  # noqa: E402
from tests.documents.transcripts.model import Transcript  # noqa: E402

#: a budget in 万元 with whole codes, one with six decimals, one in whole yuan with segments, one without codes; a final
#: account; the sample municipality
DOCUMENTS = (
    SHARED / "cn-jiangsu-2017-2019" / "js_zhengxie_2019_tables.pdf",
    SHARED / "cn-beijing-2026-tables" / "bj2026_zhongdaxm_baobiao.pdf",
    SHARED / "cn-cities-2026" / "sh2026_minzheng_printtopdf.pdf",
    SHARED / "cn-cities-2026" / "hz2026_qixiang.pdf",
    SHARED / "cn-final-accounts" / "pt_shegong_2024_juesuan.pdf",
    SAMPLES / "minsheng-2026-department-budget.pdf",
)
WAYS: dict[str, Way] = ways_of(",".join(FORMATS), ",".join(CHANGES), "html")


@cache
def right(path: Path) -> tuple[Transcript, Facts]:
    found = right_facts(read(path))
    assert found is not None
    return found


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: path.name)
def test_the_same_facts_in_every_layout(path: Path, way: str) -> None:
    if not path.exists():
        pytest.skip("the shared documents are not beside the checkout")
    transcript, facts = right(path)
    change, write, without = WAYS[way]
    missing, extra = differing(facts, facts_of_files(write(change(transcript))), without)
    assert not missing, f"missing, and instead {list(extra)[:3]}"
    assert not extra
