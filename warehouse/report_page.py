"""A notebook that ran, as one HTML page that needs nothing outside itself.

Styles, scripts, the font (reduced to the characters in use), charts and pictures are inside the page. Code is folded,
sections are listed, and the page prints without code and controls.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from html import escape
from pathlib import Path
from typing import Any

from warehouse.notebook.fonts import FAMILY, STACK, font_css
from warehouse.notebook.page import embeddable
from warehouse.notebook.renderer import MIME_TYPE, scripts
from warehouse.notebooks import Ran

_WORDS = {
    "en": {
        "index": "All pages",
        "contents": "On this page",
        "query": "Query",
        "code": "Code",
        "title": "What the budgets say",
        "failed": "This page is not complete",
        "made": "Made from the warehouse of",
        "no_script": "Charts need JavaScript, which is inside this page; nothing is fetched.",
    },
    "zh": {
        "index": "全部页面",
        "contents": "本页内容",
        "query": "查询",
        "code": "代码",
        "title": "预算说明了什么",
        "failed": "本页不完整",
        "made": "依据的仓库",
        "no_script": "图表需要 JavaScript（已内嵌在本页，不访问网络）。",
    },
}
_ACTIONS = {"en": '"Save as SVG","PNG_ACTION":"Save as PNG"', "zh": '"保存为 SVG","PNG_ACTION":"保存为 PNG"'}
_FINDING = re.compile(r'<p class="finding".*?</p>', re.DOTALL)
#: addresses that the drawing scripts carry as words; nothing fetches them, and without them nothing can.
_ADDRESS = re.compile(r"https?://(?!www\.w3\.org/)[^\"'`\s<>\\)]+")


@dataclass(frozen=True, slots=True)
class About:
    """What every page says of itself."""

    lang: str
    version: str
    names: tuple[tuple[str, str], ...]


@cache
def _scripts() -> str:
    # The name of a schema is read for its version, so its end stays.
    bare = re.sub(r"https://vega\.github\.io(?=/schema/)", "about:", scripts())
    return _ADDRESS.sub("about:blank", bare).replace("</script", "<\\/script")


@cache
def _style() -> str:
    text = (Path(__file__).resolve().parent / "report.css").read_text(encoding="utf-8")
    return text.replace("FONT_STACK", STACK)


def _markdown(text: str) -> str:
    from markdown_it import MarkdownIt

    html: str = MarkdownIt("commonmark", {"html": False}).enable("table").render(text)
    return html


def _highlighted(text: str, language: str) -> str:
    from pygments import highlight
    from pygments.formatters import HtmlFormatter
    from pygments.lexers import get_lexer_by_name

    html: str = highlight(text, get_lexer_by_name(language), HtmlFormatter(noclasses=True, nowrap=True, style="xcode"))
    return html


def findings_of(ran: Ran) -> list[str]:
    """The sentences that the notebook found, as HTML."""
    found: list[str] = []
    for cell in ran.content.cells:
        for output in cell.get("outputs", []):
            found += _FINDING.findall(_data(output).get("text/html", ""))
    return found


def _data(output: Any) -> dict[str, Any]:
    return dict(output.get("data", {}))


class _Body:
    """The cells of one notebook as HTML, and what the page needs for them."""

    def __init__(self, ran: Ran, lang: str) -> None:
        self.words = _WORDS[lang]
        self.parts: list[str] = []
        self.sections: list[tuple[str, str]] = []
        self.charts: list[str] = []
        for cell in ran.content.cells:
            if cell.cell_type == "markdown":
                self._text(str(cell.source))
            elif cell.cell_type == "code":
                self._code(str(cell.source))
                for output in cell.outputs:
                    self._output(output)

    def _text(self, source: str) -> None:
        def anchored(match: re.Match[str]) -> str:
            anchor = f"s{len(self.sections) + 1}"
            self.sections.append((anchor, match[1]))
            return f'<h2 id="{anchor}">{match[1]}</h2>'

        self.parts.append(re.sub(r"<h2>(.*?)</h2>", anchored, _markdown(source)))

    def _code(self, source: str) -> None:
        is_query = source.startswith("%%sql")
        text = source.partition("\n")[2] if is_query else source
        label = self.words["query" if is_query else "code"]
        code = _highlighted(text.strip(), "sql" if is_query else "python")
        self.parts.append(f'<details class="code"><summary>{label}</summary><pre>{code}</pre></details>')

    def _output(self, output: Any) -> None:
        data = _data(output)
        if output.output_type == "error":
            self.parts.append(f'<p class="problem">{escape(str(output.ename))}: {escape(str(output.evalue))}</p>')
        elif output.output_type == "stream":
            self.parts.append(f"<pre>{escape(str(output.text))}</pre>")
        elif MIME_TYPE in data:
            self._chart(data[MIME_TYPE])
        elif "text/html" in data:
            self.parts.append(str(data["text/html"]))
        elif "image/png" in data:
            self.parts.append(f'<img alt="" src="data:image/png;base64,{data["image/png"]}">')
        elif "text/plain" in data:
            self.parts.append(f"<pre>{escape(str(data['text/plain']))}</pre>")

    def _chart(self, specification: dict[str, Any]) -> None:
        place = f"chart{len(self.charts) + 1}"
        self.charts.append(embeddable(specification))
        label = escape(chart_title(specification), quote=True)
        self.parts.append(f'<figure><div id="{place}" role="img" aria-label="{label}"></div></figure>')


def chart_title(specification: dict[str, Any]) -> str:
    """The title of a chart as one line."""
    title = specification.get("title", "")
    text = title.get("text", "") if isinstance(title, dict) else title
    return " ".join(text) if isinstance(text, list) else str(text)


def notebook_page(ran: Ran, about: About) -> str:
    """The whole page of one notebook."""
    words = _WORDS[about.lang]
    body = _Body(ran, about.lang)
    contents = "".join(f'<li><a href="#{anchor}">{title}</a></li>' for anchor, title in body.sections)
    toc = f'<nav class="toc"><b>{words["contents"]}</b><ol>{contents}</ol></nav>' if contents else ""
    problem = f'<p class="problem">{words["failed"]}: {escape(ran.problem)}</p>' if ran.problem else ""
    # The table of contents stands after the introduction, which is the first text of a notebook.
    inside = [*body.parts[:1], toc, problem, *body.parts[1:], _neighbours(ran.name, about)]
    return _page(ran.title, "".join(inside), about, body.charts, way_back=True)


def _neighbours(name: str, about: About) -> str:
    names = [item for item, _ in about.names]
    place = names.index(name)
    before = about.names[place - 1] if place else None
    after = about.names[place + 1] if place + 1 < len(names) else None
    left = f'<a href="{before[0]}.html">← {escape(before[1])}</a>' if before else "<span></span>"
    right = f'<a href="{after[0]}.html">{escape(after[1])} →</a>' if after else ""
    return f'<nav class="pages">{left}{right}</nav>'


def index_page(runs: Sequence[Ran], about: About) -> str:
    """The page that leads to the others, with what each found."""
    cards = []
    for ran in runs:
        found = "".join(findings_of(ran)[:2])
        state = f'<p class="problem">{_WORDS[about.lang]["failed"]}</p>' if ran.problem else ""
        link = f'<h3><a href="{ran.name}.html">{escape(ran.title)}</a></h3>'
        cards.append(f"<li>{link}{found}{state}</li>")
    title = _WORDS[about.lang]["title"]
    body = f'<h1>{title}</h1><ul class="cards">{"".join(cards)}</ul>'
    return _page(title, body, about, [], way_back=False)


def _page(title: str, body: str, about: About, charts: Sequence[str], *, way_back: bool) -> str:
    words = _WORDS[about.lang]
    back = f'<a href="index.html">{words["index"]}</a> · ' if way_back else ""
    heading = f'<p class="where">{back}{words["made"]} {escape(about.version)}</p>'
    drawing = ""
    # Labels are measured when a chart is drawn, so the font must be there before; else they are cut.
    if charts:
        calls = "".join(
            f'vegaEmbed("#chart{place}", {specification}, options);' for place, specification in enumerate(charts, 1)
        )
        drawing = (
            f"<noscript>{words['no_script']}</noscript><script>{_scripts()}</script>"
            '<script>const options = { mode: "vega-lite", renderer: "svg", tooltip: { theme: "light" },'
            " actions: { export: true, source: false, compiled: false, editor: false },"
            f' i18n: {{ "SVG_ACTION": {_ACTIONS[about.lang]} }} }};'
            f'document.fonts.load("12px \'{FAMILY}\'", "预").finally(() => {{ {calls} }});</script>'
        )
    shown = f"{title}{body}{heading}{''.join(charts)}{''.join(words.values())}保存为"
    return (
        f'<!doctype html>\n<html lang="{"zh-CN" if about.lang == "zh" else "en"}"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>{escape(title)}</title><style>{font_css(shown)}\n{_style()}</style></head>"
        f"<body><header>{heading}</header><main>{body}</main><footer>{words['made']} {escape(about.version)}</footer>"
        f"{drawing}</body></html>\n"
    )
