"""Self-evaluation forms with real cells (PDF, Word, Excel): headings bind the columns, rows go on over page ends."""

from __future__ import annotations

from decimal import Decimal

from loaders.document import Cell, Document, Grid, Line, Row
from loaders.extract import understand
from loaders.records import Extract

#: (column, columns spanned, text) of each cell of a row
Printed = list[tuple[int, int, str]]

HEAD: list[Printed] = [
    [(1, 2, "项目名称"), (3, 7, "便民维修服务")],
    [(1, 2, "主管部门"), (3, 3, "柳岸街道办事处"), (6, 2, "实施单位"), (8, 2, "社区建设办公室")],
    [(1, 2, "项目负责人"), (3, 3, "顾清禾"), (6, 2, "联系电话"), (8, 2, "00010002")],
    [
        (1, 2, "项目资金\n（万元）"), (4, 1, "年初预算数"), (5, 1, "全年预算数（A）"), (6, 1, "全年执行数（B）"),
        (7, 1, "分值"), (8, 1, "执行率（B/A）"), (9, 1, "得分"),
    ],
    [(3, 1, "年度资金总额"), (4, 1, "12"), (5, 1, "12"), (6, 1, "9"), (7, 1, "10"), (8, 1, "75%"), (9, 1, "7.5")],
    [(3, 1, "其中：当年财政拨"), (4, 1, "10"), (5, 1, "10"), (6, 1, "7"), (7, 1, "—"), (9, 1, "—")],
    [(3, 1, "其他资金"), (4, 1, "2"), (5, 1, "2"), (6, 1, "2"), (7, 1, "—"), (9, 1, "—")],
    [(1, 1, "年度总体目标"), (2, 4, "预期目标（年初设定）"), (6, 4, "实际完成情况")],
    [(2, 4, "为居民维修家电。"), (6, 4, "已按期完成。")],
    [
        (1, 1, "绩效指标"), (2, 1, "一级指标"), (3, 1, "二级指标"), (4, 1, "三级指标"), (5, 1, "年度指标值"),
        (6, 1, "实际完成值"), (7, 1, "分值"), (8, 1, "得分"), (9, 1, "偏差原因分析及改进措施"),
    ],
]  # fmt: skip
ROWS: list[Printed] = [
    [
        (2, 1, "产出指标\n（50分）"), (3, 1, "数量指标"), (4, 1, "指标1：维修次数"), (5, 1, "≥120次"),
        (6, 1, "126次"), (7, 1, "30"), (8, 1, "30"),
    ],
    [(4, 1, "讲座场次"), (5, 1, "6场"), (6, 1, "4场"), (7, 1, "20"), (8, 1, "12.5"), (9, 1, "入户受限")],
    [
        (2, 1, "效益指标"), (3, 1, "社会效益指标"), (4, 1, "等候时间"), (5, 1, "缩短"), (6, 1, "缩短"),
        (7, 1, "30"), (8, 1, "30"),
    ],
    [(3, 1, "生态效益指标"), (4, 1, "—"), (5, 1, "—"), (6, 1, "—"), (7, 1, "—"), (8, 1, "—")],
    [
        (2, 1, "满意度指标"), (3, 1, "服务对象满意度指标"), (4, 1, "居民满意度"), (5, 1, "≥90%"), (6, 1, "93%"),
        (7, 1, "10"), (8, 1, "10"),
    ],
    [(1, 6, "总分"), (7, 1, "100"), (8, 1, "90")],
]  # fmt: skip


def grid(table_no: int, page: int, rows: list[Printed]) -> Grid:
    return Grid(
        table_no,
        tuple(
            Row(page, number, tuple(Cell(text, column, span) for column, span, text in row))
            for number, row in enumerate(rows, 1)
        ),
        9,
    )


def understood(*blocks: Line | Grid) -> Extract:
    return understand(Document("ab" * 32, "forms.pdf", "pdf", 2, blocks))


TITLE = (Line(1, 1, "项目支出绩效自评表"), Line(1, 2, "（2025年度）"))


def test_a_form_in_a_grid() -> None:
    found = understood(*TITLE, grid(1, 1, HEAD + ROWS))
    (project,) = found.project
    assert (project.project_name, project.implementing_unit, project.fiscal_year) == (
        "便民维修服务",
        "社区建设办公室",
        2025,
    )
    assert (project.initial_yuan, project.executed_yuan, project.fiscal_executed_yuan) == (120000, 90000, 70000)
    assert (project.other_adjusted_yuan, project.carryover_adjusted_yuan) == (20000, None)
    assert (project.execution_rate, project.execution_score, project.total_score) == (75, Decimal("7.5"), 90)
    assert (project.goal, project.goal_actual) == ("为居民维修家电。", "已按期完成。")
    assert [
        (line.level1, line.level2, line.indicator_name, line.target_value, line.score) for line in found.indicator
    ] == [
        ("产出", "数量", "维修次数", 120, 30),
        ("产出", "数量", "讲座场次", 6, Decimal("12.5")),
        ("效益", "社会效益", "等候时间", None, 30),
        ("效益", "生态效益", None, None, None),
        ("满意度", "服务对象满意度", "居民满意度", 90, 10),
    ]
    assert [line.is_not_applicable for line in found.indicator] == [False, False, False, True, False]
    assert found.indicator[1].deviation_reason == "入户受限"
    assert [contact.person_name for contact in found.contact] == ["顾清禾"]
    assert not found.quarantine
    assert not found.notice


def test_a_form_goes_on_over_a_page_end_and_a_cut_row_is_one_indicator() -> None:
    rest: list[Printed] = [[(4, 1, "时间"), (6, 1, "五分钟")], *ROWS[3:]]
    found = understood(*TITLE, grid(1, 1, HEAD + ROWS[:3]), grid(2, 2, rest))
    assert len(found.project) == 1
    assert [(line.indicator_name, line.actual_text, line.score) for line in found.indicator][2:] == [
        ("等候时间时间", "缩短五分钟", 30),
        (None, None, None),
        ("居民满意度", "93%", 10),
    ]


def test_two_forms_in_one_section() -> None:
    other = [[(1, 2, "项目名称"), (3, 7, "楼道照明改造")], *HEAD[1:]]
    found = understood(*TITLE, grid(1, 1, HEAD + ROWS), grid(2, 2, other + ROWS))
    assert [project.project_name for project in found.project] == ["便民维修服务", "楼道照明改造"]
    assert [line.project_name for line in found.indicator] == ["便民维修服务"] * 5 + ["楼道照明改造"] * 5


def test_a_form_of_a_whole_department() -> None:
    rows: list[Printed] = [
        [(1, 3, "部门（单位）名称"), (4, 6, "柳岸街道办事处")],
        [
            (1, 1, "年度主要任务"), (2, 1, "任务名称"), (3, 3, "全年预算数（万元）"),
            (6, 2, "全年执行数（万元）"), (8, 1, "分值"), (9, 1, "得分"),
        ],
        [(3, 1, "总额"), (4, 1, "财政拨款"), (5, 1, "其他资金"), (6, 1, "总额"), (7, 1, "财政拨款")],
        [(2, 1, "环境卫生"), (3, 1, "30"), (4, 1, "20"), (5, 1, "10"), (6, 1, "25"), (7, 1, "20")],
        [
            (2, 1, "金额合计"), (3, 1, "30"), (4, 1, "20"), (5, 1, "10"), (6, 1, "25"), (7, 1, "20"),
            (8, 1, "10"), (9, 1, "8.3"),
        ],
        HEAD[-1],
        *ROWS,
    ]  # fmt: skip
    found = understood(Line(1, 1, "部门整体支出绩效自评表"), Line(1, 2, "（2025年度）"), grid(1, 1, rows))
    (project,) = found.project
    assert (project.project_name, project.department, project.adjusted_yuan, project.executed_yuan) == (
        None, "柳岸街道办事处", 300000, 250000,
    )  # fmt: skip
    assert {line.scope for line in found.indicator} == {"department"}
    assert {(line.label, line.measure, line.stage, line.line_kind, line.amount_yuan) for line in found.spending} >= {
        ("环境卫生", "total", "adjusted_budget", "leaf", Decimal(300000)),
        ("环境卫生", "fiscal", "executed", "leaf", Decimal(200000)),
    }
    assert {line.amount_yuan for line in found.spending if line.line_kind == "total"} == {
        300000,
        200000,
        100000,
        250000,
    }


def test_a_form_without_amounts_says_so() -> None:
    found = understood(*TITLE, grid(1, 1, HEAD[:3] + HEAD[9:] + ROWS))
    assert {notice.rule_code for notice in found.notice} == {"missing_section"}
    assert any("项目资金" in notice.message for notice in found.notice)
    assert len(found.indicator) == 5
