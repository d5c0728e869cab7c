"""dim_unit and the codes of cities: each unit once, where it is, whose department, and names that do not travel."""

from __future__ import annotations

import pytest

from tests.sql.test_star import build, document, spending


@pytest.fixture(autouse=True)
def _no_rules(monkeypatch):
    monkeypatch.setattr("warehouse.model._apply_rules", lambda _: None)


def units(connection, *columns: str) -> dict[str, tuple]:
    rows = connection.execute(
        f"select unit_name, {', '.join(columns)} from main.dim_unit where unit_key <> 0"
    ).fetchall()
    assert len({row[0] for row in rows}) == len(rows)
    return {row[0]: row[1] if len(columns) == 1 else row[1:] for row in rows}


PLACES = (
    # name, city, district, level
    ("北京市水务局", "北京市", None, "city"),
    ("中共北京市委宣传部", "北京市", None, "city"),
    ("北京城市副中心工程建设管理办公室", "北京市", None, "city"),
    ("首都绿化委员会办公室", "北京市", None, "city"),
    ("西安市住房和城乡建设局", "西安市", None, "city"),
    ("西安市城乡建设干部学校", "西安市", None, "city"),
    ("广州市中心区交通项目管理中心", "广州市", None, "city"),
    ("上海市普陀区财政局", "上海市", "普陀区", "district"),
    ("上海市普陀区人民政府万里街道办事处", "上海市", "普陀区", "township"),
    ("中共上海市普陀区委社会工作部", "上海市", "普陀区", "district"),
    ("苏州市太仓市浏河镇人民政府", "苏州市", "太仓市", "township"),
    ("泉州市公安局晋江国际机场分局", "泉州市", None, "city"),
    ("中共江苏省委办公厅", None, None, "province"),
    ("国家信访局", None, None, "central"),
    ("红河州财政局", "红河哈尼族彝族自治州", None, "city"),
    # 朝阳区 is in several cities: the district is known, the city is not.
    ("朝阳区小关街道办事处", None, "朝阳区", "township"),
    # Places that the list of divisions does not have.
    ("松河市财政局", "松河市", None, "city"),
    ("松河市清柳县民政局", "松河市", "清柳县", "district"),
    ("市政工程管理处", None, None, None),
    ("乡镇企业服务中心", None, None, None),
)


def test_city_and_district_come_from_the_place_names_in_official_names(tmp_path):
    lines = [spending(number, unit_name=name, document_key=f"d{number}") for number, (name, *_) in enumerate(PLACES)]
    documents = [document(f"d{number}", unit_name=name) for number, (name, *_) in enumerate(PLACES)]
    found = units(build(tmp_path, spending=lines, document=documents), "city", "district", "level")
    assert found == {name: tuple(rest) for name, *rest in PLACES}


def test_a_unit_without_a_place_in_its_name_is_where_its_department_is(tmp_path):
    given = [("305", "无锡市教育局"), ("305001", "无锡市教育局（本级）"), ("305023", "立信高等职业技术学校")]
    lines = [spending(number, unit_code=code, unit_name=name) for number, (code, name) in enumerate(given)]
    connection = build(tmp_path, spending=lines, document=[document("d1", unit_name="无锡市教育局")])
    assert units(connection, "department_name", "city", "level", "unit_kind") == {
        "无锡市教育局": ("无锡市教育局", "无锡市", "city", "department"),
        "无锡市教育局（本级）": ("无锡市教育局", "无锡市", "city", "unit"),
        "立信高等职业技术学校": ("无锡市教育局", "无锡市", "city", "unit"),
    }


def test_who_gives_a_document_is_the_department_of_the_units_in_it(tmp_path):
    names = ["广州市水务局", "广州市水务局（本级）", "广州市河涌监测中心", "水资源处"]
    lines = [spending(number, unit_name=name) for number, name in enumerate(names)]
    title = "2026年广州市水务局部门预算"
    connection = build(tmp_path, spending=lines, document=[document("d1", unit_name="广州市水务局", title=title)])
    assert units(connection, "department_name", "unit_kind") == {
        "广州市水务局": ("广州市水务局", "department"),
        "广州市水务局（本级）": ("广州市水务局", "unit"),
        "广州市河涌监测中心": ("广州市水务局", "unit"),
        "水资源处": ("广州市水务局", "office"),
    }


def test_the_department_that_a_units_document_names_is_not_under_it(tmp_path):
    lines = [spending(1, unit_name="长沙市教育局"), spending(2, unit_code="201056", unit_name="长沙某某办公室")]
    given = document("d1", unit_code="201056", unit_name="长沙某某办公室", title="长沙某某办公室2026年部门预算")
    found = units(build(tmp_path, spending=lines, document=[given]), "department_name")
    assert found["长沙市教育局"] != "长沙某某办公室"


def test_brackets_of_two_widths_are_one_unit(tmp_path):
    names = ["深圳市财政局(本级)", "深圳市财政局（本级）", "深圳市财政局（本级）"]
    lines = [spending(number, unit_name=name) for number, name in enumerate(names)]
    connection = build(tmp_path, spending=lines, document=[document("d1", unit_name="深圳市财政局(本级)")])
    assert list(units(connection, "city")) in (["深圳市财政局(本级)"], ["深圳市财政局（本级）"])


def test_short_and_long_names_of_a_party_committee_are_one_unit(tmp_path):
    names = ["中国共产党江苏省委员会办公厅", "中共江苏省委办公厅", "中共江苏省委办公厅", "江苏省委办公厅"]
    lines = [spending(number, unit_name=name, document_key=f"d{number}") for number, name in enumerate(names)]
    documents = [document(f"d{number}", unit_name=name) for number, name in enumerate(names)]
    assert list(units(build(tmp_path, spending=lines, document=documents), "level")) == ["中共江苏省委办公厅"]


def test_spellings_with_and_without_the_scope_are_one_unit_where_their_codes_agree(tmp_path):
    lines = [
        spending(1, unit_code="305001", unit_name="无锡市教育局"),
        spending(2, unit_code="305001", unit_name="无锡市教育局（本级）"),
        spending(3, unit_code="305001", unit_name="无锡市教育局（本级）"),
    ]
    connection = build(tmp_path, spending=lines)
    assert units(connection, "unit_code") == {"无锡市教育局（本级）": "305001"}


def test_a_name_without_a_code_is_the_department_where_the_document_prints_it_beside_its_office(tmp_path):
    lines = [
        spending(1, unit_code="114", unit_name="苏州市审计局"),
        spending(2, unit_code="114001", unit_name="苏州市审计局"),
        spending(3, unit_name="苏州市审计局"),
    ]
    connection = build(tmp_path, spending=lines)
    found = connection.execute("select unit_code from mart.spending_line order by line_key").fetchall()
    assert found == [("114",), ("114001",), ("114",)]


def test_local_codes_keep_their_name_in_their_city(tmp_path):
    lines = [
        spending(1, document_key="d1", dept_economic_code="3010201", dept_economic_name="津贴一"),
        spending(2, document_key="d2", dept_economic_code="3010201", dept_economic_name="补贴二"),
        spending(3, document_key="d2", dept_economic_code="3010201"),
        spending(4, document_key="d3", dept_economic_code="3010201"),
        spending(5, document_key="d3", dept_economic_code="30102", dept_economic_name="津贴补贴"),
        spending(6, document_key="d4", dept_economic_code="3021502"),
        spending(7, document_key="d1", dept_economic_code="3021502"),
        spending(8, document_key="d5", dept_economic_code="3010201", dept_economic_name="省级津贴"),
        spending(9, document_key="d6", dept_economic_code="3010201"),
    ]
    given = [
        document("d1", unit_name="广州市水务局"),
        document("d2", unit_name="西安市气象局"),
        document("d3", unit_name="某某局"),
        document("d4", unit_name="北京市水务局"),
        document("d5", unit_name="江苏省人民检察院"),
        document("d6", title="江苏省2018年度省级部门预算公开报表"),
    ]
    connection = build(tmp_path, spending=lines, document=given)
    found = connection.execute("select dept_economic_name from mart.spending_line order by line_key").fetchall()
    # 二类会议费 is Beijing's name of 3021502: Guangzhou prints no name, and none is lent to it.
    assert [name for (name,) in found] == [
        *("津贴一", "补贴二", "补贴二", "3010201", "津贴补贴", "二类会议费", "3021502", "省级津贴", "省级津贴")
    ]
    assert connection.execute(
        "select issuer, item_name from main.dim_dept_economic where dept_economic_code = '3010201' order by issuer"
    ).fetchall() == [("d3", "津贴补贴"), ("广州市", "津贴补贴"), ("江苏省", "津贴补贴"), ("西安市", "津贴补贴")]
