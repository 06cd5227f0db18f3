"""The Chinese words for the kinds. The first word of each is the one the template offers."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from typing import Any

from monitor.model.subject import ColumnKind, Platform, SiteKind, SourceKind, UnitKind

UNIT_KINDS: Mapping[UnitKind, tuple[str, ...]] = {
    UnitKind.GOVERNMENT: ("政府", "人民政府"),
    UnitKind.OFFICE: ("办公室", "政府办公室", "政府办"),
    UnitKind.DEPARTMENT: ("部门", "工作部门"),
    UnitKind.TOWN: ("乡镇", "镇", "乡"),
    UnitKind.SUBDISTRICT: ("街道", "街道办事处"),
    UnitKind.INSTITUTION: ("事业单位",),
}

SITE_KINDS: Mapping[SiteKind, tuple[str, ...]] = {
    SiteKind.PORTAL: ("门户网站", "政府门户网站"),
    SiteKind.DEPARTMENT: ("部门网站",),
    SiteKind.OTHER: ("其他", "其他网站"),
}

COLUMN_KINDS: Mapping[ColumnKind, tuple[str, ...]] = {
    ColumnKind.NEWS: ("动态要闻", "动态", "要闻"),
    ColumnKind.NOTICE: ("通知公告", "公告"),
    ColumnKind.POLICY: ("政策文件", "政策"),
    ColumnKind.INTERPRETATION: ("政策解读", "解读"),
    ColumnKind.PERSONNEL: ("人事", "人事信息"),
    ColumnKind.PLAN: ("规划计划",),
    ColumnKind.DATA: ("数据发布", "统计数据"),
    ColumnKind.ANNUAL_REPORT: ("年报", "政府信息公开年报", "政府信息公开工作年度报告"),
    ColumnKind.WEBSITE_REPORT: ("网站工作年度报表",),
    ColumnKind.MESSAGES: ("政务咨询", "互动交流"),
    ColumnKind.TOPIC: ("专题", "专题专栏"),
    ColumnKind.STATIC: ("静态", "静态页面"),
}

PLATFORMS: Mapping[Platform, tuple[str, ...]] = {
    Platform.WECHAT: ("微信", "微信公众号"),
    Platform.WEIBO: ("微博", "新浪微博"),
    Platform.DOUYIN: ("抖音",),
    Platform.KUAISHOU: ("快手",),
    Platform.TOUTIAO: ("今日头条", "头条号"),
    Platform.CHANNELS: ("视频号", "微信视频号"),
    Platform.APP: ("客户端", "移动客户端", "APP"),
    Platform.MINI_PROGRAM: ("小程序", "微信小程序"),
    Platform.OTHER: ("其他",),
}

SOURCE_KINDS: Mapping[SourceKind, tuple[str, ...]] = {
    SourceKind.RSS: ("订阅源", "RSS"),
    SourceKind.WEIBO: ("微博",),
    SourceKind.WECHAT_ALBUM: ("微信合集",),
    SourceKind.PAGE: ("网页",),
    SourceKind.MANUAL: ("人工登记",),
}

# By type first: members of different enums with the same value are equal to each other.
_ALL: Mapping[type[StrEnum], Mapping[Any, tuple[str, ...]]] = {
    UnitKind: UNIT_KINDS,
    SiteKind: SITE_KINDS,
    ColumnKind: COLUMN_KINDS,
    Platform: PLATFORMS,
    SourceKind: SOURCE_KINDS,
}


def chinese(kind: StrEnum) -> str:
    """The word that the template writes for a kind."""
    return _ALL[type(kind)][kind][0]
