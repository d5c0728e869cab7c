"""A maker of small declaration forms as a Word table dumped as text: a tab opens a cell, a blank line ends a row."""

from __future__ import annotations

TITLE = "2031年项目支出绩效目标申报表"
OPTIONS = "1.大型会议培训    2.信息化系统改造类\n3.宣传活动类      4.其他一般类"
ROWS: tuple[tuple[str, str, str], ...] = (
    ("产出指标", "产出数量指标", "更换路灯120盏。"),
    ("", "产出质量指标", "验收合格。"),
    ("", "产出进度指标", "11月底前完成。"),
    ("", "产出成本指标", "预计投入36.5万元。"),
    ("效益指标", "经济效益指标", "不涉及"),
    ("", "社会效益指标", "方便居民夜间出行。"),
    ("", "环境效益指标", "无"),
    ("", "可持续影响指标", "长期使用。"),
    ("", "服务对象满意度指标", "居民满意度90%以上。"),
)


def row(*cells: str) -> str:
    return "".join(f"\t{cell}\n" for cell in cells) + "\n"


def head(
    name: str = "路灯更新",
    amount: str = "365000元",
    amount_label: str = "预算金额",
    options: str = OPTIONS,
    unit: str = "某街道城建科",
    unit_label: str = "部门（单位）名称",
    goal: str = "更新老旧路灯。",
) -> str:
    return (
        row(unit_label, unit)
        + row("项目名称", name, amount_label, amount)
        + row("项目负责人", "张三丰", "联系电话", "60000000")
        + row("单位地址", "某路1号", "邮政编码", "100000")
        + row("项目类型", options)
        + row("项目绩效目标", goal)
    )


def block(rows: tuple[tuple[str, str, str], ...] = ROWS) -> str:
    return row("绩效指标", "一级指标", "二级指标", "具体指标（指标内容、指标值）") + "".join(
        row("", *cells) for cells in rows
    )


def form(heading: str = "路灯更新经费", rows: tuple[tuple[str, str, str], ...] = ROWS, **fields: str) -> str:
    return f"{heading}\n" + head(**fields) + block(rows) + row("其他说明的\n问题", "", "", "无") + "\n\n"
