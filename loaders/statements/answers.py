"""What the empty form prints in the place of an answer: instructions, placeholders, examples.

    （填写项目全称）   100字以内   目标1：…… 目标2：   ×××   指标1：

They are no answers: a form that holds nothing else is a blank form and gives no facts.
"""

from __future__ import annotations

import re

from loaders.text import folded

_INSTRUCTION = re.compile(
    r"\(?(?:请|需|应)?(?:按照?|根据|结合|参照|对照|如实|逐项|据实|简要|详细|准确|完整)*[^,，。;；]{0,12}?"
    r"(?:填写|填列|填报|填入|录入|勾选)[^。]{0,40}[)。]?"
    r"|\(?(?:请|需)?(?:简要|详细|概括)(?:说明|描述|概述|阐述|填写)[^。]{0,40}[)。]?"
    r"|\(?(?:限|控制在|不超过|不少于|不得超过)?\d{2,4}字(?:以内|之内|左右|以上)?\)?"
)
_FILLED = re.compile(r"已填|填报(?:单位|部门|人)|填写(?:完成|率|及时|准确|规范)|率|数量|人次|\d+(?:个|家|份|次|项|万)")
_PLACEHOLDER = re.compile(r"(?:(?:目标|指标|任务|内容)\d*[:：.、]?|[×xX*]{2,}|[.…。·_]{2,}|\s)+")


def is_instruction(text: str) -> bool:
    """Is a cell what the empty form prints, and no answer?"""
    bare = folded(text)
    if not bare or _PLACEHOLDER.fullmatch(bare):
        return bool(bare)
    return bool(_INSTRUCTION.fullmatch(bare)) and not _FILLED.search(bare)
