"""Money and quantity expressions: cases of our own, and properties that hold for any text."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loaders.cost_texts import read_cost_text
from loaders.expressions import Expression, expressions, foldable, holds_at


def only(text: str) -> Expression:
    found = expressions(text)
    assert len(found) == 1, found
    return found[0]


@pytest.mark.parametrize(
    ("text", "yuan"),
    [
        ("12元", "12"),
        ("1,250,000元", "1250000"),
        ("３，５２８，０００元", "3528000"),
        ("5万4千元", "54000"),
        ("1亿2000万元", "120000000"),
        ("35.13万元", "351300"),
        ("14. 54万元", "145400"),
        ("约30万元", "300000"),
        ("预算60万，全年使用", "600000"),
        ("1.5亿元", "150000000"),
    ],
)
def test_money(text: str, yuan: str) -> None:
    found = only(text)
    assert found.kind == "money"
    assert found.value == Decimal(yuan)


@pytest.mark.parametrize(
    ("text", "value", "per"),
    [
        ("1100元/人/月", "1100", ("人", "月")),
        ("7.5元/人/天", "7.5", ("人", "天")),
        ("每人每月4900元", "4900", ("人", "月")),
        ("每人的月服务费平均4400元", "4400", ("人", "月")),
        ("每套210元", "210", ("套",)),
        ("人均1500元", "1500", ("人",)),
        ("26.18元/平米", "26.18", ("平方米",)),
    ],
)
def test_rates(text: str, value: str, per: tuple[str, ...]) -> None:
    found = only(text)
    assert (found.kind, found.value, found.per) == ("rate", Decimal(value), per)


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [("160人", "160", "人"), ("15个月", "15", "个月"), ("113816平方米", "113816", "平方米"), ("9.5%", "9.5", "%")],
)
def test_quantities(text: str, value: str, unit: str) -> None:
    found = only(text)
    assert (found.kind, found.value, found.unit) == ("quantity", Decimal(value), unit)


@pytest.mark.parametrize(
    ("text", "low", "high"), [("1-2期", "1", "2"), ("5-8万元", "50000", "80000"), ("50万元-80万元", "500000", "800000")]
)
def test_ranges_are_no_subtractions(text: str, low: str, high: str) -> None:
    found = only(text)
    assert (found.kind, found.value, found.upper) == ("range", Decimal(low), Decimal(high))


@pytest.mark.parametrize("text", ["", "无", "编号 11010000T000000123456", "1,000,000000元", "第A12B号"])
def test_texts_that_say_no_figure(text: str) -> None:
    assert not expressions(text)


@pytest.mark.parametrize(
    ("text", "computed", "stated", "holds"),
    [
        ("3000家*100元/家=30万元", "300000", "300000", True),
        ("4人×8000元/月/人×5个月+1人×9000元/月/人×6个月=21.4万元", "214000", "214000", True),
        ("9人*2000元/月/人*3个月，共5万4千元", "54000", "54000", True),
        ("2100元/月*70人*12月=1764000", "1764000", "1764000", True),
        ("2100元/月*70人*12月=176.4", "1764000", "1764000", True),
        ("316039.19×26.18≈8273906元", "8273905.9942", "8273906", True),
        ("120元+30元-50元=100元", "100", "100", True),
        ("维护费：1000.5元 + 2018年补差：99.5元 = 共计：1100元", "1100.0", "1100", True),
        ("100人*200元/人=3万元", "20000", "30000", False),
        ("20人×50元×10次，共计1.2万元", "10000", "12000", False),
    ],
)
def test_chains_and_what_they_state(text: str, computed: str, stated: str, holds: bool) -> None:
    chain = next(item for item in expressions(text) if item.stated is not None)
    assert (chain.computed, chain.stated, chain.holds) == (Decimal(computed), Decimal(stated), holds)


@pytest.mark.parametrize(
    ("text", "computed", "holds"),
    [
        ("招聘队员100人，每人每月4000元，服务期为12个月，费用480万元", "4800000", True),
        ("招聘队员100人，每人每月4000元，服务期为12个月，费用400万元", "4800000", False),
        ("招聘队员100人，每人每月4000元，共计480万元", "4800000", True),
        ("每套210元，200套，4.2万", "42000", True),
    ],
)
def test_products_told_in_prose(text: str, computed: str, holds: bool) -> None:
    found = [item for item in read_cost_text(text).expressions if item.kind == "product"]
    assert [(item.computed, item.holds) for item in found] == [(Decimal(computed), holds)]


@pytest.mark.parametrize(
    "text",
    [
        # Without the months nothing fits, so nothing can be said.
        "招聘队员100人，每人每月4000元，共计90万元",
        # Two counts of the same thing: which one is meant is open.
        "甲组100人，乙组20人，每人每月4000元，服务期为12个月，费用480万元",
        # A limit is not a product.
        "每平方米每年上限为82元。服务面积共计1000平方米，全年费用计划不超90000元。",
    ],
)
def test_prose_that_proves_nothing(text: str) -> None:
    assert not [item for item in read_cost_text(text).expressions if item.kind == "product"]


@pytest.mark.parametrize(
    ("text", "total", "how"),
    [
        ("预计投入39.97万元，严格按照制度使用。", "399700", "stated"),
        ("培训经费61000元；宣传经费59000元；活动经费80000元；", "200000", "parts"),
        ("1、制作服装20套，每套210元，4200元；2、上年尾款，5800元。", "10000", "parts"),
        ("一年金额控制在350万。", "3500000", "single"),
        ("每月14000元×12个月", "168000", "computed"),
        ("按进度支出", None, None),
        ("补助1100元/人/月；补贴1000元/人/月", None, None),
        # What is told after 其中 is inside the amount before it.
        ("总计36.5万元，其中市级20万元", "365000", "stated"),
        ("总计36.5万元，其中市级20万元，区级16.5万元", "365000", "stated"),
        ("安排经费36.5万元，其中：市级20万元。", "365000", "single"),
        ("1、设备10万元，其中进口3万元；2、耗材5万元", "150000", "parts"),
        ("设备费（包括安装）10万元，培训费（包括教材）5万元", "150000", "parts"),
        # Whether the second item is inside the first is not told.
        ("设备10万元，其中进口3万元；耗材5万元", None, None),
        ("大街100×26=2600元\n小街200×10=2000元\n共计：2600+2000=4600元", "4600", "single"),
    ],
)
def test_the_total_of_a_text(text: str, total: str | None, how: str | None) -> None:
    found = read_cost_text(text)
    assert (found.total, found.total_from) == (None if total is None else Decimal(total), how)


@pytest.mark.parametrize(
    ("text", "holds"),
    [
        ("预计投入30000元。一、党建10000元；二、宣传20000元。", True),
        ("预计投入30000元。一、党建10000元；二、宣传25000元。", False),
        ("预计投入3万元，其中：党建1万元、宣传1万元", None),
        ("预计投入3万元，其中：党建2万元、宣传1.6万元", False),
        ("设备费15000元，耗材费5000元。以上共计20000元。", True),
        ("服务费用92.5万元；住宿费60万元，总计84.8万元", False),
    ],
)
def test_sums_of_parts(text: str, holds: bool | None) -> None:
    assert [item.holds for item in read_cost_text(text).sums] == [holds]


@given(st.text(alphabet="0123456789.,，。；、万千百亿元人月个×*+-=≈/每共计约()（） 第一二", max_size=60))
def test_any_text_gives_ordered_spans_inside_it(text: str) -> None:
    assert len(foldable(text)) == len(text)
    position = 0
    for item in expressions(text):
        assert position <= item.start < item.end <= len(text)
        position = item.end
    read_cost_text(text)


@given(st.integers(1, 9999), st.integers(1, 99999), st.integers(1, 60))
def test_any_product_is_computed_exactly(people: int, yuan: int, months: int) -> None:
    exact = people * yuan * months
    good = only(f"{people}人×{yuan}元/人/月×{months}个月={exact}元")
    assert good.holds is True
    assert good.computed == exact
    assert only(f"{people}人×{yuan}元/人/月×{months}个月={exact + 1}元").holds is False


@given(st.decimals(min_value=1, max_value=10**9, places=2, allow_nan=False))
def test_any_amount_reads_the_same_however_it_is_printed(amount: Decimal) -> None:
    wide = str.maketrans("0123456789,.", "０１２３４５６７８９，．")
    printed = [f"{amount}元", f"{amount:,}元", f"{amount:,}元".translate(wide), f"{amount / 10000:f}万元"]
    assert {only(text).value for text in printed} == {amount}


@given(st.lists(st.integers(1, 10**7), min_size=2, max_size=8))
def test_numbered_parts_that_add_up_hold(parts: list[int]) -> None:
    items = "".join(f"{number}、第{'甲乙丙丁戊己庚辛'[number - 1]}项{part}元；" for number, part in enumerate(parts, 1))
    assert [item.holds for item in read_cost_text(f"{items}以上共计{sum(parts)}元。").sums] == [True]
    assert [item.holds for item in read_cost_text(f"{items}以上共计{sum(parts) + 7}元。").sums] == [False]


def test_rounding_is_judged_by_the_last_printed_digit() -> None:
    assert holds_at(Decimal("915000"), Decimal("915400"), Decimal(1000))
    assert not holds_at(Decimal("915000"), Decimal("915600"), Decimal(1000))
