"""Project and unit that only the title of a form names.

    301007_青禾市公安局青田分局_反诈中心建设绩效目标表      code, unit, project
    公务用车购置项目绩效目标表                              project (公务用车购置项目 is how it is called)
    办案业务经费项目支出绩效目标表                          project (项目支出绩效目标表 is the name of the form)
    （2026年度）青禾市公安局办案业务经费绩效目标表           a year in front is no part of the name

A title that names nothing but the form (项目支出绩效目标表, 2026年部门预算项目绩效目标申报表) names no project.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from loaders.issuer import BODY
from loaders.text import folded, squeeze
from loaders.titles import without_numbering

_FORM = re.compile(
    r"(?:年度)?(?P<project>项目)?(?P<spending>支出)?(?:预算)?绩效(?:目标)?(?:管理)?(?:自评|自我评价|申报|批复|情况|公开)?表(?:\([^()]*\))?\Z"
)
_CODED = re.compile(r"^(?P<code>\d{3,9})[_-](?P<unit>[^_\d][^_]{1,39})_(?P<project>.+)\Z")
_YEAR = re.compile(r"^\(?20\d\d(?:年度?)?\)?(?=[^-—~至\d年])")
_YEAR_BEHIND = re.compile(r"\(?20\d\d(?:年度?)?\)?\Z")
#: words that say what sort of form it is, and name nothing
_SORTS = re.compile(
    r"^(?:\d|年|度|[一二三四五六七八九十]级|省|市|区|县|本|级|部门|单位|预算|项目|重点|重大|政策|专项|资金|财政|支出|整体|总体|其他|其它|及|和|与|的|等|批复|"
    r"申报|公开|绩效|目标|表|转移支付|一般公共|政府性基金|国有资本经营|经费|类|特定|运转|主要|[()（）、/:：_-])*\Z"
)
SHORTEST_NAME = 3


@dataclass(frozen=True, slots=True)
class TitleNames:
    unit_code: str | None
    unit_name: str | None
    project_name: str


def names_in(title: str | None) -> TitleNames | None:
    """What the title of a form of one project names; None where it names only the form."""
    printed, bare = squeeze(title or ""), folded(title or "")
    match = _FORM.search(bare)
    if match is None or len(printed) != len(bare):
        return None
    # A project is often called …项目: the word is the form's own only where 支出 follows.
    end = match.end("project") if match.group("project") and not match.group("spending") else match.start()
    if coded := _CODED.match(bare[:end]):
        start = coded.start("project")
        return TitleNames(coded.group("code"), coded.group("unit"), printed[start : coded.end()])
    start = len(bare) - len(without_numbering(bare))
    named = bare[start:end]
    core = _YEAR_BEHIND.sub("", _YEAR.sub("", named))
    if len(core) < SHORTEST_NAME or _SORTS.match(core) or BODY.search(core):
        return None
    return TitleNames(None, None, printed[start:end])
