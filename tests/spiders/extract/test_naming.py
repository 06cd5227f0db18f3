"""A page's own name, for columns that no menu names in words."""

from __future__ import annotations

import pytest

from spiders.extract.naming import name_of
from spiders.extract.page import from_text

META = '<meta name="SiteName" content="东河区人民政府"><meta name="columnname" content="通知公告">'
CRUMB = '<p>当前位置：<a href="/">首页</a> &gt; <a href="/gk/">政务公开</a> &gt; 政策文件</p>'


@pytest.mark.parametrize(
    ("head", "body", "name"),
    [
        (META + "<title>要闻</title>", CRUMB, "通知公告"),
        ("<title>要闻</title>", CRUMB, "政策文件"),
        ("<title>要闻</title>", "<p>您现在的位置：首页 » 政务公开 » 列表</p>", "政务公开"),  # 列表 names no column
        ("<title>工作动态_东河区人民政府</title>", "", "工作动态"),
        ('<meta name="SiteName" content="东河区人民政府"><title>东河区人民政府-工作动态</title>', "", "工作动态"),
        ("<title>关于召开二〇二六年全区春季农业生产工作现场会议的通知</title>", "", ""),  # a headline
        ("<title>Index</title>", "<p>当前位置：</p>", ""),
        ("", "", ""),
    ],
)
def test_meta_then_breadcrumb_then_title(head: str, body: str, name: str) -> None:
    page = from_text(f"<html><head>{head}</head><body>{body}</body></html>", "http://www.donghe.gov.cn/x/")
    assert name_of(page) == name
