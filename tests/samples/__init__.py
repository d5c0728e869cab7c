"""The sample municipality: an invented city whose documents are shipped with the program and loaded by its demo.

青禾市临荷区 does not exist. Its two units, their projects, people and sentences are invented; the account codes and
names are the official ones. All documents are written from one set of accounts (`accounts`, `projects`), so that what
one table says, the others say too, except for the faults planted on purpose:

| fault | where | what should become of it |
|---|---|---|
| a damaged decimal: `12,599,200` for 12.599200 | 柳岸 2026 text, 支出预算总表, 公务用车运行维护费 | repaired |
| a shifted page: project money under 基本支出 | 柳岸 2026 text, 支出预算总表, four rows | repaired |
| a lost row: 邮电费 | 柳岸 2026 text, 一般公共预算财政拨款基本支出表 | finding: what is missing, and how much |
| an unreadable amount | 柳岸 2026 text, 政府购买服务 | quarantined, never guessed |
| a total that does not close: 政府采购 0.5 万元 too much | 民生 2025 workbook | a failing check |
| cost limits that do not add up to the project | 柳岸 2026 targets, 城管执法保障 | finding |
| a copied target: goal and indicators of another project | 柳岸 2026 targets, 社区共建服务 | finding |
| targets that say nothing (定性 优, =100 %) | 柳岸 2026 targets, 楼院环境整治 | finding |
| an over-confident self-evaluation: full marks below the target, 满意度 未做 yet full marks, 100 % execution because \
the budget was cut to the outcome | 柳岸 2025 self-evaluations, 群众文化活动 | findings |
| a cost text that adds up to something else | 柳岸 2026 declarations, 楼院环境整治 | finding |

`python -m tests.samples` writes them again, byte for byte.
"""
