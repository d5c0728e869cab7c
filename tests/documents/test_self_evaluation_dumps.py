"""Self-evaluation forms dumped as text: what the cells say, and what becomes of damaged dumps."""

from __future__ import annotations

import random
import time
from decimal import Decimal
from pathlib import Path

import pytest

from loaders.extract import extract
from loaders.records import Extract, IndicatorRecord
from tests.documents.self_evaluation_dumps import ADDED, BODY, FORM, HEADINGS, OUTPUTS, head, interleaved


def read(tmp_path: Path, text: str) -> Extract:
    path = tmp_path / "forms.txt"
    path.write_text(text, encoding="utf-8")
    return extract(path)


def cells(line: IndicatorRecord) -> tuple[object, ...]:
    return line.level2, line.indicator_name, line.target_text, line.actual_text, line.weight, line.score


def test_a_whole_form(tmp_path: Path) -> None:
    found = read(tmp_path, FORM)
    (project,) = found.project
    assert (project.project_name, project.department, project.implementing_unit) == (
        "便民维修服务", "柳岸街道办事处", "社区建设办公室",
    )  # fmt: skip
    assert (project.initial_yuan, project.adjusted_yuan, project.executed_yuan) == (120000, 115000, 115000)
    assert (project.fiscal_initial_yuan, project.carryover_adjusted_yuan) == (120000, None)
    assert (project.execution_rate, project.execution_weight, project.execution_score) == (100, 10, 10)
    assert (project.total_weight, project.total_score, project.fiscal_year) == (100, 95, 2025)
    assert (project.goal, project.goal_actual) == ("为辖区居民提供便民维修服务。", "完成目标")
    assert [cells(line) for line in found.indicator] == [
        ("数量", "维修次数", "120 次", "126 次", 20, 20),
        ("质量", "返修率控制情况", "≤3%", "达到目标", 20, 20),
        ("时效", "≤1 年", "1年", "达到目标", 10, 10),
        ("成本", "成本指标", "不超预算金额", "达到目标", 10, 10),
        ("社会效益", "社会效益", "方便居民就近维修，减少等候时间，提升居民对社区服务的认可程度", "达到目标", 15, 15),
        ("生态效益", None, None, None, None, None),
        ("可持续影响", "可持续影响指标", "不适用", None, 0, None),
        ("服务对象满意度", "居民满意度", "达到 95%", None, 15, 10),
    ]
    assert [line.is_not_applicable for line in found.indicator] == [False] * 5 + [True, True, False]
    assert found.indicator[-1].deviation_reason == "未做"
    assert (found.indicator[1].operator, found.indicator[1].target_value, found.indicator[1].target_unit) == (
        "≤",
        3,
        "%",
    )
    assert (found.indicator[2].operator, found.indicator[2].target_value, found.indicator[2].target_unit) == (
        "≤",
        1,
        "年",
    )
    assert found.indicator[0].actual_value == 126
    assert not found.quarantine


def test_each_printed_amount_is_a_spending_line(tmp_path: Path) -> None:
    lines = read(tmp_path, FORM).spending
    assert {(line.measure, line.stage, line.amount_yuan, line.amount_text) for line in lines} == {
        (measure, stage, Decimal(yuan), text)
        for measure in ("total", "fiscal")
        for stage, yuan, text in (
            ("initial_budget", 120000, "12"),
            ("adjusted_budget", 115000, "11.5"),
            ("executed", 115000, "11.5"),
        )
    }
    assert len({line.line_key for line in lines}) == 6


def test_two_amounts_for_three_columns_leave_the_first_blank_and_say_why(tmp_path: Path) -> None:
    found = read(tmp_path, ADDED)
    (project,) = found.project
    assert (project.initial_yuan, project.adjusted_yuan, project.executed_yuan) == (None, 100000, 100000)
    assert (project.execution_weight, project.execution_score) == (10, 10)
    repairs = [repair for repair in found.repair if repair.rule == "blank_column"]
    assert len(repairs) == 2
    assert all("执行率" in repair.evidence and repair.line_key for repair in repairs)
    assert project.is_repaired


@pytest.mark.parametrize(
    ("total", "fiscal", "expected"),
    [
        pytest.param(
            "10 10 10 10 100% 10", "10 10 10 — 100% —", (10, 10, 10), id="three amounts that look like weights"
        ),
        pytest.param("12 12 9 10 75% 7.5", "12 12 9 — —", (12, 12, 9), id="the fiscal row without a rate"),
        pytest.param("12 12 9 10 75％", "12 12 9 — 75％ —", (12, 12, 9), id="no score, full-width per cent"),
        pytest.param("0 9 9 10 100% 10", "0 9 9 10 100% 10", (0, 9, 9), id="zero is not blank"),
        pytest.param("1,200 1,100 1,100 10 100% 10", "1,200 1,100 1,100 - 100% -", (1200, 1100, 1100), id="grouped"),
    ],
)
def test_columns_of_the_funds(tmp_path: Path, total: str, fiscal: str, expected: tuple[int, int, int]) -> None:
    (project,) = read(tmp_path, f"{head('便民维修服务', total, fiscal)}\n{BODY}").project
    assert (project.initial_yuan, project.adjusted_yuan, project.executed_yuan) == tuple(10000 * n for n in expected)
    assert (project.fiscal_initial_yuan, project.fiscal_executed_yuan) == (10000 * expected[0], 10000 * expected[2])


def test_amounts_plainly_in_yuan_under_a_heading_in_ten_thousands(tmp_path: Path) -> None:
    body = BODY.replace("不超预算金额", "不超过 115000 元")
    row = "120000 115000 115000"
    found = read(tmp_path, f"{head('便民维修服务', f'{row} 10 100% 10', f'{row} — 100% —')}\n{body}")
    (project,) = found.project
    assert (project.initial_yuan, project.adjusted_yuan, project.executed_yuan) == (120000, 115000, 115000)
    assert any(repair.rule == "money_unit" for repair in found.repair)


def test_forms_printed_into_each_other_are_taken_apart(tmp_path: Path) -> None:
    found = read(tmp_path, interleaved())
    names = [(project.project_name, project.executed_yuan, project.total_score) for project in found.project]
    assert names == [("便民维修服务", 115000, 95), ("楼道照明改造", 60000, 95)]
    for project in found.project:
        lines = [line for line in found.indicator if line.project_key == project.project_key]
        assert len(lines) == 8
        assert sum(line.weight or 0 for line in lines) == 90
    assert not found.quarantine


def test_a_row_cut_by_a_page_end_is_put_together(tmp_path: Path) -> None:
    whole = "成本指标 成本指标 不超预算金额\n达到目\n\n标\n10 10\n"
    assert whole in FORM
    found = read(tmp_path, FORM.replace(whole, "成本指标 ≤11.5 11.5 万元 达到目 10 10\n 万元 标\n"))
    line = next(line for line in found.indicator if line.level2 == "成本")
    assert (line.indicator_name, line.target_text, line.actual_text) == ("≤11.5万元", "11.5 万元", "达到目标")
    assert any(repair.rule == "row_cut_by_page_end" for repair in found.repair)


def test_several_indicators_under_one_level_2_and_a_reason_between_them(tmp_path: Path) -> None:
    more = "数量指标\n上门维修\n次数\n\n60 次 48 次 10 8\n疫情期间入户受限，\n次年补足。\n\n讲座场次 6 场 6 场 10 10\n"
    found = read(tmp_path, FORM.replace("数量指标 维修次数 120 次 126 次 20 20\n", more))
    lines = [line for line in found.indicator if line.level2 == "数量"]
    assert [(line.indicator_name, line.target_text, line.score, line.deviation_reason) for line in lines] == [
        ("上门维修次数", "60 次", 8, "疫情期间入户受限，次年补足。"),
        ("讲座场次", "6 场", 10, None),
    ]


def test_a_page_number_inside_a_form_is_no_cell(tmp_path: Path) -> None:
    found = read(tmp_path, FORM.replace("质量指标\n", "\n\n27\n\n质量指标\n", 1))
    assert [cells(line) for line in found.indicator] == [cells(line) for line in read(tmp_path, FORM).indicator]


def test_missing_blocks_are_said(tmp_path: Path) -> None:
    without_total = FORM[: FORM.index("总分")]
    (notice,) = read(tmp_path, without_total).notice
    assert (notice.rule_code, notice.project_name) == ("missing_section", "便民维修服务")
    assert "总分" in notice.message


def test_a_cut_off_file_gives_what_can_be_read(tmp_path: Path) -> None:
    cut = f"{FORM}\n{head('楼道照明改造', '8 8 6 10 75% 7.5', '8 8 6 — 75% —')}\n{HEADINGS}\n{OUTPUTS}"
    found = read(tmp_path, cut)
    assert [project.executed_yuan for project in found.project] == [115000, 60000]
    assert len([line for line in found.indicator if line.project_name == "楼道照明改造"]) == 4
    assert [notice.project_name for notice in found.notice if notice.rule_code == "missing_section"] == ["楼道照明改造"]


def test_a_text_about_forms_is_no_form(tmp_path: Path) -> None:
    text = "绩效自评工作说明\n\n项目名称 由各单位填写，执行率按全年执行数计算。\n\n总分 100 分，分为四档。\n"
    found = read(tmp_path, text)
    assert not found.project
    assert not found.indicator
    assert found.document.outcome == "no_statement"
    assert found.document.outcome_reason


def test_persons_stand_in_the_contacts_alone(tmp_path: Path) -> None:
    found = read(tmp_path, FORM)
    assert [(contact.person_name, contact.telephone) for contact in found.contact] == [("顾清禾", "00010002")]
    elsewhere = [found.project, found.indicator, found.spending, found.notice, found.repair, found.quarantine]
    assert not any("顾清禾" in str(record) or "00010002" in str(record) for records in elsewhere for record in records)


def test_every_line_is_accounted_for(tmp_path: Path) -> None:
    text = interleaved()
    found = read(tmp_path, text)
    assert {cell.row_no for cell in found.cell} == {n for n, line in enumerate(text.splitlines(), 1) if line.strip()}
    assert {cell.outcome for cell in found.cell} <= {"read", "heading", "furniture"}


def test_the_same_dump_without_blank_lines(tmp_path: Path) -> None:
    bare = "\n".join(line for line in FORM.splitlines() if line.strip())
    lines = read(tmp_path, bare).indicator
    assert [(line.level2, line.weight, line.score) for line in lines] == [
        (line.level2, line.weight, line.score) for line in read(tmp_path, FORM).indicator
    ]


def test_a_line_that_fits_no_row_is_quarantined(tmp_path: Path) -> None:
    stray = "以上内容由第三方机构复核并出具意见，\n\n详见所附说明材料第三页"
    found = read(tmp_path, FORM.replace("\n\n总分", f"\n\n{stray}\n\n总分"))
    assert [cells(line) for line in found.indicator][:7] == [cells(line) for line in read(tmp_path, FORM).indicator][:7]
    assert found.quarantine or "复核" in (found.indicator[-1].deviation_reason or "")


def test_a_form_that_never_ends_is_read_in_reasonable_time(tmp_path: Path) -> None:
    prose = "本报告所称绩效是指预算资金所达到的产出和结果。\n\n各单位应当按时报送材料\n并对真实性负责。\n\n" * 700
    started = time.monotonic()
    found = read(tmp_path, FORM[: FORM.index("总分")] + prose)
    assert time.monotonic() - started < 20
    assert len(found.project) == 1
    assert [line.level2 for line in found.indicator][:4] == ["数量", "质量", "时效", "成本"]
    assert found.quarantine


@pytest.mark.parametrize("seed", range(12))
def test_damaged_dumps_never_fail(tmp_path: Path, seed: int) -> None:
    chance = random.Random(seed)
    lines = interleaved().splitlines()
    for _ in range(25):
        at, damage = chance.randrange(len(lines)), chance.randrange(3)
        if damage == 0:
            lines.pop(at)
        else:
            lines.insert(at, "10 10" if damage == 1 else lines[at][:3])
    found = read(tmp_path, "\n".join(lines))
    assert {cell.row_no for cell in found.cell} == {n for n, line in enumerate(lines, 1) if line.strip()}
