"""A report's findings as lines for the desk of the unit that wrote it."""

from __future__ import annotations

from collections.abc import Iterator

from spiders.extract.annual.facts import Finding, Report

_NAMES = {
    "balance": "勾稽关系不平",
    "result-sum": "办理结果合计有误",
    "column-sum": "行合计有误",
    "review-sum": "复议诉讼合计有误",
    "text-table": "正文与表格不一致",
    "sections": "章节缺失或标题不符",
    "numbering": "序号重复或跳号",
    "form": "格式不符",
    "year": "年份不符",
    "label-typo": "表格文字有误",
    "table-shape": "表格缺格或多格",
    "blank-cells": "应填数字而未填",
    "not-a-number": "单元格内不是数字",
    "carry-over": "与上年结转不衔接",
    "normative-roll": "规范性文件数与上年不衔接",
    "copied": "正文与上年雷同",
    "scrambled": "语句错乱",
    "two-names": "同一制度名称不一",
    "figure-missing": "所称图表未见",
}
_REASONS = {
    "scanned": "是扫描图片，没有文字",
    "mojibake": "文字层是乱码",
    "encrypted": "文件已加密",
    "unreadable": "文件打不开",
    "not-a-report": "不是政府信息公开工作年度报告",
    "form-before-2019": "是 2019 年以前的格式",
    "in-attachment": "正文在附件中，请检查附件",
    "no-tables": "没有找到申请情况表",
    "unfilled": "是未填写的模板",
}


def plain(target: str, report: Report) -> Iterator[str]:
    """A heading line, then one line a finding: what, where, what stands there and what should."""
    year = f"{report.year} 年度" if report.year else "年度不明"
    yield f"{target}：{report.unit or '单位不明'} {year}"
    if report.undecided:
        reason = report.undecided.split(":")[0]
        yield f"  未能判定：{_REASONS.get(reason, f'表格未能完全读懂（{report.undecided}）')}"
    yield from (_line("问题", finding) for finding in report.failed)
    yield from (_line("提示", finding) for finding in report.warnings)
    if not (report.failed or report.warnings or report.undecided):
        yield "  未发现问题"


def _line(kind: str, finding: Finding) -> str:
    name = _NAMES.get(finding.id, finding.id)
    return f"  {kind}　{name}：{finding.where}，现为“{finding.said}”，应为“{finding.expected}”"
