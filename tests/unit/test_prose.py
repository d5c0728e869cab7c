"""Figures of sentences: kind, subject, year, stage and direction, in the wording of many issuers."""

from __future__ import annotations

from decimal import Decimal

import pytest

from loaders.document import Cell, Document, Grid, Line, Place, Row
from loaders.extract import understand
from loaders.prose.reader import stated_figures
from loaders.prose.records import prose_of
from loaders.prose.told import Stated
from loaders.records import ContactRecord, ProseRecord
from loaders.section import About

BUDGET = About("k", "a.docx", "docx", "budget", 2026, None, "柳安区民生局")
FINAL = About("k", "a.docx", "docx", "final", 2024, None, "柳安区民生局")


def document(*paragraphs: str, format_name: str = "docx") -> Document:
    lines = tuple(Line(1, number, text) for number, text in enumerate(paragraphs, 1))
    return Document("0" * 64, "a.docx", format_name, 1, lines)


def stated(*paragraphs: str, about: About = BUDGET) -> list[Stated]:
    return stated_figures(document(*paragraphs), about, set())


def records(*paragraphs: str, about: About = BUDGET) -> tuple[ProseRecord, ...]:
    return prose_of(document(*paragraphs), about, set(), ()).records


def told(item: Stated) -> tuple[str, str, str | None, str | None, str | None, int | None]:
    return item.raw, item.kind, item.subject.statement, item.subject.measure, item.stage, item.fiscal_year


#: (heading, sentence, figures as raw, kind, statement, measure, stage, year)
AMOUNTS = [
    (
        "二、收入预算情况说明",
        "2026年度收入预算5,100.50万元，比2025年年初预算数5,000.00万元增加100.50万元，增长2.01%。",
        [
            ("5,100.50万元", "amount", "summary_revenue", "total", "budget", 2026),
            ("5,000.00万元", "amount", "summary_revenue", "total", "initial_budget", 2025),
            ("100.50万元", "change", "summary_revenue", "total", "budget", 2026),
            ("2.01%", "change_pct", "summary_revenue", "total", "budget", 2026),
        ],
    ),
    (
        "三、支出预算情况说明",
        "柳安区民生局本年支出预算合计300万元，其中：基本支出100万元，占33.33%；项目支出200万元，占66.67%。",
        [
            ("300万元", "amount", "expenditure", "total", "budget", 2026),
            ("100万元", "amount", "expenditure", "basic", "budget", 2026),
            ("33.33%", "share_pct", "expenditure", "basic", "budget", 2026),
            ("200万元", "amount", "expenditure", "project", "budget", 2026),
            ("66.67%", "share_pct", "expenditure", "project", "budget", 2026),
        ],
    ),
    (
        "四、一般公共预算当年拨款情况说明",
        "柳安区民生局2026年一般公共预算当年拨款0.5亿元，比上年执行数减少２５０．５万元，下降4.8％。",
        [
            ("0.5亿元", "amount", "general_public", "total", "budget", 2026),
            ("２５０．５万元", "change", "general_public", "total", "budget", 2026),
            ("4.8％", "change_pct", "general_public", "total", "budget", 2026),
        ],
    ),
    (
        "五、一般公共预算基本支出情况说明",
        "人员经费90万元，主要包括基本工资；公用经费10万元。",
        [
            ("90万元", "amount", "basic", "personnel", "budget", 2026),
            ("10万元", "amount", "basic", "public", "budget", 2026),
        ],
    ),
    (
        "六、“三公”经费预算情况说明",
        "2026年“三公”经费预算数为7.61万元，2025年预算数为9.23万元，和2025年相比预算减少1.62万元。",
        [
            ("7.61万元", "amount", "three_public", "total", "budget", 2026),
            ("9.23万元", "amount", "three_public", "total", "budget", 2025),
            ("1.62万元", "change", "three_public", "total", "budget", 2026),
        ],
    ),
    (
        "七、政府采购情况说明",
        "政府采购预算总额12万元：政府采购货物预算2万元、政府采购工程预算0万元、政府采购服务预算10万元。",
        [
            ("12万元", "amount", "procurement", "total", "budget", 2026),
            ("2万元", "amount", "procurement", "goods", "budget", 2026),
            ("0万元", "amount", "procurement", "works", "budget", 2026),
            ("10万元", "amount", "procurement", "services", "budget", 2026),
        ],
    ),
    (
        "八、财政拨款情况说明",
        "支出预算中，政府性基金拨款支出预算为0；国有资本经营预算拨款支出预算为0。",
        [
            ("0", "amount", "gov_fund", "total", "budget", 2026),
            ("0", "amount", "state_capital", "total", "budget", 2026),
        ],
    ),
]


@pytest.mark.parametrize(("heading", "sentence", "expected"), AMOUNTS, ids=[item[0] for item in AMOUNTS])
def test_a_sentence_gives_its_figures(heading: str, sentence: str, expected: list[tuple[object, ...]]) -> None:
    assert [told(item) for item in stated(heading, sentence)] == expected


DIRECTIONS = [
    ("2026年机关运行经费5万元，比上年增加1万元，增长25%。", [None, "increase", "increase"]),
    ("2026年机关运行经费5万元，较2025年压减1万元，降低16.67%。", [None, "decrease", "decrease"]),
    ("2026年机关运行经费5万元，比上年增加-1万元，增长-16.67%。", [None, "decrease", "decrease"]),
    ("2026年机关运行经费5万元，比上年减少1万元，下降（增长）16.67%。", [None, "decrease", "decrease"]),
    ("2026年机关运行经费5万元，比上年减少1万元（16.67%）。", [None, "decrease", "decrease"]),
    ("2026年机关运行经费5万元，本年数小于上年预算数1万元。", [None, "decrease"]),
    ("2026年机关运行经费5万元，与上年预算数一致。", ["equal"]),
    ("2026年机关运行经费5万元，与2025年持平。", ["equal"]),
    ("其中：公务接待费1万元，公务用车运行维护费2万元，均与上年持平。", ["equal", "equal"]),
]


@pytest.mark.parametrize(("sentence", "directions"), DIRECTIONS)
def test_directions_of_changes(sentence: str, directions: list[str | None]) -> None:
    assert [item.direction for item in stated(sentence)] == directions


def test_what_is_reached_is_an_amount_and_no_change() -> None:
    assert [item.kind for item in stated("机关运行经费由4万元增加到5万元。")] == ["amount", "amount"]


def test_a_numbered_item_names_the_subject_of_the_sentences_under_it() -> None:
    found = stated(
        "四、“三公”经费财政拨款预算情况说明",
        "（一）因公出国（境）费用。2026年预算数3.50万元。",
        "（二）公务接待费",
        "2026年预算安排2.00万元，与上年持平。",
    )
    assert [(item.raw, item.subject.measure) for item in found] == [("3.50万元", "overseas"), ("2.00万元", "reception")]


def test_a_chapter_ends_the_items_of_the_one_before() -> None:
    found = stated("四、“三公”经费情况说明", "（一）公务接待费", "五、机关运行经费情况说明", "2026年预算安排2.00万元。")
    assert told(found[0])[2:4] == ("agency_operation", "total")


def test_functions_by_code_by_levels_and_by_the_class_above() -> None:
    found = stated(
        "五、一般公共预算支出情况说明",
        "（一）2080501-行政单位离退休1万元。",
        "（二）教育支出（类）职业教育（款）中等职业教育（项）2万元。",
        "（三）培训支出（2050803）3万元。",
        "（四）社会保障和就业支出（类）",
        "1．行政事业单位养老支出（款）事业单位离退休（项）支出4万元。",
    )
    codes = [item.subject.function_code for item in found]
    assert codes == ["2080501", "2050302", "2050803", "2080502"]
    assert {item.subject.statement for item in found} == {"general_public"}


def test_a_code_in_brackets_belongs_to_the_name_before_it() -> None:
    found = stated(
        "五、一般公共预算支出情况说明",
        "2026年行政运行（2013301）5万元，较上年增加1万元；培训支出（2050803）2万元（其中住房公积金（2210201）1万元）。",
    )
    assert [item.subject.function_code for item in found] == ["2013301", "2013301", "2050803", "2210201"]


def test_a_final_account_tells_its_plan_its_outcome_and_their_ratio() -> None:
    found = stated(
        "五、一般公共预算财政拨款支出决算情况说明",
        "1.教育支出（类）职业教育（款）中等职业教育（项）。年初预算为200万元，支出决算为150万元，完成年初预算的75%。",
        about=FINAL,
    )
    assert [(item.raw, item.kind, item.stage) for item in found] == [
        ("200万元", "amount", "initial_budget"),
        ("150万元", "amount", "final"),
        ("75%", "share_pct", "final"),
    ]
    assert {item.subject.function_code for item in found} == {"2050302"}
    assert (found[2].of, found[2].base) == (1, 0)


LISTS = [
    (
        "基本支出、项目支出分别为100万元和200万元，占比分别为33.33%和66.67%。",
        [("basic", None, None), ("project", None, None), ("basic", None, 0), ("project", None, 1)],
    ),
    (
        "基本支出和项目支出分别为1万元、2万元，分别增长3%和4%，其中人员经费0.5万元。",
        [
            ("basic", None, None),
            ("project", None, None),
            ("basic", "increase", 0),
            ("project", "increase", 1),
            ("personnel", None, None),
        ],
    ),
    (
        "公务用车购置和运行维护费、公务接待费分别为3万元、2万元，与上年持平。",
        [("vehicle_total", "equal", None), ("reception", "equal", None)],
    ),
    (
        "一般公共预算收入和政府性基金预算收入分别比上年减少5万元、3万元。",
        [("general_public", "decrease", None), ("gov_fund", "decrease", None)],
    ),
]


@pytest.mark.parametrize(("sentence", "expected"), LISTS)
def test_lists_of_things_and_of_their_figures(sentence: str, expected: list[tuple[object, ...]]) -> None:
    found = stated("一、收支预算总体情况", sentence)
    assert [(item.subject.measure, item.direction, item.of) for item in found] == expected


def test_reasons_are_told_apart() -> None:
    found = stated(
        "三、支出预算情况说明",
        "2026年支出预算500万元，比上年增加50万元，主要原因是新增了校舍修缮专项资金80万元、压减一般性项目经费30万元。",
    )
    assert [(item.raw, item.kind, item.direction, item.is_reason) for item in found] == [
        ("500万元", "amount", None, False),
        ("50万元", "change", "increase", False),
        ("80万元", "change", "increase", True),
        ("30万元", "change", "decrease", True),
    ]


def test_behind_a_bracket_the_sentence_goes_on_with_what_stood_before() -> None:
    found = stated(
        "“三公”经费情况说明",
        "公务用车购置及运行维护费34万元（公务用车购置费10万元；公务用车运行维护费24万元，比上年增加4万元。）比上年增加14万元。",
    )
    assert [item.subject.measure for item in found] == [
        "vehicle_total",
        "vehicle_purchase",
        "vehicle_operation",
        "vehicle_operation",
        "vehicle_total",
    ]


def test_parts_leave_the_subject_of_the_paragraph() -> None:
    found = stated(
        "二、收支预算总体情况",
        "（二）支出预算：2026年年初预算数40万元。按支出功能分类，包括教育支出10万元，住房保障支出30万元。比2025年增加5万元。",
    )
    assert found[-1].subject.function_name is None
    assert (found[-1].kind, found[-1].subject.measure, found[-1].of) == ("change", "total", 0)


def test_counts_and_prices() -> None:
    found = stated(
        "（三）国有资产占用情况说明",
        "截至2025年12月31日，共有车辆4台，其中：机要通信用车1辆；单价100万元（含）以上设备（不含车辆）2台（套）。2026年拟更新公务用车一辆。",
    )
    assert [(item.raw, item.kind, item.fiscal_year) for item in found] == [
        ("4台", "count", 2025),
        ("1辆", "count", 2025),
        ("100万元", "unit_price", 2025),
        ("2台（套）", "count", 2025),
        ("一辆", "count", 2026),
    ]


def test_tasks_are_not_counted() -> None:
    assert stated("（一）主要职责", "组织开展5项专项行动，召开3次会议，推进12个重点任务。") == []


def test_other_years_of_laws_and_carry_overs_are_not_the_figure_s() -> None:
    found = stated(
        "五、政府性基金预算支出情况说明",
        "根据《柳安区资金管理办法》（柳财〔2019〕8号），2026年政府性基金预算支出40万元，其中2025年结转10万元。",
    )
    assert [item.fiscal_year for item in found] == [2026, 2026]


def test_the_year_of_the_prose_counts_where_the_document_is_dated_wrongly() -> None:
    found = stated(
        "2026年收入预算10万元。",
        "2026年支出预算10万元。",
        "2026年机关运行经费1万元。",
        "公务接待费2万元。",
        about=About("k", "a.docx", "docx", "budget", 2025, None, None),
    )
    assert [item.fiscal_year for item in found] == [2026] * 4


def test_labels_of_charts_cells_of_forms_and_the_glossary_are_no_sentences() -> None:
    texts = [
        "44.12%其他收入",
        "≥95%",
        "产出指标数量指标维修房屋2间质量指标合格率100%",
        "六、名词解释",
        "住房公积金：缴存比例不低于5%。",
    ]
    assert stated(*texts) == []


def test_the_ends_of_a_change_are_linked_to_it() -> None:
    rows = records("2026年支出预算80万元，比2025年年初预算数60万元增加20万元，增长33.33%。")
    keys = [row.figure_key for row in rows]
    assert len(set(keys)) == 4
    assert [(row.of_key, row.base_key, row.base_year, row.base_stage) for row in rows[2:]] == [
        (keys[0], keys[1], 2025, "initial_budget"),
        (keys[0], keys[1], 2025, "initial_budget"),
    ]


def test_money_is_exact_and_knows_its_precision() -> None:
    rows = records("2026年收入预算总计1.25亿元，支出预算总计12500.00万元，增长3.5%。")
    assert [(row.amount_yuan, row.value, row.last_digit, row.unit_text) for row in rows] == [
        (Decimal("125000000.00"), None, Decimal("1000000.000000"), "亿元"),
        (Decimal("125000000.00"), None, Decimal("100.000000"), "万元"),
        (None, Decimal("3.500000"), Decimal("0.100000"), "%"),
    ]


def test_no_telephone_and_no_person_gets_in() -> None:
    contact = ContactRecord("k", None, 1, 1, "联系人", "梁小川", None, None, None)
    text = "2026年机关运行经费5万元，由梁小川负责解释，电话010-66668888或13900001111。"
    row = prose_of(document(text), BUDGET, set(), (contact,)).records[0]
    for word in ("梁小川", "66668888", "13900001111"):
        assert word not in row.sentence
    assert "欧阳小川" not in stated("项目负责人：欧阳小川，2026年机关运行经费5万元。")[0].sentence
    assert stated("联系人：梁小川 联系电话：010-66668888转2台") == []


def test_a_document_of_prose_alone_is_loaded() -> None:
    chapters = (
        "二、收入预算情况说明",
        "2026年收入预算9万元。",
        "三、支出预算情况说明",
        "2026年支出预算9万元，其中：基本支出4万元。",
    )
    extract = understand(document("柳安区民生局2026年部门预算情况说明", *chapters))
    assert (extract.document.outcome, extract.document.kind) == ("loaded", "budget")
    assert [row.raw for row in extract.prose] == ["9万元", "9万元", "4万元"]
    assert [cell.outcome for cell in extract.cell if cell.text.startswith("2026年收入")] == ["read"]


def test_a_final_account_of_prose_alone_is_known_as_one() -> None:
    chapters = ("2024年度收入决算9万元。", "2024年度支出决算9万元，其中：基本支出4万元，项目支出5万元。")
    extract = understand(document("柳安区民生局2024年度决算情况说明", *chapters))
    assert (extract.document.outcome, extract.document.kind) == ("loaded", "final")
    assert {row.stage for row in extract.prose} == {"final"}


def test_news_with_a_sum_in_it_is_no_account() -> None:
    extract = understand(document("柳安区举办招商会", "签约项目12个，总投资35亿元，比上年增长8%。"))
    assert extract.document.outcome == "no_statement"


def test_a_box_around_an_explanation_is_read_and_a_table_is_not() -> None:
    box = Grid(
        1,
        (
            Row(1, 1, (Cell("一、支出情况说明", 1),)),
            Row(1, 2, (Cell("2026年支出预算80万元，比上年增加20万元，增长33.33%。", 1),)),
        ),
        1,
    )
    table = Grid(2, (Row(1, 1, (Cell("基本支出合计为80万元，其余各项均按原预算安排执行", 1), Cell("80", 2))),), 2)
    both = Document("0" * 64, "a.xlsx", "xlsx", 1, (box, table))
    found = stated_figures(both, BUDGET, set())
    assert [(item.raw, item.place) for item in found] == [
        (raw, Place(1, 1, 2, 1)) for raw in ("80万元", "20万元", "33.33%")
    ]
    assert stated_figures(both, BUDGET, {Place(1, 1, 2, 1)}) == []
