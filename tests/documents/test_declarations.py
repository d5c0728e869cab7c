"""Declaration forms: what people rely on, with one small form for each thing that goes wrong in real ones."""

from __future__ import annotations

import csv
import hashlib
from decimal import Decimal
from pathlib import Path

import pytest

from loaders.extract import extract, understand
from loaders.readers.text import read_text
from loaders.records import Extract
from tests.documents.declaration_dump import ROWS, TITLE, block, form, head, row

SHARED = Path(__file__).resolve().parents[2].parent / "shared"
FILE = SHARED / "documents" / "zhanlanlu-2019-project-declarations.txt"


def read(text: str) -> Extract:
    data = text.encode()
    return understand(read_text(data, "forms.txt", hashlib.sha256(data).hexdigest()))


def lines(result: Extract, name: str) -> list[tuple[str | None, str | None, str | None]]:
    return [(line.level1, line.level2, line.target_text) for line in result.indicator if line.project_name == name]


def messages(result: Extract, rule: str) -> list[str]:
    return [notice.message for notice in result.notice if notice.rule_code == rule]


def test_a_whole_form() -> None:
    result = read(f"{TITLE}\n{form(options='1.大型会议培训    √2.信息化系统改造类')}")
    (project,) = result.project
    assert (project.project_name, project.unit_name, project.goal) == ("路灯更新", "某街道城建科", "更新老旧路灯。")
    assert (project.amount_yuan, project.amount_text, project.fiscal_year) == (Decimal("365000.00"), "365000元", 2031)
    assert project.category == "2.信息化系统改造类"
    assert len(result.indicator) == 9
    assert {line.project_key for line in result.indicator} == {project.project_key}
    assert lines(result, "路灯更新")[2] == ("产出", "时效", "11月底前完成。")
    assert lines(result, "路灯更新")[6] == ("效益", "生态效益", "无")
    assert lines(result, "路灯更新")[8] == ("满意度", "服务对象满意度", "居民满意度90%以上。")
    assert [line.is_not_applicable for line in result.indicator] == [False] * 4 + [True, False, True, False, False]
    (spending,) = result.spending
    assert (spending.statement, spending.measure, spending.line_kind) == ("project_budget", "total", "leaf")
    assert spending.amount_yuan == Decimal("365000.00")
    assert not result.quarantine


def test_persons_go_to_contacts_alone() -> None:
    result = read(f"{TITLE}\n{form()}")
    (contact,) = result.contact
    assert (contact.person_name, contact.telephone, contact.postcode) == ("张三丰", "60000000", "100000")
    others = (result.project, result.indicator, result.spending, result.notice, result.statement)
    assert "张三丰" not in str(others)
    assert "60000000" not in str(others)


@pytest.mark.parametrize(
    ("amount", "label", "yuan"),
    [
        ("365000元", "预算金额", "365000"),
        ("36.5万元", "预算金额", "365000"),
        ("36.5万", "预算金额\n（万元）", "365000"),
        ("36.5", "预算金额\n（万元）", "365000"),
        ("365，000.00", "预算金额（万元）", "365000"),
        ("365000", "预算金额", "365000"),
        ("36万5千元", "预算金额", "365000"),
        ("36. 5万元", "预算金额", "365000"),
        ("叁拾陆万伍仟元整", "预算金额", "365000"),
        ("30+6.5=36.5万元", "预算金额", "365000"),
        ("36.5万元（365000元）", "预算金额", "365000"),
        ("约36.5万元", "预算金额", "365000"),
    ],
)
def test_amounts_in_every_spelling(amount: str, label: str, yuan: str) -> None:
    (project,) = read(f"{TITLE}\n{form(amount=amount, amount_label=label)}").project
    assert project.amount_yuan == Decimal(yuan).quantize(Decimal("0.01"))
    assert project.amount_evidence


def test_a_heading_unit_that_cannot_be_meant() -> None:
    rows = tuple((a, b, "按标准发放。" if "成本" in b else c) for a, b, c in ROWS)
    (project,) = read(f"{TITLE}\n{form(amount='1,462,920.00', amount_label='预算金额（万元）', rows=rows)}").project
    assert project.amount_yuan == Decimal("1462920.00")
    assert "out of all proportion" in (project.amount_evidence or "")


def test_an_amount_that_is_no_number_is_said_and_not_invented() -> None:
    result = read(f"{TITLE}\n{form(amount='待定')}")
    assert result.project[0].amount_yuan is None
    assert not result.spending
    assert any("待定" in message for message in messages(result, "unread_amount"))


def test_forms_follow_each_other_with_and_without_a_heading() -> None:
    text = f"{TITLE}\n{form(name='甲')}{head(name='乙')}{block()}{form(name='丙', heading='2031年丙经费')}"
    result = read(text)
    assert [project.project_name for project in result.project] == ["甲", "乙", "丙"]
    assert [len(lines(result, name)) for name in "甲乙丙"] == [9, 9, 9]
    assert not any("经费" in (line.target_text or "") for line in result.indicator)


def test_two_forms_run_together_where_the_first_lost_its_block() -> None:
    result = read(f"{TITLE}\n{head(name='甲', goal='甲的目标。')}{head(name='乙', goal='乙的目标。')}{block()}")
    assert [(project.project_name, project.goal) for project in result.project] == [
        ("甲", "甲的目标。"),
        ("乙", "乙的目标。"),
    ]
    assert {line.project_name for line in result.indicator} == {"乙"}
    assert [notice.project_name for notice in result.notice if "no indicators" in notice.message] == ["甲"]


def test_a_file_that_is_cut_off() -> None:
    whole = f"{TITLE}\n{form(name='甲')}{form(name='乙')}"
    cut = whole[: whole.rindex("社会效益指标")]
    result = read(cut)
    assert [project.project_name for project in result.project] == ["甲", "乙"]
    assert len(lines(result, "甲")) == 9
    assert lines(result, "乙")[-1][1] == "经济效益"


def test_a_label_torn_by_blank_lines() -> None:
    text = f"{TITLE}\n{form()}".replace("\t效益指标\n", "\t效益指标\n\n\n")
    result = read(text)
    assert len(result.indicator) == 9
    assert lines(result, "路灯更新")[4] == ("效益", "经济效益", "不涉及")


def test_a_missing_level1_label_does_not_carry_the_one_above() -> None:
    rows = tuple(("" if a == "效益指标" else a, b, c) for a, b, c in ROWS)
    result = read(f"{TITLE}\n{form(rows=rows)}")
    assert [line.level1 for line in result.indicator] == ["产出"] * 4 + ["效益"] * 4 + ["满意度"]
    assert result.indicator[5].level1_text is None
    assert any("no label 效益指标" in message for message in messages(result, "missing_section"))


def test_a_stray_number_in_place_of_a_level() -> None:
    rows = tuple((a, "10" if "数量" in b else b, c) for a, b, c in ROWS)
    result = read(f"{TITLE}\n{form(rows=rows)}")
    assert result.indicator[0].level2 == "数量"
    assert result.indicator[0].level2_text == "10"
    assert result.indicator[0].is_repaired
    assert [(repair.printed_text, repair.read_as) for repair in result.repair] == [("10", "数量")]


def test_placeholder_rows_and_a_page_number_at_the_end_are_nothing() -> None:
    rows = (*ROWS[:4], ("", "…", ""), *ROWS[4:], ("", "…", ""))
    result = read(f"{TITLE}\n{form(rows=rows)}\n\n\n24\n")
    assert len(result.indicator) == 9
    assert not messages(result, "form_remark")
    assert not result.quarantine


def test_an_empty_cell_is_not_the_same_as_not_applicable() -> None:
    rows = tuple((a, b, "" if "环境" in b else c) for a, b, c in ROWS)
    result = read(f"{TITLE}\n{form(rows=rows)}")
    empty = result.indicator[6]
    assert (empty.level2, empty.target_text, empty.is_not_applicable) == ("生态效益", None, False)
    assert any("环境效益指标 is empty" in message for message in messages(result, "missing_section"))


def test_tabs_and_blank_lines_inside_a_text() -> None:
    rows = tuple((a, b, "1.展馆\t2,836.00\n\n2.讲习所\t500.00" if "数量" in b else c) for a, b, c in ROWS)
    result = read(f"{TITLE}\n{form(rows=rows)}")
    assert len(result.indicator) == 9
    assert (result.indicator[0].target_text or "").split() == ["1.展馆", "2,836.00", "2.讲习所", "500.00"]


@pytest.mark.parametrize("label", ["部门（单位\n名称", "\n部门（单位）名称", "单位名称", "填报单位："])
def test_labels_broken_over_lines(label: str) -> None:
    result = read(f"{TITLE}\n{form(name='甲')}{form(name='乙', unit_label=label)}")
    assert [project.project_name for project in result.project] == ["甲", "乙"]
    assert result.project[1].unit_name == "某街道城建科"


@pytest.mark.parametrize(
    ("options", "category"),
    [
        ("1.会议  2.信息化√\n3.宣传  4.其他", "2.信息化"),
        ("1.会议  2.信息化\n3.宣传  4.其他 √", "4.其他"),
        ("□1.会议 □2.信息化\n□3.宣传 √4.其他", "4.其他"),
        ("1.会议  √ 2.信息化  3.宣传", "2.信息化"),
        ("□阶段性 ☑经常性", "经常性"),
        ("其他一般类", "其他一般类"),
        ("1.会议  2.信息化\n3.宣传  4.其他", None),
    ],
)
def test_the_ticked_option(options: str, category: str | None) -> None:
    result = read(f"{TITLE}\n{form(options=options)}")
    assert result.project[0].category == category
    assert bool(messages(result, "no_option_ticked")) is (category is None)


def test_forms_without_any_title() -> None:
    result = read(form(name="甲") + form(name="乙"))
    assert [project.project_name for project in result.project] == ["甲", "乙"]
    assert {line.statement for line in result.indicator} == {"project_declaration"}


def test_a_title_above_each_form() -> None:
    text = "".join(f"{TITLE}\n（2031年度）\n{form(name=name)}" for name in "甲乙")
    result = read(text)
    assert [project.project_name for project in result.project] == ["甲", "乙"]
    assert not messages(result, "form_remark")
    assert len(result.indicator) == 18


def test_a_text_that_only_resembles_a_form_is_refused() -> None:
    result = read(f"{TITLE}\n\n本年度项目绩效目标和产出指标、效益指标另行公布。\n\n预算金额以批复为准。\n")
    assert result.document.outcome == "no_statement"
    assert result.document.outcome_reason
    assert not result.project
    assert not result.indicator


def test_a_form_that_is_printed_empty_is_no_project() -> None:
    empty = row("部门（单位）名称", "") + row("项目名称", "", "预算金额", "") + block(())
    assert not read(f"{TITLE}\n{empty}").project


needs_shared = pytest.mark.skipif(not FILE.exists(), reason="the shared folder with the real documents is absent")


@pytest.fixture(scope="module")
def real() -> Extract:
    return extract(FILE)


@needs_shared
def test_the_real_file_has_all_its_forms(real: Extract) -> None:
    assert len(real.project) == 41
    assert len({project.project_key for project in real.project}) == 41
    assert all(project.amount_yuan and project.amount_evidence and project.goal for project in real.project)
    assert len(real.contact) == 41
    assert all(line.level1 and line.level2 for line in real.indicator)
    assert len({line.line_key for line in real.indicator}) == len(real.indicator) == 363


@needs_shared
def test_the_real_file_as_expected(real: Extract) -> None:
    with (SHARED / "expected" / "declarations_2019_projects.csv").open(encoding="utf-8", newline="") as file:
        expected = {line["project_name"]: line for line in csv.DictReader(file)}
    found = {project.project_name: project for project in real.project if project.project_name in expected}
    assert found.keys() == expected.keys()
    for name, line in expected.items():
        assert found[name].amount_yuan == Decimal(line["amount_yuan"])
        assert found[name].unit_name == line["unit_name"]
        assert (found[name].category or "") == (line["project_type_checked"] or line["project_type_bare"])


@needs_shared
def test_not_applicable_as_expected(real: Extract) -> None:
    with (SHARED / "expected" / "declarations_2019_projects.csv").open(encoding="utf-8", newline="") as file:
        names = {line["form_no"]: line["project_name"] for line in csv.DictReader(file)}
    with (SHARED / "expected" / "declarations_2019_indicators.csv").open(encoding="utf-8", newline="") as file:
        expected = {(names[x["form_no"]], int(x["seq"])): x for x in csv.DictReader(file)}
    found = {(x.project_name, x.seq): x for x in real.indicator if x.project_name in names.values()}
    assert found.keys() == expected.keys()
    for key, line in expected.items():
        assert found[key].is_not_applicable is (line["not_applicable"] == "1")
        assert found[key].level1 == line["level1"]
        assert (found[key].level1_text or "").replace("\n", "") == line["level1_raw"]
