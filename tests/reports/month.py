"""A realistic month: eight units, eight sites, six accounts, twenty-five problems of many kinds."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from monitor.model.judgement import Evidence
from monitor.model.period import month
from monitor.model.problem import Problem, Severity, State
from monitor.model.subject import (
    Account,
    Column,
    ColumnKind,
    Inventory,
    Obligation,
    Platform,
    Quiet,
    Site,
    SiteKind,
    Source,
    SourceKind,
    SubjectKind,
    Unit,
    UnitKind,
)
from reports.monthly import Counts, Facts, RuleSet, RuleText, Unread

ZONE = ZoneInfo("Asia/Shanghai")
AS_OF = datetime(2026, 4, 1, 9, 30, tzinfo=ZONE)

RULES = {
    "home-stale": RuleText("首页不更新", Severity.VETO, "国办秘函〔2019〕19号单项否决指标“首页不更新”"),
    "site-columns-stale": RuleText("栏目不更新", Severity.VETO, "国办秘函〔2019〕19号单项否决指标“栏目不更新”"),
    "account-silent": RuleText("政务新媒体不更新", Severity.VETO, "国办秘函〔2019〕19号单项否决指标“内容不更新”"),
    "column-stale": RuleText("栏目更新不及时", Severity.DEDUCT, "国办秘函〔2019〕19号扣分指标“发布解读”"),
    "column-blank": RuleText("栏目空白", Severity.DEDUCT, "国办秘函〔2019〕19号扣分指标“发布解读”"),
    "link-broken": RuleText("链接不可用", Severity.DEDUCT, "国办秘函〔2019〕19号扣分指标“功能设计”"),
    "annual-report-late": RuleText("年度报告发布超期", Severity.DEDUCT, "《政府信息公开条例》第四十九条"),
    "annual-report-missing": RuleText("年度报告未发布", Severity.DEDUCT, "《政府信息公开条例》第四十九条"),
    "column-gone": RuleText("栏目地址失效", Severity.REMIND, "国办发〔2017〕47号", "M"),
    "meta-tags-missing": RuleText("网页标签不规范", Severity.REMIND, "国办发〔2017〕47号"),
}

_UNITS = [
    ("zfb", "东昌府区人民政府办公室", UnitKind.OFFICE),
    ("jyj", "东昌府区教育和体育局", UnitKind.DEPARTMENT),
    ("wjj", "东昌府区卫生健康局", UnitKind.DEPARTMENT),
    ("czj", "东昌府区财政局", UnitKind.DEPARTMENT),
    ("zjj", "东昌府区住房和城乡建设局", UnitKind.DEPARTMENT),
    ("nyj", "东昌府区农业农村局", UnitKind.DEPARTMENT),
    ("gl", "古楼街道办事处", UnitKind.SUBDISTRICT),
    ("tx", "堂邑镇人民政府", UnitKind.TOWN),
]
_COLUMNS = [
    ("news", "政务要闻", ColumnKind.NEWS),
    ("notice", "通知公告", ColumnKind.NOTICE),
    ("policy", "政策文件", ColumnKind.POLICY),
]


def _site(id_: str, name: str) -> Site:
    return Site(f"site-{id_}", f"{name}网站", id_, f"http://{id_}.dongchangfu.gov.cn/", f"371502{len(id_):04d}")


UNITS = tuple(Unit(*one) for one in _UNITS)
SITES = (
    Site("portal", "东昌府区人民政府门户网站", "zfb", "http://www.dongchangfu.gov.cn/", "3715020001", SiteKind.PORTAL),
    *(_site(id_, name) for id_, name, _ in _UNITS[1:]),
)
COLUMNS = (
    *(
        Column(f"{site.id}-{slug}", site.id, site.unit, name, f"{site.url}{slug}/", kind, top_level=True)
        for site in SITES
        for slug, name, kind in _COLUMNS
    ),
    Column(
        "portal-rs",
        "portal",
        "zfb",
        "人事任免",
        "http://www.dongchangfu.gov.cn/rs/",
        ColumnKind.PERSONNEL,
        quiet=Quiet("本年度无人事任免", "主管科室", date(2026, 12, 31)),
    ),
)
ACCOUNTS = (
    Account(
        "wx-dcf", "zfb", Platform.WECHAT, "东昌府发布", Source(SourceKind.RSS, url="http://rss.example/wx-dcf.xml")
    ),
    Account("wb-dcf", "zfb", Platform.WEIBO, "东昌府发布", Source(SourceKind.WEIBO, uid="7001002003")),
    Account("wx-jy", "jyj", Platform.WECHAT, "东昌府教育", Source(SourceKind.RSS, url="http://rss.example/wx-jy.xml")),
    Account("dy-wj", "wjj", Platform.DOUYIN, "健康东昌府", Source(SourceKind.MANUAL)),
    Account("wx-ny", "nyj", Platform.WECHAT, "东昌府三农", Source(SourceKind.RSS, url="http://rss.example/wx-ny.xml")),
    Account("wx-gl", "gl", Platform.WECHAT, "古楼发布", Source(SourceKind.RSS, url="http://rss.example/wx-gl.xml")),
)
INVENTORY = Inventory(UNITS, SITES, COLUMNS, ACCOUNTS, tuple(Obligation(unit.id, 2021) for unit in UNITS))


def problem(number: int, rule: str, kind: SubjectKind, subject: str, message: str, **changes: Any) -> Problem:
    """A confirmed problem first seen on 3 March; ``changes`` replaces fields."""
    owner = {one.id: one for one in (*UNITS, *SITES, *COLUMNS, *ACCOUNTS)}.get(subject)
    unit = owner.id if isinstance(owner, Unit) else getattr(owner, "unit", "zfb")
    site = subject if kind == "site" else getattr(owner, "site", None)
    locus = getattr(owner, "url", None) or "http://www.dongchangfu.gov.cn/"
    seen = datetime(2026, 3, 3, 8, 12, tzinfo=ZONE)
    last = datetime(2026, 3, 31, 8, 5, tzinfo=ZONE)
    made = Problem(
        number=f"2026-{number:06d}",
        rule=rule,
        severity=RULES[rule].severity,
        unit=unit,
        site=site,
        subject_kind=kind,
        subject=subject,
        key=locus,
        locus=locus,
        state=State.CONFIRMED,
        first_seen=seen,
        last_seen=last,
        message=message,
        ruleset="national-2019",
        revision=1,
        failing_since=seen,
        last_look=last,
        failed_looks=28,
        confirmed_at=seen + timedelta(days=1),
        due=date(2026, 4, 15),
        periods=1,
        evidence=(Evidence(locus, last, "ab" * 32, "evidence.warc.gz#1024"),),
    )
    return replace(made, **changes)


def stale(number: int, subject: str, newest: date, days: int = 14, **changes: Any) -> Problem:
    """A column whose newest entry is past its days, as the rule words it."""
    age = (date(2026, 3, 31) - newest).days
    message = f"最新一条发布于 {newest}，距今 {age} 天，超过 {days} 天"
    details = {"newest": newest.isoformat(), "age_days": age, "limit_days": days}
    return problem(number, "column-stale", SubjectKind.COLUMN, subject, message, details=details, **changes)


def dead(number: int, subject: str, path: str, pages: int, text: str = "", **changes: Any) -> Problem:
    """A dead address on so many pages."""
    address = f"http://www.dongchangfu.gov.cn{path}"
    return problem(
        number,
        "link-broken",
        SubjectKind.SITE,
        subject,
        f"链接不可用（返回 404），出现在 {pages} 个页面",
        locus=address,
        key=address,
        details={"pages": pages, "status": 404, "text": text},
        evidence=(Evidence(address, datetime(2026, 3, 31, 8, 7, tzinfo=ZONE), "cd" * 32),),
        **changes,
    )


FIXED = {"state": State.FIXED, "fixed_at": datetime(2026, 3, 20, 8, 3, tzinfo=ZONE)}
OLD = {
    "first_seen": datetime(2026, 2, 10, 8, 0, tzinfo=ZONE),
    "due": date(2026, 3, 16),
    "periods": 2,
    "confirmed_at": datetime(2026, 2, 11, 8, 0, tzinfo=ZONE),
}

PREVIOUS = (
    stale(88, "site-zjj-notice", date(2025, 9, 20), 180, **OLD),
    dead(90, "site-tx", "/tx/gk/2024/zn.html", 3, **OLD, reopened=1),
    stale(91, "site-jyj-news", date(2026, 2, 3), **(OLD | FIXED)),
    dead(92, "portal", "/old/app.apk", 41, **(OLD | FIXED)),
    problem(93, "column-blank", SubjectKind.COLUMN, "site-gl-policy", "栏目没有任何信息", **(OLD | FIXED)),
    stale(94, "site-czj-news", date(2026, 1, 20), **(OLD | {"state": State.DISMISSED})),
)

PROBLEMS = (
    *PREVIOUS[:5],
    problem(
        101,
        "home-stale",
        SubjectKind.SITE,
        "site-tx",
        "最新一条发布于 2026-03-02，距今 29 天，超过 14 天",
        details={"newest": "2026-03-02", "age_days": 29, "limit_days": 14},
    ),
    problem(
        102,
        "site-columns-stale",
        SubjectKind.SITE,
        "site-gl",
        "更新超期的栏目共 5 个，达到 5 个",
        details={"count": 5, "limit": 5},
        evidence=tuple(Evidence(one.url, AS_OF - timedelta(days=1)) for one in COLUMNS[:5]),
    ),
    problem(
        103,
        "account-silent",
        SubjectKind.ACCOUNT,
        "wx-ny",
        "最新一条发布于 2026-03-05，距今 26 天，超过 14 天",
        details={"newest": "2026-03-05", "age_days": 26, "limit_days": 14},
    ),
    stale(104, "site-jyj-news", date(2026, 2, 20)),
    stale(105, "site-wjj-news", date(2026, 3, 10), state=State.CONTESTED),
    stale(106, "site-nyj-news", date(2026, 2, 27), state=State.NOTIFIED),
    stale(107, "site-tx-news", date(2026, 2, 1)),
    problem(
        108,
        "column-stale",
        SubjectKind.COLUMN,
        "site-tx-policy",
        "最新一条发布于 2025-08-12，距今 231 天，超过 6 个月",
        details={"newest": "2025-08-12", "age_days": 231, "limit_months": 6},
        state=State.CLAIMED_FIXED,
    ),
    problem(109, "column-blank", SubjectKind.COLUMN, "site-zjj-policy", "栏目没有任何信息"),
    problem(110, "column-blank", SubjectKind.COLUMN, "site-nyj-policy", "栏目没有任何信息", **FIXED),
    dead(111, "portal", "/xwzx/zwyw/202403/t20240312_4410021.html", 12, "我区召开春季安全生产工作会议"),
    dead(112, "portal", "/zwgk/fdzdgknr/zcjd/attach/2023/0915/关于进一步做好稳就业工作的实施意见解读.pdf", 1),
    dead(113, "site-jyj", "/zsb/2025/index.htm", 214, "招生报名"),
    dead(114, "site-czj", "/ys/2024/ys.xls", 2, **FIXED),
    dead(115, "site-wjj", "/ym/list.html", 7),
    problem(
        116,
        "annual-report-missing",
        SubjectKind.UNIT,
        "gl",
        "未见 2025 年政府信息公开工作年度报告，截止日期 2026-01-31 已过 59 天",
        details={"year": 2025, "deadline": "2026-01-31", "days_late": 59},
        locus="http://www.dongchangfu.gov.cn/zwgk/nb/",
    ),
    problem(
        117,
        "annual-report-late",
        SubjectKind.UNIT,
        "nyj",
        "2025 年政府信息公开工作年度报告发布于 2026-02-12，晚于截止日期 2026-01-31 共 12 天",
        details={"year": 2025, "published": "2026-02-12", "deadline": "2026-01-31", "days_late": 12},
        locus="http://www.dongchangfu.gov.cn/zwgk/nb/nyj2025.html",
    ),
    problem(118, "column-gone", SubjectKind.COLUMN, "site-zjj-news", "登记的栏目地址连续 9 天返回 404"),
    problem(119, "meta-tags-missing", SubjectKind.SITE, "site-wjj", "首页缺少 SiteIDCode 标签"),
    problem(120, "meta-tags-missing", SubjectKind.SITE, "site-nyj", "首页缺少 SiteDomain、SiteIDCode 标签", **FIXED),
)

UNREAD = (
    Unread(SubjectKind.COLUMN, "site-czj-notice", "column-stale", "script-rendered"),
    Unread(SubjectKind.COLUMN, "site-czj-notice", "column-blank", "script-rendered"),
    Unread(SubjectKind.SITE, "site-zjj", "home-stale", "anti-bot"),
    Unread(SubjectKind.SITE, "site-zjj", "site-columns-stale", "anti-bot"),
    Unread(SubjectKind.ACCOUNT, "dy-wj", "account-silent", "not-looked"),
)

CHECKED = tuple(date(2026, 3, day) for day in range(1, 32) if day not in {7, 8, 19})


def facts(**changes: Any) -> Facts:
    """The month's facts; ``changes`` replaces fields."""
    made = Facts(
        office_name="东昌府区人民政府办公室",
        district="东昌府区",
        area_code="371502",
        period=month("2026-03"),
        as_of=AS_OF,
        number="2026年第3期",
        ruleset=RuleSet("national-2019", "政府网站与政务新媒体检查指标", "2026.1"),
        rules=RULES,
        inventory=INVENTORY,
        problems=PROBLEMS,
        due=date(2026, 4, 15),
        days_checked=CHECKED,
        unread=UNREAD,
        previous=PREVIOUS,
        previous_name="2026年第2期",
        counts=Counts(looks=1218, pages=20340, links=88412),
    )
    return replace(made, **changes)
