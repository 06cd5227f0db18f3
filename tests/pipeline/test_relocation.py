"""Enrolled columns of a rebuilt site, and what they seem to be now."""

from __future__ import annotations

import pytest

from monitor.model.relocation import Offer, relocations
from monitor.model.subject import Column, ColumnKind

NEWS, NOTICE, POLICY, TOPIC = ColumnKind.NEWS, ColumnKind.NOTICE, ColumnKind.POLICY, ColumnKind.TOPIC


def lost(name: str, kind: ColumnKind = NOTICE, *, top: bool = False) -> Column:
    return Column(name, "portal", "zfb", name, f"http://old/{name}/", kind, top)


def offer(name: str, kind: ColumnKind = NOTICE, url: str = "", *, sure: bool = True, top: bool = False) -> Offer:
    return Offer(name, url or f"http://new/{name}/", kind, sure, top)


@pytest.mark.parametrize(
    ("column", "now", "how"),
    [
        (lost("通知公告"), offer("通知 公告"), "same name"),
        (lost("通知公告"), offer("通知公告栏目"), "same name"),
        (lost("党建"), offer("党建", TOPIC), "same name"),  # whatever its kind seems to be
        (lost("政务要闻", NEWS), offer("要闻", NEWS), "similar name"),
        (lost("政策法规", POLICY), offer("政策法规解读", ColumnKind.INTERPRETATION), None),  # another column
        (lost("基层风采", NEWS), offer("基层风采展示", TOPIC, sure=False), "similar name"),  # its kind is a guess
        (lost("部门动态", NEWS), offer("工作快讯", NEWS), "same kind"),
        (lost("部门动态", NEWS), offer("工作快讯", NEWS, sure=False), None),
        (lost("乡村振兴", TOPIC), offer("文明城市", TOPIC), None),  # half of a site is a topic
    ],
)
def test_name_then_likeness_then_kind(column: Column, now: Offer, how: str | None) -> None:
    assert [pair.how for pair in relocations([column], [now])] == ([] if how is None else [how])


def test_the_surer_pair_is_made_first() -> None:
    news = [lost("部门动态", NEWS), lost("政务要闻", NEWS)]
    pairs = relocations(news, [offer("政务要闻", NEWS), offer("工作快讯", NEWS)])
    assert [(pair.was.name, pair.now.name) for pair in pairs] == [("部门动态", "工作快讯"), ("政务要闻", "政务要闻")]


def test_among_two_of_one_name_the_nearer_in_the_menu_is_meant() -> None:
    two = [offer("通知公告", url="http://new/1/"), offer("要闻", NEWS), offer("通知公告", url="http://new/2/")]
    pairs = relocations([lost("要闻", NEWS), lost("人事", ColumnKind.PERSONNEL), lost("通知公告")], two)
    assert [pair.now.url for pair in pairs] == ["http://new/要闻/", "http://new/2/"]


def test_nothing_is_in_two_pairs() -> None:
    pairs = relocations([lost("通知公告"), lost("公告通知")], [offer("通知公告")])
    assert [pair.was.name for pair in pairs] == ["通知公告"]
    assert relocations([], [offer("通知公告")]) == relocations([lost("通知公告")], []) == []
