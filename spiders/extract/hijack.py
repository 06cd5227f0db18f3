"""Signs that a page a portal links to is no longer what was linked: gambling, pornography, loans, a domain for sale. Pure.

A sign is a question for a person, never a verdict, and none is given in doubt. Words alone mislead: the police write
of gambling more than anybody, the lottery of the state fills its pages with them. So the title must carry a name of the
trade, the text several different words of its selling, and neither may sound like an authority. A domain that changed
is no sign of itself, sites move; it counts beside the words.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

if TYPE_CHECKING:
    import tldextract

READ = 20_000  # characters of text that are looked at; sellers say what they sell at once
SELLING = 3  # different words of selling, one of them the trade's own, that make a sign ...
MOVED = 2  # ... and where the address has left the domain that was linked
REPEATED = 5  # times that a brand in the title stands in the text of a page it was stamped on
PARKED = 2500  # characters; a page that offers a domain says little more than that
AUTHORITY = 2  # different words of an authority in the text that make it a report about the trade


@dataclass(frozen=True)
class _Trade:
    """A trade by its names, which the title carries, and by the words that it alone sells with."""

    name: str
    titles: re.Pattern[str]
    selling: re.Pattern[str]
    official: bool = True  # whether a hijacked page under gov.cn may say so


def _words(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.IGNORECASE)


_BRANDS = (  # names that nothing honest bears; stamped on an old page they tell enough
    "开云体育(?!馆)|乐鱼体育|亚博体育|华体会体育|米兰体育|爱游戏体育|九游体育|江南体育|必威体育|皇冠体育|伟德体育|bet365|kaiyun|leyu体育|PG电子"
)
_COMMON = (  # words that anybody sells with
    r"开户|充值|提现|提款|会员登录|登录入口|官方入口|(?:下载|安装)app|app(?:下载|安装)|在线观看|免费观看|在线播放|代理加盟|免费开户|一区|二区|三区|最新网址"
)
_TRADES = (
    _Trade(
        "gambling",
        _words(
            rf"{_BRANDS}|澳门新葡京|新葡京|威尼斯人娱乐|澳门金沙|永利娱乐|银河娱乐|太阳城娱乐|云顶娱乐|ag真人|AG亚游|尊龙凯时|博彩|娱乐城|百家乐|体育投注"
            r"|彩票平台|彩票投注|真人荷官|真人视讯|真人娱乐|老虎机|电子游艺|六合彩|时时彩|赛车pk10|北京赛车|澳门赌|赌场|线上赌|网赌|现金棋牌"
            r"|买球(?:网|平台|app)|外围投注"
        ),
        _words(
            r"注册(?:即)?送|送彩金|彩金|首存|首充|下注|投注|返水|返佣|在线娱乐|真人视讯|真人荷官|荷官|老虎机|捕鱼|棋牌|电子游艺|赔率|盘口|试玩|体验金"
            r"|存款优惠|备用网址|线路检测|百家乐|龙虎斗|彩票平台"
        ),
    ),
    _Trade(
        "pornography",
        _words(
            r"成人(?:电影|视频|影院|影视|网站|小说|直播|在线)|高清无码|无码(?:视频|在线|专区)|国产自拍|亚洲av|(?<![a-z])av(?:在线|视频|网站)|欧美(?:色情|性爱)"
            r"|黄色(?:视频|网站)|免费黄片|性爱视频|裸聊|约炮|(?<![a-z])A片(?!区)|毛片|三级片(?!区)|情色"
        ),
        _words(
            r"高清无码|无码视频|福利视频|番号|18禁|年满18|自拍偷拍|欧美日韩|人妻|制服丝袜|激情视频|裸聊|同城约|楼凤|永久地址|发布页|成人视频|日韩无码"
        ),
    ),
    _Trade(
        "loans",
        _words(r"网贷|小额贷款|无抵押贷款|贷款平台|信用贷|现金贷|借钱|急用钱|贷款app|股票配资|配资(?:平台|公司|炒股)"),
        _words(
            r"秒批|秒到账|极速(?:到账|放款)|(?:不看|无视|不查)征信|黑户|必下款|口子|凭身份证|配资|杠杆|日息",
        ),
        official=False,
    ),
)
_STAMPED = _words(_BRANDS)
_WITH = _words(_COMMON)
_AGAINST = _words(
    r"打击|严打|公安|反诈|警惕|案|通报|整治|禁止|严禁|防范|查处|禁赌|远离|拒绝|举报|揭秘|揭露|判|法院|检察|司法|抓获|侦破|破获|涉嫌|涉赌|诈骗|骗|专项|宣传"
    r"|危害|民警|警方|警示|提示|提醒|治理|处罚|扫黄|打非|净网|曝光|风险|倡议|通知|公告|通告|声明|说明|关于|意见|办法|规定|条例|政策|解读|福利彩票|福彩|体育彩票|体彩"
    r"|创业|担保|贴息|普惠|惠农|助农|支农|人民银行|研究|论文|立法|监管"
)
_OF_AUTHORITY = _words(
    r"公安(?:机关|局|分局|厅|部)|反诈|民警|人民法院|检察院|犯罪|违法|涉嫌|抓获|被告人|诈骗|举报|警方|中国福利彩票|中国体育彩票"
)
_FOR_SALE = _words(
    r"(?:this|the) domain(?: name)?(?: \S{3,80})? (?:is|may be) (?:for sale|available for purchase)|buy this domain|domain (?:has expired|is parked|parking)"
    r"|sedo(?:parking| domain parking)|hugedomains\.com|afternic|\bdan\.com\b|parked free,? courtesy of|域名停放|(?:本|此|该)域名(?:正在)?(?:出售|转让|可转让|待售)"
    r"|(?:该|此|本|您(?:所)?访问的)域名已(?:经)?(?:过期|到期)"
)
_FOR_SALE_TITLE = _words(r"域名(?:出售|转让|交易|已过期|已到期|停放)|domain (?:for sale|parking)|is for sale")


def signs(url: str, final_url: str, title: str, text: str) -> tuple[str, ...]:
    """The signs on the page that ``url`` led to, at ``final_url``; empty where there is any doubt.

    Each reads ``kind:what was found``, kinds being "gambling", "pornography", "loans", "for-sale" and, never alone,
    "domain" with the domain that answered.
    """
    if _AGAINST.search(title):
        return ()
    landed = registrable(final_url)
    moved = landed != registrable(url)
    official = landed.endswith(".gov.cn")
    text = text[:READ]
    found = [sign for trade in _TRADES if (sign := _sold(trade, title, text, moved and not official, official))]
    if not official and (offer := _offered(title, text)):
        found.append(f"for-sale:{offer}")
    if found and moved:
        found.append(f"domain:{landed}")
    return tuple(found)


def registrable(url: str) -> str:
    """The domain somebody registered, or the host where there is none: an IP address, a name without a suffix."""
    try:
        host = (urlsplit(url).hostname or "").rstrip(".")
    except ValueError:
        return ""
    return _suffixes()(host).top_domain_under_public_suffix or host


@lru_cache(maxsize=1)
def _suffixes() -> tldextract.TLDExtract:
    """The list that comes with the package: none is fetched, and nothing is written."""
    import tldextract  # a third of a crawl's start-up, and few pages come this far

    return tldextract.TLDExtract(suffix_list_urls=(), cache_dir=None)


def _sold(trade: _Trade, title: str, text: str, moved: bool, official: bool) -> str | None:
    named = trade.titles.search(title)
    if named is None or (official and not trade.official) or len(_distinct(_OF_AUTHORITY, text)) >= AUTHORITY:
        return None
    name = named[0].lower()
    own = _distinct(trade.selling, text) - {name}
    words = own | (_distinct(_WITH, text) - {name})
    stamped = _STAMPED.fullmatch(name) is not None and text.lower().count(name) >= REPEATED
    if not (own or stamped) or len(words) + 2 * stamped < (MOVED if moved else SELLING):
        return None
    return f"{trade.name}:{' '.join([named[0], *sorted(own)[:4], *sorted(words - own)[:2]])}"


def _distinct(pattern: re.Pattern[str], text: str) -> set[str]:
    return {found.lower() for found in pattern.findall(text)}


def _offered(title: str, text: str) -> str | None:
    """The words of a page that offers its own domain: of a short one only, and in its title if they are common ones."""
    if len(text) > PARKED or _distinct(_OF_AUTHORITY, text):
        return None
    found = _FOR_SALE.search(title) or _FOR_SALE.search(text)
    if found is None and len(text) <= PARKED // 4 and ("域名" in text or "domain" in text.lower()):
        found = _FOR_SALE_TITLE.search(title)
    return found[0][:60] if found else None
