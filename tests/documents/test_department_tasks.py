"""年度主要任务 of a department's form: each task with its own money is a project of that name."""

from __future__ import annotations

from decimal import Decimal

from tests.documents.layout_file import read

TASKS = """# 2031年部门整体支出绩效目标表
部门（单位）名称{c2}|青禾市水务局{c4}
年度主要任务{r5}|任务名称{r2}|主要内容{r2}|预算金额（万元）{c3}
总额|财政拨款|其他资金
河道清淤|清理河道 12 公里|20.00|15.00|5.00
水质监测|布点 30 处|10.00|10.00|—
金额合计{c2}|30.00|25.00|5.00
年度总体目标|河道水质达标。{c5}
年度绩效指标{r3}|一级指标|二级指标|指标内容{c2}|指标值
产出指标{r2}|数量指标|清淤长度{c2}|≥12公里
质量指标|达标率{c2}|≥95%"""

NEXT_PAGE = """# 2031年部门整体预算绩效目标申报表
部门名称{c2}|青禾市水务局{c4}
总体绩效目标{c2}|河道水质达标。{c4}
年度重点工作任务{c2r2}|名称|主要实施内容|拟投入的资金（万元）|期望达到的目标（概述）
河道清淤|清理河道|20.00|水流畅通
#
年度重点工作任务{c3}|水质监测|布点|10.00|达标
绩效指标{r2}|一级指标{c2}|二级指标|三级指标{c2}|年度指标值
产出指标{c2}|数量指标|监测点{c2}|≥30处"""


def test_a_task_with_its_money_is_a_project() -> None:
    one = read(TASKS)
    found = {project.project_name: project for project in one.project}
    assert set(found) == {None, "河道清淤", "水质监测"}
    assert (found[None].amount_yuan, found[None].fiscal_yuan) == (Decimal(300_000), Decimal(250_000))
    dredging = found["河道清淤"]
    assert (dredging.amount_yuan, dredging.fiscal_yuan, dredging.other_yuan) == (200_000, 150_000, 50_000)
    assert dredging.goal == "清理河道 12 公里"
    assert found["水质监测"].other_yuan is None
    assert [line.indicator_name for line in one.indicator] == ["清淤长度", "达标率"]
    assert not one.quarantine


def test_tasks_go_on_over_a_page_end_in_other_columns() -> None:
    one = read(NEXT_PAGE)
    named = [project for project in one.project if project.project_name]
    tasks = {project.project_name: (project.amount_yuan, project.goal) for project in named}
    assert tasks == {"河道清淤": (200_000, "水流畅通"), "水质监测": (100_000, "达标")}
    assert not one.quarantine


def test_key_projects_in_the_prose_of_a_report() -> None:
    one = read("""# 青禾市水务局2031年部门预算
# 六、重点项目绩效目标情况如下：
二级预算单位名称|一级项目名称|预算数（万元）|绩效目标
青禾市水务局|河道清淤|20.00|清理河道
青禾市水文站|水质监测|10.00|布点30处""")
    found = [(project.unit_name, project.project_name, project.amount_yuan, project.goal) for project in one.project]
    assert found == [
        ("青禾市水务局", "河道清淤", 200_000, "清理河道"),
        ("青禾市水文站", "水质监测", 100_000, "布点30处"),
    ]
