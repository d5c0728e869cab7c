"""Lists of key projects that repeat the list of all projects."""

from __future__ import annotations

from loaders.extract import understand
from tests.documents.layout_file import document

ALL = """# 青禾市水务局2031年部门预算
# 项目支出表
# 单位：万元
项目名称|合计
河道清淤|3.00
水质监测|4.00
堤防加固|5.00
水库建设|6.00
合计|18.00
"""


def again(second: str) -> list[str]:
    one = understand(document(ALL + second))
    return [notice.message for notice in one.notice if notice.rule_code == "projects_listed_again"]


def test_a_selection_of_the_projects_is_told_as_repeating_them() -> None:
    found = again("# 重点项目支出表\n# 单位：万元\n项目名称|金额\n河道清淤|3.00\n堤防加固|5.00\n水库建设|6.00\n")
    assert len(found) == 1
    assert found[0].startswith("3 of the 3 projects")


def test_other_projects_and_other_amounts_repeat_nothing() -> None:
    assert again("# 专项资金项目支出表\n# 单位：万元\n项目名称|金额\n河道清淤|9.00\n桥梁维护|5.00\n绿化|6.00\n") == []
