"""How one row of a dumped form is cut into name, target and actual value: a table of cases."""

from __future__ import annotations

import pytest

from loaders.document import Place
from loaders.statements.self_evaluation.cells import Widths, text_of
from loaders.statements.self_evaluation.printed import PrintedLine, Speech, pieces_of
from loaders.statements.self_evaluation.scorer import Scorer, closing_pairs, readings


def cut(text: str, widths: Widths | None = None) -> tuple[str, str, str, str, str, str]:
    """The cells of a row as a dump prints it behind its label; `/` is a line end, `//` leaves a blank line."""
    lines: list[PrintedLine] = []
    for paragraph in f"标{'' if text.startswith('/') else ' '}{text}".split("//"):
        for number, line in enumerate(paragraph.split("/")):
            at = len(lines) + 1
            lines.append(PrintedLine(line, (Place(1, 0, at, 1),), int(number == 0 and at > 1), False))
    pieces = pieces_of(lines, Speech(aligned=True, jumps=True))
    best = readings(Scorer(pieces, widths or Widths()), 1, len(pieces), closing_pairs(pieces))[0]
    weight, score = (piece.text if piece else "" for piece in (best.weight, best.score))
    return text_of(best.name), text_of(best.target), text_of(best.actual), weight, score, text_of(best.reason)


@pytest.mark.parametrize(
    ("printed", "expected"),
    [
        ("发放人数 5人 达到目标 20 20", ("发放人数", "5人", "达到目标", "20", "20", "")),
        ("开办数量 1 1 20 20", ("开办数量", "1", "1", "20", "20", "")),
        ("项目数量 113 110 10 9", ("项目数量", "113", "110", "10", "9", "")),
        ("发放数量 发放 31 人次 达到目标 10 10", ("发放数量", "发放 31 人次", "达到目标", "10", "10", "")),
        (
            "按时完成 23 年 12 月底前完成 达到目标 10 10",
            ("按时完成", "23 年 12 月底前完成", "达到目标", "10", "10", ""),
        ),
        ("居民满意度 达到 95% 5 0 未做", ("居民满意度", "达到 95%", "", "5", "0", "未做")),
        ("居民满意度 达到 95% 5 未做", ("居民满意度", "达到 95%", "", "5", "", "未做")),
        ("及时发放 100% 完成目标 15 15", ("及时发放", "100%", "完成目标", "15", "15", "")),
        ("生态效益指标 不适用 0", ("生态效益指标", "不适用", "", "0", "", "")),
        ("不适用", ("", "不适用", "", "", "", "")),
        ("— — — — —", ("", "—————", "", "", "", "")),
        ("生态效益 — — — —", ("生态效益", "————", "", "", "", "")),
        ("改善环境，促进可持续发展 10 10", ("", "改善环境，促进可持续发展", "", "10", "10", "")),
        ("医疗收入 80 万元 20 10 8 当年投入使用", ("医疗收入", "80 万元", "20", "10", "8", "当年投入使用")),
        ("质量指标 达到要求的标准/完 成 目/标//10 10", ("质量指标", "达到要求的标准", "完成目标", "10", "10", "")),
        ("/发放补贴老年//乡医人数/3 人 3人 10 10", ("发放补贴老年乡医人数", "3 人", "3人", "10", "10", "")),
        ("/≤12.5 万//元/12.5 万元 达到目标 10 10", ("≤12.5 万元", "12.5 万元", "达到目标", "10", "10", "")),
        ("组织培训 ≥3 次 4次 10 10", ("组织培训", "≥3 次", "4次", "10", "10", "")),
    ],
)
def test_cells_of_a_row(printed: str, expected: tuple[str, ...]) -> None:
    assert cut(printed) == expected


def test_the_width_of_a_column_tells_where_a_long_cell_ends() -> None:
    row = "/保障老人就近用餐//的服务点/正常运行/达到目//标/10 10"
    assert cut(row, Widths(name=8, target=6, actual=3))[:3] == ("保障老人就近用餐的服务点", "正常运行", "达到目标")
