"""The shape of an inventory: its lists, their fields, and the Chinese heads that spreadsheets may use.

A new field is one line here; both readers, the checks and the template follow.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from monitor.intake import takes, words
from monitor.model.subject import ColumnKind, Platform, SiteKind, SourceKind, UnitKind


@dataclass(frozen=True)
class Field:
    """One field. The first of ``heads`` is the template's; ``items`` are the fields of a list's entries."""

    name: str
    heads: tuple[str, ...]
    take: takes.Take
    needed: bool = False
    items: tuple[Field, ...] = ()
    choices: tuple[str, ...] = ()
    note: str = ""


def _firsts(chinese: Mapping[takes.E, tuple[str, ...]]) -> tuple[str, ...]:
    return tuple(said[0] for said in chinese.values())


def _kind(
    name: str, heads: tuple[str, ...], kinds: type[takes.E], chinese: Mapping[takes.E, tuple[str, ...]], needed: bool
) -> Field:
    return Field(name, heads, takes.one_of(kinds, chinese), needed, choices=_firsts(chinese), note="从下拉列表中选择")


CONTACT = (
    Field("name", ("姓名",), takes.part, needed=True),
    Field("email", ("邮箱",), takes.email),
    Field("phone", ("电话",), takes.part),
    Field("role", ("职责",), takes.part),
)

UNITS = (
    Field("id", ("编号", "单位编号"), takes.ident, needed=True, note="自定的简短代号，一经使用不再更改"),
    Field("name", ("名称", "单位名称"), takes.text, needed=True, note="单位全称"),
    _kind("kind", ("类别", "单位类别"), UnitKind, words.UNIT_KINDS, needed=True),
    Field("contacts", ("联系人",), takes.text, items=CONTACT, note="姓名|邮箱|电话|职责；多人用分号隔开"),
)

SITES = (
    Field("id", ("编号", "网站编号"), takes.ident, needed=True, note="自定的简短代号，一经使用不再更改"),
    Field("name", ("名称", "网站名称"), takes.text, needed=True, note="网站全称"),
    Field("unit", ("单位", "主办单位", "单位编号"), takes.ident, needed=True, note="填“单位”表中的编号"),
    Field("url", ("网址", "首页网址", "网站地址"), takes.url, needed=True, note="以 http:// 或 https:// 开头"),
    Field("code", ("网站标识码", "标识码"), takes.code, note="10位数字，或 bm 加8位数字"),
    _kind("kind", ("类别", "网站类别", "网站类型"), SiteKind, words.SITE_KINDS, needed=False),
)

COLUMNS = (
    Field("id", ("编号", "栏目编号"), takes.ident, needed=True, note="自定的简短代号，一经使用不再更改"),
    Field("site", ("网站", "所属网站", "网站编号"), takes.ident, needed=True, note="填“网站”表中的编号"),
    Field("unit", ("单位", "责任单位", "单位编号"), takes.ident, note="填“单位”表中的编号；不填为网站的主办单位"),
    Field("name", ("名称", "栏目名称"), takes.text, needed=True, note="栏目名称"),
    Field("url", ("网址", "栏目网址", "栏目地址"), takes.url, needed=True, note="栏目列表页的网址"),
    _kind("kind", ("类别", "栏目类别"), ColumnKind, words.COLUMN_KINDS, needed=True),
    Field("top_level", ("一级栏目", "是否一级栏目"), takes.flag, choices=("是", "否"), note="是或否，不填为否"),
    Field("max_age_days", ("更新期限", "更新期限(天)"), takes.whole(1, 3660), note="本地更严的更新期限（天），可不填"),
    Field("quiet.reason", ("免更新理由",), takes.text, note="确无内容可更新时填写，三项须填全"),
    Field("quiet.approved_by", ("免更新批准人",), takes.text, note="批准人姓名"),
    Field("quiet.until", ("免更新截止日期",), takes.day, note="如 2026-12-31，含当日"),
)

ACCOUNTS = (
    Field("id", ("编号", "账号编号"), takes.ident, needed=True, note="自定的简短代号，一经使用不再更改"),
    Field("unit", ("单位", "主办单位", "单位编号"), takes.ident, needed=True, note="填“单位”表中的编号"),
    _kind("platform", ("平台",), Platform, words.PLATFORMS, needed=True),
    Field("name", ("名称", "账号名称"), takes.text, needed=True, note="账号名称"),
    _kind("source.kind", ("来源类别", "来源"), SourceKind, words.SOURCE_KINDS, needed=True),
    Field("source.url", ("来源网址",), takes.url, note="来源为订阅源或网页时填写"),
    Field("source.uid", ("微博UID", "UID"), takes.key, note="来源为微博时填写"),
    Field("source.biz", ("公众号BIZ", "BIZ"), takes.key, note="来源为微信合集时填写"),
    Field("source.album", ("合集编号",), takes.key, note="来源为微信合集时填写"),
    Field("closed_on", ("关停日期",), takes.day, note="已关停的填写，如 2026-06-30"),
)

ANNUAL_REPORTS = (
    Field("unit", ("单位", "单位编号"), takes.ident, needed=True, note="填“单位”表中的编号"),
    Field("first_year", ("起始年度",), takes.whole(2008, 2099), needed=True, note="自该报告年度起逐年检查"),
    Field("deadline", ("截止日期", "公布截止日期"), takes.month_day, note="如 01-31；不填：政府03-31，其他01-31"),
    Field("url", ("网址", "年报网址"), takes.url, note="年报列表页；不填为网站的年报栏目"),
)

LISTS: Mapping[str, tuple[Field, ...]] = {
    "units": UNITS,
    "sites": SITES,
    "columns": COLUMNS,
    "accounts": ACCOUNTS,
    "annual_reports": ANNUAL_REPORTS,
}

# The first is the template's.
SHEETS: Mapping[str, tuple[str, ...]] = {
    "units": ("单位",),
    "sites": ("网站",),
    "columns": ("栏目",),
    "accounts": ("新媒体", "政务新媒体"),
    "annual_reports": ("年度报告", "年报"),
}
NOTES = ("填写说明", "说明")

# What a list's entry refers to, by id.
REFERENCES: Mapping[str, Mapping[str, str]] = {
    "sites": {"unit": "units"},
    "columns": {"site": "sites", "unit": "units"},
    "accounts": {"unit": "units"},
    "annual_reports": {"unit": "units"},
}

# What each kind of source needs; nothing else belongs to it.
SOURCE_NEEDS: Mapping[SourceKind, tuple[str, ...]] = {
    SourceKind.RSS: ("source.url",),
    SourceKind.PAGE: ("source.url",),
    SourceKind.WEIBO: ("source.uid",),
    SourceKind.WECHAT_ALBUM: ("source.biz", "source.album"),
    SourceKind.MANUAL: (),
}
