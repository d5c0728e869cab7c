"""Tables that list projects with their indicators: 年度项目支出绩效表, 项目支出绩效目标表 and their like."""
