"""Why something could not be looked at, in Chinese. Neither compliant nor at fault.

A sentence counts the reasons in a row, so none of them may hold a comma.
"""

from __future__ import annotations

import re
from typing import Final

_WORDS: Final = {
    "": "原因未记录",
    "not-looked": "检查期内未能安排核查",
    # the site did not let itself be read
    "anti-bot": "网站防护拦截自动访问",
    "unreachable": "核查时网站无法访问",
    "refused": "网站拒绝连接",
    "reset": "网站中断连接",
    "timeout": "访问超时",
    "dns": "域名无法解析",
    "no-name": "域名无法解析",
    "bad-answer": "网站应答异常",
    "insecure": "网站安全证书异常",
    "tls": "网站安全证书异常",
    "tls-obsolete": "网站仅支持已停用的加密协议",
    "moved": "登记地址失效或变更",
    "redesign": "网站疑似改版而栏目地址失效",
    "address": "登记地址有误",
    "scheme": "登记地址有误",
    "redirect-loop": "网站循环跳转",
    "too-many-hops": "网站跳转次数过多",
    "robots": "网站声明不允许自动访问",
    "login": "需要登录而未能读取",
    # on our side
    "our-network": "监测网络异常",
    "internal": "监测程序异常",
    "egress": "登记地址不在允许访问的范围",
    "egress-refused": "登记地址不在允许访问的范围",
    "too-large": "页面过大未能读全",
    # the page was there, but proves nothing
    "script-rendered": "页面由脚本生成而未能读取",
    "external-script": "页面由脚本生成而未能读取",
    "truncated": "页面传输不完整",
    "encoding": "页面编码错误未能读全",
    "parse-loss": "页面代码错误未能读全",
    "degraded": "页面读取不完整",
    "empty-answer": "网站返回空页面",
    "error-page": "网站返回错误页面",
    "not-html": "返回内容不是网页",
    "not-a-list": "页面未见信息列表",
    "no-entries": "页面未见信息条目",
    "no-items": "信息源未见信息条目",
    "several-lists": "页面有多个列表难以确定",
    "oldest-first": "列表正序排列未能读到最新一页",
    "no-page": "未能读取网站页面",
    "incomplete": "未能全部读取",
    "columns-unread": "部分栏目未能读取而不足以判定",
    # dates
    "undated": "页面未标注可识别的日期",
    "dates-disagree": "页面所载日期互相矛盾",
    "one-day": "各条信息日期相同而疑为迁移日期",
    "year-unclear": "页面日期未标注年份",
    "future-dates": "页面所载日期晚于核查日期",
    "future-date": "页面所载日期晚于核查日期",
    "url-only": "仅网址含日期而未能核实",
    # reports, accounts, availability
    "unit-not-named": "报告未标明单位而无法对应",
    "not-a-feed": "登记的信息源无法识别",
    "unsafe-xml": "登记的信息源格式不安全",
    "no-adapter": "该平台尚不支持自动核查",
    "no-source": "未登记可核查的来源",
    "manual": "需人工登记而未登记",
    "too-few-visits": "访问次数未达判定要求",
}

_STATUS = re.compile(r"http-(\d{3})")


def words(slug: str) -> str:
    """The reason in Chinese; a slug that nobody has worded is printed in brackets."""
    if (status := _STATUS.fullmatch(slug)) is not None:
        return f"网站返回错误代码{status[1]}"
    return _WORDS.get(slug, f"其他原因（{slug}）")
