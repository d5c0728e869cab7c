"""The books of the sample municipality: every line of spending of two units in two years, in yuan.

The lines of 2026 are written down; those of 2025 follow from them by fixed factors, rounded to whole cents (salaries)
or hundreds (projects). Codes and names are those of 政府收支分类科目.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from decimal import Decimal

ZERO = Decimal("0.00")
PERSONNEL, PUBLIC, PROJECT = "personnel", "public", "project"
GENERAL, CARRYOVER, GOV_FUND, OTHER = "general", "carryover", "gov_fund", "other"

CLASSES = {
    "201": "一、一般公共服务支出",
    "202": "二、外交支出",
    "203": "三、国防支出",
    "204": "四、公共安全支出",
    "205": "五、教育支出",
    "206": "六、科学技术支出",
    "207": "七、文化旅游体育与传媒支出",
    "208": "八、社会保障和就业支出",
    "210": "九、卫生健康支出",
    "211": "十、节能环保支出",
    "212": "十一、城乡社区支出",
    "213": "十二、农林水支出",
    "214": "十三、交通运输支出",
    "215": "十四、资源勘探工业信息等支出",
    "216": "十五、商业服务业等支出",
    "217": "十六、金融支出",
    "219": "十七、援助其他地区支出",
    "220": "十八、自然资源海洋气象等支出",
    "221": "十九、住房保障支出",
    "222": "二十、粮油物资储备支出",
    "223": "二十一、国有资本经营预算支出",
    "224": "二十二、灾害防治及应急管理支出",
    "229": "二十三、其他支出",
}
FUNCTIONS = {
    "201": "一般公共服务支出",
    "20103": "政府办公厅（室）及相关机构事务",
    "2010301": "行政运行",
    "20132": "组织事务",
    "2013202": "一般行政管理事务",
    "207": "文化旅游体育与传媒支出",
    "20701": "文化和旅游",
    "2070109": "群众文化",
    "208": "社会保障和就业支出",
    "20802": "民政管理事务",
    "2080201": "行政运行",
    "2080202": "一般行政管理事务",
    "2080208": "基层政权建设和社区治理",
    "2080299": "其他民政管理事务支出",
    "20805": "行政事业单位养老支出",
    "2080501": "行政单位离退休",
    "2080505": "机关事业单位基本养老保险缴费支出",
    "2080506": "机关事业单位职业年金缴费支出",
    "20810": "社会福利",
    "2081002": "老年福利",
    "2081006": "养老服务",
    "210": "卫生健康支出",
    "21011": "行政事业单位医疗",
    "2101101": "行政单位医疗",
    "212": "城乡社区支出",
    "21201": "城乡社区管理事务",
    "2120104": "城管执法",
    "2120199": "其他城乡社区管理事务支出",
    "21205": "城乡社区环境卫生",
    "2120501": "城乡社区环境卫生",
    "221": "住房保障支出",
    "22102": "住房改革支出",
    "2210201": "住房公积金",
    "229": "其他支出",
    "22960": "彩票公益金安排的支出",
    "2296002": "用于社会福利的彩票公益金支出",
}
GOV_ECONOMIC = {
    "50101": "工资奖金津补贴",
    "50102": "社会保障缴费",
    "50103": "住房公积金",
    "50199": "其他工资福利支出",
    "50201": "办公经费",
    "50203": "培训费",
    "50205": "委托业务费",
    "50206": "公务接待费",
    "50208": "公务用车运行维护费",
    "50209": "维修（护）费",
    "50299": "其他商品和服务支出",
    "50303": "公务用车购置",
    "50306": "设备购置",
    "50901": "社会福利和救助",
    "50905": "离退休费",
}
DEPT_ECONOMIC = {
    "301": "工资福利支出",
    "30101": "基本工资",
    "30102": "津贴补贴",
    "30103": "奖金",
    "30108": "机关事业单位基本养老保险缴费",
    "30109": "职业年金缴费",
    "30110": "职工基本医疗保险缴费",
    "30112": "其他社会保障缴费",
    "30113": "住房公积金",
    "30199": "其他工资福利支出",
    "302": "商品和服务支出",
    "30201": "办公费",
    "30202": "印刷费",
    "30205": "水费",
    "30206": "电费",
    "30207": "邮电费",
    "30211": "差旅费",
    "30213": "维修（护）费",
    "30216": "培训费",
    "30217": "公务接待费",
    "30226": "劳务费",
    "30227": "委托业务费",
    "30228": "工会经费",
    "30231": "公务用车运行维护费",
    "30239": "其他交通费用",
    "30299": "其他商品和服务支出",
    "303": "对个人和家庭的补助",
    "30302": "退休费",
    "30305": "生活补助",
    "310": "资本性支出",
    "31002": "办公设备购置",
    "31007": "信息网络及软件购置更新",
    "31013": "公务用车购置",
}


@dataclass(frozen=True)
class Unit:
    code: str
    name: str
    short: str

    @property
    def department_code(self) -> str:
        return self.code[:3]


LIUAN = Unit("631001", "青禾市临荷区人民政府柳岸街道办事处", "liuan")
MINSHENG = Unit("402001", "青禾市临荷区民生服务局", "minsheng")


@dataclass(frozen=True)
class Entry:
    """One line of the books."""

    function: str
    gov: str
    dept: str
    yuan: Decimal
    kind: str
    project: str | None = None
    fund: str = GENERAL

    @property
    def is_basic(self) -> bool:
        return self.kind != PROJECT


@dataclass(frozen=True)
class Books:
    """All lines of one unit in one year."""

    unit: Unit
    year: int
    entries: tuple[Entry, ...]

    def total(self, *, kind: str | None = None, fund: str | None = None, prefix: str = "", dept: str = "") -> Decimal:
        return sum((entry.yuan for entry in self.where(kind=kind, fund=fund, prefix=prefix, dept=dept)), ZERO)

    def where(
        self, *, kind: str | None = None, fund: str | None = None, prefix: str = "", dept: str = ""
    ) -> Iterator[Entry]:
        for entry in self.entries:
            if (
                (kind is None or entry.kind == kind)
                and (fund is None or entry.fund == fund)
                and entry.function.startswith(prefix)
                and entry.dept.startswith(dept)
            ):
                yield entry

    @property
    def fiscal(self) -> Decimal:
        return self.total() - self.total(fund=OTHER)

    def projects(self) -> dict[str, Decimal]:
        sums: dict[str, Decimal] = {}
        for entry in self.entries:
            if entry.project:
                sums[entry.project] = sums.get(entry.project, ZERO) + entry.yuan
        return sums


_LIUAN_BASIC = """
2080501 50905 30302 386520.00 personnel
2010301 50101 30101 4862316.00 personnel
2010301 50101 30102 7245180.00 personnel
2010301 50101 30103 5310427.50 personnel
2010301 50102 30112 74591.88 personnel
2010301 50201 30201 236400.00 public
2010301 50201 30205 38000.00 public
2010301 50201 30206 164500.00 public
2010301 50201 30207 52860.00 public
2010301 50201 30211 9600.00 public
2010301 50201 30228 298312.45 public
2010301 50201 30239 612000.00 public
2010301 50203 30216 57620.00 public
2010301 50206 30217 8600.00 public
2010301 50208 30231 125992.00 public
2010301 50209 30213 41375.00 public
2010301 50299 30299 187450.32 public
2080505 50102 30108 2386940.16 personnel
2080506 50102 30109 1193470.08 personnel
2101101 50102 30110 1342653.84 personnel
2210201 50103 30113 2148246.00 personnel
"""
_LIUAN_PROJECTS = """
2013202 50201 30201 50000.00 基层党组织服务群众经费
2013202 50205 30227 450000.00 基层党组织服务群众经费
2070109 50201 30202 34000.00 群众文化活动经费
2070109 50205 30226 186000.00 群众文化活动经费
2080208 50199 30199 7914580.00 社区工作者待遇经费
2080208 50205 30227 120000.00 社区议事协商经费
2080208 50205 30226 654300.00 社区共建服务经费 other
2081006 50205 30227 620000.00 社区养老服务站运营补助
2120104 50205 30226 1248720.00 城管执法保障经费
2120104 50306 31002 176400.00 城管执法保障经费
2120199 50209 30213 23846.75 老旧管线维修尾款 carryover
2120501 50205 30227 1873216.40 楼院环境整治经费
2120501 50205 30227 3286000.00 垃圾分类清运服务
"""
_MINSHENG_BASIC = """
2080201 50101 30101 2174652.00 personnel
2080201 50101 30102 3318240.00 personnel
2080201 50101 30103 2406815.25 personnel
2080201 50102 30112 33817.44 personnel
2080201 50201 30201 118600.00 public
2080201 50201 30205 12400.00 public
2080201 50201 30206 58300.00 public
2080201 50201 30207 24150.00 public
2080201 50201 30211 26000.00 public
2080201 50201 30228 134960.58 public
2080201 50201 30239 283200.00 public
2080201 50203 30216 29148.00 public
2080201 50206 30217 4300.00 public
2080201 50208 30231 36000.00 public
2080201 50299 30299 92376.16 public
2080505 50102 30108 1081934.40 personnel
2080506 50102 30109 540967.20 personnel
2101101 50102 30110 608588.10 personnel
2210201 50103 30113 973740.00 personnel
"""
_MINSHENG_PROJECTS = """
2080202 50205 30227 69300.00 社会组织等级评估 carryover
2080202 50209 30213 412300.00 民生信息平台运维
2080202 50306 31007 96000.00 民生信息平台运维
2080299 50901 30305 368500.00 困难群众节日慰问
2081002 50205 30227 1530000.00 居家养老巡视探访
2081002 50901 30305 4212600.00 高龄老人津贴
2296002 50205 30227 882000.00 养老设施适老化改造 gov_fund
"""
#: the lines of 2025 are those of 2026 times these, in turn
_FACTORS = tuple(Decimal(text) for text in ("0.97", "1.02", "0.985", "1", "0.95", "1.045", "0.9", "1.01"))


def _entries(basic: str, projects: str) -> Iterator[Entry]:
    for line in basic.split("\n"):
        if line:
            function, gov, dept, yuan, kind = line.split()
            yield Entry(function, gov, dept, Decimal(yuan), kind)
    for line in projects.split("\n"):
        if line:
            function, gov, dept, yuan, project, *fund = line.split()
            yield Entry(function, gov, dept, Decimal(yuan), PROJECT, project, fund[0] if fund else GENERAL)


def _earlier(entries: Iterable[Entry]) -> Iterator[Entry]:
    """The year before: other amounts, and money that was carried over into 2026 was this year's then."""
    for position, entry in enumerate(entries):
        step = Decimal("0.01") if entry.kind == PERSONNEL else Decimal("100")
        yuan = (entry.yuan * _FACTORS[position % len(_FACTORS)] / step).quantize(Decimal(1)) * step
        yield replace(
            entry, yuan=yuan.quantize(Decimal("0.01")), fund=GENERAL if entry.fund == CARRYOVER else entry.fund
        )


def books() -> dict[tuple[str, int], Books]:
    """(short name of the unit, year) -> its books."""
    out: dict[tuple[str, int], Books] = {}
    for unit, basic, projects in (
        (LIUAN, _LIUAN_BASIC, _LIUAN_PROJECTS),
        (MINSHENG, _MINSHENG_BASIC, _MINSHENG_PROJECTS),
    ):
        current = tuple(_entries(basic, projects))
        earlier = tuple(_earlier(current))
        if unit is MINSHENG:
            car = Entry("2080202", "50303", "31013", Decimal("180000.00"), PROJECT, "公务用车更新")
            earlier = (*earlier, car)
        out[(unit.short, 2026)] = Books(unit, 2026, current)
        out[(unit.short, 2025)] = Books(unit, 2025, earlier)
    return out


def wan(yuan: Decimal | None, decimals: int = 6) -> str:
    """Yuan as printed in 万元: grouped, with so many decimals; nothing for none."""
    if yuan is None or yuan == 0:
        return ""
    return f"{(yuan / 10000).quantize(Decimal(1).scaleb(-decimals)):,}"
