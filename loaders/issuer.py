"""Who a table is about: the line over a table that names its department or unit.

部门：…, 编制单位：…, 341-…局 单位：万元. A line that names only a money unit names nobody.
"""

from __future__ import annotations

import re

from loaders.text import folded
from loaders.unit_names import BODY, is_unit_name

__all__ = ["BODY", "issuer_of", "without_sum"]

_LABEL = (
    r"(?:部门\(单位\)名称|单位\(部门\)名称|部门\(单位\)|单位\(部门\)|预算单位名称|部门/单位|编制单位|编制部门|填报单位|填报部门|公开部门|公开单位|"
    r"部门名称|单位名称|预算主管部门|预算单位|预算部门|部门|单位)"
)
_YEAR = r"(?:\(?20[0-3]\d年度?\)?)?"
_BEHIND = r"(?:(?:(?:金额)?单位|(?:填报|填表|编制|公开)?(?:日期|时间))[:：].*)?$"
_LABELLED = re.compile(rf"^{_LABEL}[:：](?:(\d{{3,12}})[-—]?)?(.{{2,60}}?){_YEAR}{_BEHIND}")
_CODED = re.compile(r"^(\d{3}|\d{6})[-—]([^\d].{2,50}?)(?:金额)?单位[:：].*$")
_SUMMED = re.compile(r"\((?:汇总|部门汇总|含[^()]*|部门|单位|公章|盖章|签章)\)$")
_MONEY = re.compile(r"\(?(?:人民币)?(?:亿|百万|万|千)?元\)?.*")


def without_sum(name: str) -> str:
    """某某局(汇总), 某某局(含所属单位): the department with its units, and no part of its name."""
    return _SUMMED.sub("", name)


def issuer_of(text: str) -> tuple[str | None, str] | None:
    """(code, name) where a line names the unit that its table is about; None elsewhere."""
    bare = folded(text)
    match = _LABELLED.match(bare) or _CODED.match(bare)
    if match is None:
        return None
    code, name = match[1], without_sum(match[2])
    # 部门：　单位：万元 has a blank where the name would stand.
    return None if _MONEY.fullmatch(name) or not is_unit_name(name) else (code, name)
