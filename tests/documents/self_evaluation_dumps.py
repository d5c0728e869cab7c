"""Small dumped self-evaluation forms of an invented street office, as a text extraction prints them.

A blank line stands where the text jumps; a leading blank marks the first line of a page.
"""

from __future__ import annotations

HEADINGS = """\
绩
效
指
标

一级
指标

二级指标 三级指标
年度

指标值
实际
完成值

分
值

得分
偏差原因分
析及改进
措施
"""

FUNDS_HEADINGS = """\
项目资金
（万元）

年初预
算数

全年预
算数

全年
执行数

分
值

执行
率

得分
"""


def head(name: str, total: str, fiscal: str, goal: str = "为辖区居民提供便民维修服务。 完成目标") -> str:
    """Project, units, contact, funds and goal. `total` and `fiscal` are the printed rows of the funds."""
    return f"""\
（2025 年度）

项目名称 {name}

主管部门 柳岸街道办事处 实施单
位

社区建设办公室

项目负责人 顾清禾 联系电
话

00010002

{FUNDS_HEADINGS}
年度资金总额 {total}

其中：当年财政
拨款

{fiscal}

上年结转资金 — —

其他资金 — —

年度总
体目标

预期目标 实际完成情况

{goal}
"""


OUTPUTS = """\
产出
指标

数量指标 维修次数 120 次 126 次 20 20

质量指标
返修率控制

情况
≤3% 达到目标 20 20

时效指标 ≤1 年 1年
达到目

标
10 10

成本指标 成本指标 不超预算金额
达到目

标
10 10
"""

BENEFITS = """\
效益
指标

社会效益
指标

社会效益
方便居民就近维修，减少等候时间，提升居民对社区服

务的认可程度
达到目

标
15 15

生态效益
指标

— — — — —

可持续影响指
标

可持续影响
指标

不适用 0
"""

SATISFACTION = """\
满意
度

指标

服务对象满意
度标

居民满意度 达到 95% 15 10 未做
"""

TOTAL = "\n总分 100 95\n"

#: one whole form; its indicators are worth 90 points, 85 reached
BODY = f"{HEADINGS}\n{OUTPUTS}\n{BENEFITS}\n{SATISFACTION}{TOTAL}"
FORM = head("便民维修服务", "12 11.5 11.5 10 100% 10", "12 11.5 11.5 — 100% —") + "\n" + BODY
#: money given during the year: nothing stands under 年初预算数
ADDED = head("临时救助", "10 10 10 100% 10", "10 10 — 100% —") + "\n" + BODY


def interleaved() -> str:
    """The rest of the first form is printed after the head of the second one, where a page ends."""
    first = head("便民维修服务", "12 11.5 11.5 10 100% 10", "12 11.5 11.5 — 100% —")
    second = head("楼道照明改造", "8 8 6 10 75% 7.5", "8 8 6 — 75% —")
    cut = second.index("上年结转资金")
    return (
        f"{first}\n{HEADINGS}\n{OUTPUTS}{second[:cut].rstrip()}\n\n{BENEFITS}\n{SATISFACTION}{TOTAL.rstrip()}\n"
        f" {second[cut:]}\n{BODY}"
    )
