"""Which kind of column a name speaks of: the words of 栏目 names, and the pinyin of their addresses."""

from __future__ import annotations

import re
from dataclasses import dataclass
from urllib.parse import urlsplit

from monitor.model.subject import ColumnKind

# Chinese puts the noun last: 政策解读 is a 解读, 规划公示 a 公示. The word that ends last decides.
_WORDS = (
    (ColumnKind.WEBSITE_REPORT, r"(?:网站|工作)(?:工作)?(?:年度)?(?:报表|年报)|网站年度报告"),
    (ColumnKind.ANNUAL_REPORT, r"年报|年度(?:工作)?报告|信息公开(?:工作)?(?:年度)?报告"),
    (ColumnKind.INTERPRETATION, r"解读|政策(?:问答|图解|一图[读看]懂)|图解|一图[读看]懂"),
    (
        ColumnKind.MESSAGES,
        r"信箱|邮箱|咨询|投诉|留言|互动(?:交流)?|来信|建言|信访|答复|回复(?:选登|选编)?|反馈|回应关切|征集|征求意见"
        r"|我要[问写]|问政|诉求(?:平台|窗口|办理)?|举报|(?:网上|在线|民意|问卷)调查|访谈|热线|问答",
    ),
    (
        ColumnKind.PERSONNEL,
        r"(?:人事|任免|招聘|招考|招录|录用)(?:信息|工作)?|任职|公务员|干部任前|事业单位公开",
    ),
    (ColumnKind.PLAN, r"规划(?:信息|纲要)?|计划|工作要点|工作安排"),
    (
        ColumnKind.DATA,
        r"统计(?:信息|月报|公报|年鉴)?|数据(?:发布|开放)?|预算|决算|预决算|财政(?:信息|收支|资金|专项清单)|三公经费|公报|收费清单"
        r"|经济运行|(?:价格|物价)监测",
    ),
    (
        ColumnKind.POLICY,
        r"政策|法规|规章|规范性文件|文件|法律|制度|办法|条例|公文|政府令|政府公报|[政区市县]府?办?发文",
    ),
    (
        ColumnKind.NOTICE,
        r"公告|公示|通知|通告|[村居社政党财事厂校院狱警]务公开|(?:招标|中标|采购|招投标)(?:信息)?|招生|拍卖"
        r"|双随机(?:、?一公开)?|行政(?:处罚|许可|强制|执法)(?:信息)?|执法公开|结果公开|抽检(?:信息)?|预警(?:信息)?|土地(?:出让|征收)|征地(?:信息)?",
    ),
    (
        ColumnKind.NEWS,
        r"要闻|动态|新闻|快讯|资讯|信息(?:快递|推送|速递)|(?:重要|政务|工作|最新)信息(?!公开)|工作简报|简报|简讯|头条|图片新闻|报道"
        r"|聚焦|关注|[一前]线|播报|传真|速递|今日\w{2,4}",
    ),
    (ColumnKind.TOPIC, r"专题|专项行动|主题教育|回顾|重点领域(?:信息公开)?"),
    (
        ColumnKind.STATIC,
        r"机构|职能|职责|领导(?:之窗|信息|班子)?|概况|简介|介绍|指南|指引|联系(?:方式)?|依申请(?:公开)?|设置|内设|区划|地图|目录|关于我们"
        r"|(?:权责|责权|权力|责任|负面|事项)清单|(?:办事|网上|在线)(?:服务|大厅)|(?:网上|在线)办[事理]|我要办理?|流程|地址|班子成员|历史沿革",
    ),
)
# What columns are about, where no word says what they are: each only the likelier guess.
_SUBJECTS = (
    (ColumnKind.NEWS, r"党建|基层|文明|活动|调度|风采|事业|先锋|乡村振兴"),
    (ColumnKind.NOTICE, r"服务|补贴|招商|民生|实事|科普|交易|公积金|登记|审批|监管|执法|下载|提案"),
    (ColumnKind.DATA, r"救助|低保|社保|物价|扶贫资金|保障资金"),
)
_PINYIN = {
    "tzgg": ColumnKind.NOTICE,
    "gsgg": ColumnKind.NOTICE,
    "gggs": ColumnKind.NOTICE,
    "zcwj": ColumnKind.POLICY,
    "zcfg": ColumnKind.POLICY,
    "gfxwj": ColumnKind.POLICY,
    "zcjd": ColumnKind.INTERPRETATION,
    "jdhy": ColumnKind.INTERPRETATION,
    "gzdt": ColumnKind.NEWS,
    "bmdt": ColumnKind.NEWS,
    "zwyw": ColumnKind.NEWS,
    "xwzx": ColumnKind.NEWS,
    "xwdt": ColumnKind.NEWS,
    "ywdt": ColumnKind.NEWS,
    "ghjh": ColumnKind.PLAN,
    "rsrm": ColumnKind.PERSONNEL,
    "rsxx": ColumnKind.PERSONNEL,
    "tjsj": ColumnKind.DATA,
    "tjxx": ColumnKind.DATA,
    "czyjs": ColumnKind.DATA,
    "ysjs": ColumnKind.DATA,
    "ndbg": ColumnKind.ANNUAL_REPORT,
    "gknb": ColumnKind.ANNUAL_REPORT,
    "xxgknb": ColumnKind.ANNUAL_REPORT,
    "zfxxgknb": ColumnKind.ANNUAL_REPORT,
    "xxgkndbg": ColumnKind.ANNUAL_REPORT,
    "wznb": ColumnKind.WEBSITE_REPORT,
    "zxts": ColumnKind.MESSAGES,
    "ldxx": ColumnKind.MESSAGES,
    "zt": ColumnKind.TOPIC,
    "ztzl": ColumnKind.TOPIC,
    "jgzn": ColumnKind.STATIC,
    "jgsz": ColumnKind.STATIC,
    "ldzc": ColumnKind.STATIC,
    "lxwm": ColumnKind.STATIC,
    "gkzn": ColumnKind.STATIC,
}
_SAID = tuple((kind, re.compile(words)) for kind, words in _WORDS)
_ABOUT = tuple((kind, re.compile(words)) for kind, words in _SUBJECTS)


@dataclass(frozen=True)
class Guess:
    """A kind and the words it was taken from. ``sure``: a word says what the column is."""

    kind: ColumnKind
    reason: str
    sure: bool


def kind_of(name: str, column_type: str, url: str, *, page: str = "list") -> Guess:
    """The kind of a column; ``page`` is the class of its page as ``ColumnFacts`` names it.

    What nothing speaks of is a kind that is never stale: a wrong guess must accuse nobody.
    """
    for source, text in (("name", name), ("ColumnType", column_type)):
        if found := _last(_SAID, text):
            return Guess(found[0], f"{source}: {found[1]}", sure=True)
    for part in reversed(urlsplit(url).path.lower().split("/")):
        if part in _PINYIN:
            return Guess(_PINYIN[part], f"address: {part}", sure=True)
    if page == "document":
        return Guess(ColumnKind.STATIC, "one page of text", sure=False)
    if found := _last(_ABOUT, name):
        return Guess(found[0], f"subject: {found[1]}", sure=False)
    return Guess(ColumnKind.TOPIC, "no word tells the kind", sure=False)


def _last(table: tuple[tuple[ColumnKind, re.Pattern[str]], ...], text: str) -> tuple[ColumnKind, str] | None:
    """The kind whose word ends last in ``text``, the longer of two that end together, and the word."""
    matches = [(m.end(), m.end() - m.start(), kind, m[0]) for kind, words in table for m in words.finditer(text[:60])]
    if not matches:
        return None
    *_, kind, word = max(matches, key=lambda found: found[:2])
    return kind, word
