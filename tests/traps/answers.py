"""What the traps come to, written by hand from the docstring of `tests.traps`; money in 万元."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

Rows = list[tuple[Any, ...]]

NAIVE = {
    "select sum(amount_yuan) from mart.ledger where fiscal_year = 2026 and stage = 'budget'": [(2640,)],
    "select sum(amount_yuan) from mart.ledger where fiscal_year = 2025 and stage = 'budget'": [(200,)],
    "select sum(amount_yuan) from mart.ledger where fiscal_year = 2025 and stage = 'final'": [(180,)],
    "select city, sum(amount_yuan) from mart.ledger where fiscal_year = 2026 and stage = 'budget' group by 1": [
        ("青禾市", 2640)
    ],
    "select function_class_code, sum(amount_yuan) from mart.ledger where fiscal_year = 2026 and stage = 'budget'"
    " group by 1 order by 1": [
        ("201", 170),
        ("205", 700),
        ("207", 30),
        ("208", 900),
        ("212", 50),
        ("213", 430),
        ("221", 360),
    ],
    "select unit_name, sum(amount_yuan) from mart.ledger where fiscal_year = 2026 and stage = 'budget' group by 1"
    " order by 2 desc": [
        ("青禾市民政局", 1000),
        ("青禾市教育局", 800),
        ("青禾市水务局", 530),
        ("青禾市财政局", 210),
        ("青禾市城管局", 60),
        ("青禾市体育局", 40),
    ],
    "select sum(expenditure_yuan) from mart.unit_year where unit_name = '青禾市民政局甲中心'": [(400,)],
    "select unit, count(*) from mart.document where is_current and stage = 'budget' and scope = 'department'"
    " and fiscal_year = 2026 and unit = '青禾市水务局' group by 1": [("青禾市水务局", 1)],
}

#: query -> columns to look at -> rows. Money in 万元.
ANSWERS: dict[str, tuple[str, Rows]] = {
    "by_function": (
        "fiscal_year, stage, function_class_code, amount_yuan",
        [
            (2025, "budget", "201", 160),
            (2025, "budget", "221", 40),
            (2025, "final", "201", 140),
            (2025, "final", "221", 40),
            (2026, "budget", "208", 900),
            (2026, "budget", "205", 700),
            (2026, "budget", "213", 430),
            (2026, "budget", "221", 360),
            (2026, "budget", "201", 170),
            (2026, "budget", "212", 50),
            (2026, "budget", "207", 30),
        ],
    ),
    "by_function_item": (
        "fiscal_year, stage, function_code, amount_yuan, units",
        [
            (2026, "budget", "2050201", 700, 1),
            (2026, "budget", "2080501", 500, 1),
            (2026, "budget", "2130301", 430, 1),
            (2026, "budget", "2080502", 400, 1),
            (2026, "budget", "2210201", 360, 6),
            (2026, "budget", "2010601", 170, 1),
            (2025, "budget", "2010601", 160, 1),
            (2025, "final", "2010601", 140, 1),
            (2026, "budget", "2120101", 50, 1),
            (2025, "budget", "2210201", 40, 1),
            (2025, "final", "2210201", 40, 1),
            (2026, "budget", "2070301", 30, 1),
        ],
    ),
    "by_economic_item": (
        "dept_economic_code, amount_yuan, share_pct",
        [("30101", 500, Decimal("62.50")), ("30227", 200, Decimal("25.00")), ("30113", 100, Decimal("12.50"))],
    ),
    "function_by_economic": (
        "fiscal_year, function_class_name, dept_economic_class_name, amount_yuan",
        [
            (2026, "教育支出", "工资福利支出", 500),
            (2026, "教育支出", "商品和服务支出", 200),
            (2026, "住房保障支出", "工资福利支出", 100),
        ],
    ),
    "basic_and_project": (
        "unit_name, fiscal_year, stage, basic_yuan, project_yuan, total_yuan",
        [
            ("青禾市民政局", 2026, "budget", 500, 500, 1000),
            ("青禾市教育局", 2026, "budget", 600, 200, 800),
            ("青禾市水务局", 2026, "budget", 500, 30, 530),
            ("青禾市财政局", 2026, "budget", 150, 60, 210),
            ("青禾市城管局", 2026, "budget", 40, 20, 60),
            ("青禾市体育局", 2026, "budget", 30, 10, 40),
            ("青禾市财政局", 2025, "budget", 140, 60, 200),
            ("青禾市财政局", 2025, "final", 140, 40, 180),
        ],
    ),
    "budget_and_final": (
        "unit_name, fiscal_year, budget_yuan, final_yuan, final_over_budget_pct",
        [("青禾市财政局", 2025, 200, 180, Decimal("-10.00"))],
    ),
    "year_over_year": (
        "unit_name, function_class_name, last_year_yuan, this_year_yuan, change_yuan",
        [("青禾市财政局", "一般公共服务支出", 160, 170, 10), ("青禾市财政局", "住房保障支出", 40, 40, 0)],
    ),
    "other_budgets": (
        "unit_name, statement, amount_yuan",
        [("青禾市教育局", "general_public", 700)],
    ),
    "other_items": (
        "unit_name, fiscal_year, other_items_yuan, total_yuan",
        [
            ("青禾市民政局", 2026, None, 1000),
            ("青禾市教育局", 2026, 0, 800),
            ("青禾市水务局", 2026, None, 530),
            ("青禾市财政局", 2026, None, 210),
            ("青禾市财政局", 2025, None, 200),
            ("青禾市城管局", 2026, None, 60),
            ("青禾市体育局", 2026, None, 40),
        ],
    ),
    "outsourced_share": (
        "unit_name, outsourced_yuan, total_yuan, share_pct",
        [("青禾市教育局", 200, 800, Decimal("25.00"))],
    ),
    "personnel_and_running": ("unit_name", []),
    "units_ranked": (
        "place, fiscal_year, unit_name, amount_yuan",
        [
            (1, 2026, "青禾市民政局", 1000),
            (2, 2026, "青禾市教育局", 800),
            (3, 2026, "青禾市水务局", 530),
            (4, 2026, "青禾市财政局", 210),
            (5, 2026, "青禾市城管局", 60),
            (6, 2026, "青禾市体育局", 40),
            (1, 2025, "青禾市财政局", 200),
        ],
    ),
    "carryover_share": (
        "unit_name, carryover_yuan, revenue_yuan, carryover_pct",
        [("青禾市财政局", 10, 210, Decimal("4.76"))],
    ),
    "non_fiscal_share": ("sum(non_fiscal_yuan), count(*), count(distinct unit_name)", [(0, 8, 7)]),
    "revenue_sources": (
        "fiscal_year, stage, fund_kind, amount_yuan",
        [
            (2025, "budget", "general_public", 200),
            (2026, "budget", "general_public", 2590),
            (2026, "budget", "carryover", 10),
        ],
    ),
    "revenue_meets_expenditure": ("count(*), sum(abs(difference_yuan))", [(10, 0)]),
    "three_public_by_unit": (
        "unit_name, overseas_yuan, reception_yuan, vehicle_purchase_yuan, vehicle_operation_yuan, total_yuan",
        [("青禾市财政局", 0, 2, 0, 3, 5)],
    ),
    "procurement_by_kind": (
        "unit_name, goods_yuan, works_yuan, services_yuan, total_yuan",
        [("青禾市财政局", 10, None, 20, 30)],
    ),
    "services_purchased": ("unit_name", []),
    # Three self-evaluations, loaded twice.
    "scores": ("fiscal_year, score, evaluations", [(2025, "100", 1), (2025, "95 to below 100", 2)]),
    "points_lost": ("indicator_name, points_lost", [("清运厨余垃圾", Decimal(2))]),
    "budget_cut_to_outcome": ("project_name, initial_yuan", [("2025年群众文化活动经费", Decimal("214700.00"))]),
    "high_score_low_execution": ("project_name", []),
    "satisfaction_not_surveyed": ("indicator_name, actual_text", [("观众满意度", "未做")]),
    "actual_says_nothing": ("actual_text", []),
    "figures_by_level": ("sum(indicators), count(*)", [(18, 7)]),
    "specificity": ("fiscal_year, indicators", [(2025, 18)]),
    "copied_texts": ("indicator_name", []),
    "cost_limits_and_budget": ("project_name", []),
    "projects_without_targets": ("project_name", []),
    "targets_hundred_percent": ("project_name", []),
    "targets_without_figure": ("project_name", []),
    "project_categories": ("statement, category, projects", [("self_evaluation", "(no category printed)", 3)]),
    "largest_projects": (
        "project_name, statement",
        [
            ("2025年垃圾分类清运服务", "self_evaluation"),
            ("2025年群众文化活动经费", "self_evaluation"),
            ("2025年社区议事协商经费", "self_evaluation"),
        ],
    ),
    "documents_loaded": (
        "count(*), count(*) filter (where is_in_ledger), count(*) filter (where not is_current)",
        [(15, 8, 3)],
    ),
    "largest_lines": ("count(*), max(amount_yuan)", [(26, 500)]),
    "per_capita": (
        "unit_name, stage, amount_yuan, per_capita_yuan",
        [("青禾市财政局", "budget", 200, 20), ("青禾市财政局", "final", 180, 18), ("青禾市财政局", "budget", 210, 21)],
    ),
    # 收支总表, 支出预算总表 in three columns, once more by item, the general public budget in three columns.
    "unit_profile": ("count(*), max(leaves_yuan), max(printed_total_yuan)", [(8, 800, 800)]),
    "closing_by_document": ("count(*), sum(open)", [(15, 4)]),
    "coverage_by_document": ("count(*), sum(cells_quarantined)", [(15, 0)]),
    "rules_that_fail": ("count(*), min(file_name), max(file_name)", [(4, "shenji-2026.txt", "shenji-2026.txt")]),
    "findings_by_rule": ("sum(findings) filter (where severity = 'error')", [(4,)]),
    "quarantine_by_reason": ("reason", []),
    "repairs_by_rule": ("rule, repairs", [("digit", 1)]),
    # 400: 甲中心 in its department's table and twice in its own, the rows of the three editions of 水务局, …
    "figure_to_cell": (
        "count(*) filter (where statement = 'revenue_by_unit'), count(distinct line_key) = count(*)",
        [(2, True)],
    ),
    "prose_against_tables": ("count(*)", [(0,)]),
    "texts_with_word": ("count(*)", [(0,)]),
}
GIVEN = {
    "per_capita": {"unit": "财政局", "people": "10"},
    "unit_profile": {"unit": "教育局"},
    "figure_to_cell": {"amount": "4000000"},
    "texts_with_word": {"word": "没有这个词"},
}
#: where not every document can answer, how many of how many do
ANSWERED = {
    "by_function": "8 of 11 documents stand in the ledger; mart.document says why the others do not",
    "by_economic_item": "1 of 8 units and years in the ledger print economic items",
    "three_public_by_unit": "1 of 10 units and years print a table of the three public expenses",
    "budget_and_final": "1 of 7 units and years have both a budget and a final account",
    "carryover_share": "1 of 10 units and years print what is carried over",
    "year_over_year": "1 of 6 units have the budgets of two years running in the ledger",
}

PRINTED = {
    "README.md": [
        [
            ("青禾市体育局", 40),
            ("青禾市城管局", 60),
            ("青禾市教育局", 800),
            ("青禾市民政局", 1000),
            ("青禾市水务局", 530),
            ("青禾市财政局", 210),
        ]
    ],
    "README.zh-CN.md": [
        [
            ("青禾市体育局", 40),
            ("青禾市城管局", 60),
            ("青禾市教育局", 800),
            ("青禾市民政局", 1000),
            ("青禾市水务局", 530),
            ("青禾市财政局", 210),
        ]
    ],
    "docs/tutorial.md": [
        [("住房公积金", Decimal("100.00")), ("基本工资", Decimal("500.00")), ("委托业务费", Decimal("200.00"))],
        [
            ("住房保障支出", 360),
            ("一般公共服务支出", 170),
            ("农林水支出", 430),
            ("城乡社区支出", 50),
            ("教育支出", 700),
            ("文化旅游体育与传媒支出", 30),
            ("社会保障和就业支出", 900),
        ],
    ],
    "docs/explanation/the-right-sum.md": [
        [
            ("住房保障支出", 360),
            ("一般公共服务支出", 170),
            ("农林水支出", 430),
            ("城乡社区支出", 50),
            ("教育支出", 700),
            ("文化旅游体育与传媒支出", 30),
            ("社会保障和就业支出", 900),
        ],
    ],
}
