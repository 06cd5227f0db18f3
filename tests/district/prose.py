"""Titles and paragraphs: official in tone, about nobody, the same for ever for the same seed."""

from __future__ import annotations

from datetime import date, timedelta

NEWS = (
    "乡村振兴", "安全生产", "营商环境", "环境保护", "防汛抗旱", "秋冬季大气治理", "森林防火", "食品安全", "就业创业",
    "农村人居环境", "重点项目建设", "老旧小区改造", "全民健身", "校园安全", "基层卫生服务", "数字政府建设", "矛盾化解",
    "普法宣传", "节水型城市", "公共文化服务", "招商引资", "道路交通安全", "粮食生产",
)  # fmt: skip
VERBS = (
    "{who}召开{what}工作推进会", "{who}扎实开展{what}专项行动", "{who}组织{what}业务培训", "{who}调研{what}工作",
    "{who}多措并举推进{what}工作",
)  # fmt: skip
NOTICES = (
    "关于开展{what}专项检查的通知", "关于{what}有关事项的公告", "关于做好{what}工作的通知", "关于{what}项目的公示",
)  # fmt: skip
POLICIES = (
    "{who}关于印发《{what}实施方案》的通知", "{who}关于加强{what}工作的意见", "{who}关于印发《{what}管理办法》的通知",
)  # fmt: skip
READINGS = ("《{what}实施方案》政策解读", "一图读懂《{what}管理办法》", "《关于加强{what}工作的意见》解读")
PLANS = ("{who}{year}年{what}工作计划", "{who}{year}年{what}专项规划")
PEOPLE = ("{who}关于{what}专班成员调整的公示", "{who}公开选聘{what}工作人员公告")
FIGURES = ("{year}年{what}统计数据", "{what}资金公开情况（{year}年）")
LETTERS = ("关于{what}问题的咨询", "咨询{what}办理流程", "反映{what}有关问题")

PATTERNS = {
    "news": VERBS, "topic": VERBS, "notice": NOTICES, "policy": POLICIES, "interpretation": READINGS, "plan": PLANS,
    "personnel": PEOPLE, "data": FIGURES, "messages": LETTERS, "static": VERBS,
}  # fmt: skip


def title(seed: int, kind: str, who: str, day: date, number: int) -> str:
    """The title of the item that a column of ``kind`` publishes on ``day``."""
    turn = day.toordinal() + seed + 31 * number
    patterns = PATTERNS.get(kind, VERBS)
    return patterns[(turn * 2654435761 >> 16) % len(patterns)].format(
        who=who, what=NEWS[turn * 7 % len(NEWS)], year=day.year
    )


def minute(seed: int, day: date, number: int) -> str:
    """A time of publication before the opening hour, as HH:MM."""
    return f"08:{(day.toordinal() * 13 + seed + 7 * number) % 60:02}"


def paragraphs(title_: str, who: str, day: date) -> str:
    """The text of an article, with dates that are not its own."""
    eve = day - timedelta(days=2)
    return (
        f"<p>　　{eve.month}月{eve.day}日，{who}围绕“{title_}”进行专题部署。会议传达学习了上级有关文件精神，"
        f"通报了前一阶段工作进展，并就下一步工作提出明确要求。</p>\n"
        f"<p>　　截至{day.year - 1}年12月31日，各项任务完成率达到98.6%，较上年同期提高3.2个百分点。"
        "各责任单位要进一步压实责任，健全台账，定期调度，确保各项措施落到实处。</p>\n"
        "<p>　　下一步，将坚持问题导向，聚焦群众反映的突出问题，加强部门协同，完善长效机制。</p>\n"
    )


def document(name: str, who: str) -> str:
    """The text of a page that is no list."""
    return (
        f"<p>　　{who}贯彻落实党中央、国务院决策部署和省、市、区工作要求，负责本辖区有关行政管理工作。</p>\n"
        f"<p>　　{name}主要内容包括：（一）贯彻执行有关法律法规；（二）拟订发展规划并组织实施；"
        "（三）承担行政审批与公共服务；（四）完成上级交办的其他任务。</p>\n"
        "<p>　　办公时间：工作日上午9:00—12:00，下午1:30—5:30。联系电话：0635-0000000。</p>\n"
    )


def report(name: str, year: int) -> str:
    """The text of an annual report: its six sections."""
    heads = (
        "一、总体情况", "二、主动公开政府信息情况", "三、收到和处理政府信息公开申请情况",
        "四、政府信息公开行政复议、行政诉讼情况", "五、存在的主要问题及改进情况", "六、其他需要报告的事项",
    )  # fmt: skip
    opening = (
        f"<p>　　本报告由{name}根据《中华人民共和国政府信息公开条例》编制，所列数据的统计期限自{year}年1月1日起至"
        f"{year}年12月31日止。</p>\n"
    )
    return opening + "".join(
        f"<p><strong>　　{head}</strong></p>\n<p>　　{year}年，{name}严格落实有关规定，相关情况如实公开。</p>\n"
        for head in heads
    )
