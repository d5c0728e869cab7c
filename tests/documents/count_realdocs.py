"""What a representative part of the real documents gives, as counts that may only go up (quarantine only down).

    python -m tests.documents.count_realdocs     writes tests/documents/realdocs_counts.csv again

Run it when the loaders read more than before, and look at the difference before committing it.
"""

from __future__ import annotations

import csv
from pathlib import Path

from loaders.extract import extract

SHARED = Path(__file__).resolve().parents[2].parent / "shared" / "realdocs"
COUNTS = Path(__file__).with_name("realdocs_counts.csv")
FIELDS = ("document", "statements", "amounts", "indicators", "projects", "repaired", "quarantined")
#: one or two of each layout: issuers, formats, budgets and final accounts, decoys
DOCUMENTS = (
    "cn-beijing-2026-tables/bj2026_zhongdaxm_baobiao.pdf",
    "cn-beijing-2026-tables/bj2026_tuiyi_baobiao_portrait.pdf",
    "cn-cities-2026/cc2026_xinfang_wrapped_digits.pdf",
    "cn-cities-2026/cq2026_zfbgt.pdf",
    "cn-cities-2026/cs2026_xinfang.pdf",
    "cn-cities-2026/fz2026_gongan.pdf",
    "cn-cities-2026/gz2026_xinfang.pdf",
    "cn-cities-2026/huz2026_caizheng.pdf",
    "cn-cities-2026/hz2026_qixiang.pdf",
    "cn-cities-2026/sh2026_shengtai_6pagesizes.pdf",
    "cn-cities-2026/su2026_shenji.pdf",
    "cn-cities-2026/sz2026_shenji.pdf",
    "cn-cities-2026/xa_yingji_2019_8col_balance.pdf",
    "cn-cities-2026/yt2026_shenji_wps.pdf",
    "cn-cities-2026/zh2026_caizheng.pdf",
    "cn-final-accounts/fs_guidaojiaotongju_2019_juesuan.pdf",
    "cn-final-accounts/gjxfj_2024_juesuan.pdf",
    "cn-final-accounts/pt_guizi_2024_juesuan.pdf",
    "cn-final-accounts/pt_juesuan_template_blank.pdf",
    "cn-jiangsu-2017-2019/js_shengwei_2017_tables.pdf",
    "cn-jiangsu-2017-2019/js_renda_2019_tables_a3.pdf",
    "cn-shanghai-putuo/pt_wanli_jiedao_2024.pdf",
    "cn-shanghai-putuo/pt_sifa_unit_2026.pdf",
    "cn-xls/sh_putuo_unit_budget_template.xlsx",
    "cn-xls/nbs_Anhui_2017_public_finance.xls",
    "csv-spending/al_treasury.csv",
    "decoys-not-budget/fz_yinpian_mulu_table.pdf",
    "decoys-not-budget/cz_shengtai_homepage.html",
    "decoys-not-budget/cq_caizheng_HTML_named.pdf",
)


def counts_of(document: str) -> dict[str, int]:
    one = extract(SHARED / document)
    return {
        "statements": len(one.statement),
        "amounts": len(one.spending) + len(one.revenue),
        "indicators": len(one.indicator),
        "projects": len(one.project),
        "repaired": sum(line.is_repaired for line in (*one.spending, *one.revenue)),
        "quarantined": len(one.quarantine),
    }


def expected_counts() -> dict[str, dict[str, int]]:
    with COUNTS.open(encoding="utf-8", newline="") as file:
        return {row["document"]: {field: int(row[field]) for field in FIELDS[1:]} for row in csv.DictReader(file)}


def main() -> None:
    with COUNTS.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, FIELDS, lineterminator="\n")
        writer.writeheader()
        for document in DOCUMENTS:
            writer.writerow({"document": document, **counts_of(document)})


if __name__ == "__main__":
    main()
