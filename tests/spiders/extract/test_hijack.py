"""A page that sells what no portal links to raises a question; one that warns of it does not."""

from __future__ import annotations

import pytest

from spiders.extract.hijack import REPEATED, registrable, signs

HERE = "http://www.jianshe-lc.com/"
AWAY = "http://www.kk8899.vip/home"
PORTAL = "http://www.dongchangfu.gov.cn/a.html"

SIGNS = [
    ("gambling", HERE, HERE, "澳门新葡京官网-首页", "注册送88元，首存返利，在线开户，下载APP"),
    ("gambling", HERE, HERE, "百家乐_真人荷官在线", "会员登录 充值 提现 返水 老虎机"),
    ("gambling", HERE, AWAY, "博彩网站大全", "开户 下注"),  # two words suffice away from home
    ("gambling", HERE, HERE, "PG电子(中国)官方网站", "试玩 体验金 app下载"),
    ("gambling", HERE, HERE, "彩票平台登录入口", "注册即送 充值 赔率"),
    (
        "gambling",
        HERE,
        HERE,
        "开云体育(kaiyun)",
        "开云体育专注工程建设" * REPEATED + " 在线开户",
    ),  # a brand stamped on an old page
    ("gambling", HERE, HERE, "体育投注平台", "盘口 赔率 APP下载 登录入口"),
    ("gambling", PORTAL, PORTAL, "线上赌城 真人娱乐", "注册送 充值 提现"),  # the portal itself was broken into
    (
        "gambling",
        PORTAL,
        PORTAL,
        "澳门百家乐-东昌府区人民政府",
        "注册送 投注 充值 主办：东昌府区人民政府",
    ),  # its name stands yet
    ("pornography", HERE, HERE, "成人视频免费看", "在线观看 高清无码 番号 一区"),
    ("pornography", HERE, AWAY, "国产自拍", "在线播放 发布页"),
    ("pornography", HERE, HERE, "裸聊直播", "下载APP 同城约 福利视频"),
    ("loans", HERE, HERE, "急用钱就来网贷平台", "秒批 不看征信 黑户可下 极速到账"),
    ("loans", HERE, AWAY, "股票配资平台", "杠杆 免费开户"),
    ("for-sale", HERE, HERE, "jianshe-lc.com", "This domain is for sale. Contact the owner."),
    ("for-sale", HERE, HERE, "jianshe-lc.com", "The domain jianshe-lc.com is for sale!"),
    ("for-sale", HERE, HERE, "jianshe-lc.com", "Buy this domain. Related searches: ..."),
    ("for-sale", HERE, "http://sedoparking.com/x", "jianshe-lc.com", "Sedo Domain Parking"),
    ("for-sale", HERE, HERE, "域名出售", "jianshe-lc.com 域名 一口价 联系QQ"),
    ("for-sale", HERE, HERE, "域名已过期", "您访问的域名已过期，请续费"),
    ("for-sale", HERE, HERE, "", "该域名已到期"),
]
NOTHING = [
    (HERE, HERE, "聊城市建设集团", "公司简介 工程业绩"),
    (HERE, AWAY, "聊城市建设集团", "公司简介 工程业绩"),  # sites move
    (PORTAL, PORTAL, "东昌府公安严打跨境赌博", "百家乐 注册送 充值 提现 下载APP 开户"),
    (PORTAL, PORTAL, "反诈宣传：警惕网络博彩", "注册送彩金 充值 提现 开户 下注"),
    (PORTAL, PORTAL, "网络赌博案一审宣判：某娱乐城", "开户 充值 投注 赔率"),
    (
        PORTAL,
        PORTAL,
        "博彩为何害人",
        "开户、充值、提现都是陷阱，公安机关提醒：网络博彩违法",
    ),  # the text is the police's
    (PORTAL, PORTAL, "博彩业简史", "投注 赔率"),  # two words at home
    (HERE, HERE, "澳门新葡京酒店", "客房 餐饮 会议 会员登录"),
    (HERE, HERE, "百家乐", ""),  # a title alone
    (HERE, AWAY, "博彩", "开户"),  # one word away from home
    (HERE, HERE, "首页", "博彩 百家乐 注册送 充值 提现 开户"),  # hidden links on a page are another rule's
    ("http://www.cwl.gov.cn/", "http://www.cwl.gov.cn/", "双色球开奖", "彩票 投注 奖池 返奖 派奖 充值 开户"),
    ("http://www.lottery.gov.cn/", "http://www.lottery.gov.cn/", "中国体育彩票投注须知", "投注 赔率 开户 充值"),
    (PORTAL, PORTAL, "扫黄打非：清理成人视频网站", "在线观看 高清无码 番号"),
    (PORTAL, PORTAL, "国产精品牛羊肉展销会", "在线观看直播 一区 二区"),
    (PORTAL, PORTAL, "扫码亮码无码人员登记", "一区 二区 三区 下载APP"),
    (PORTAL, PORTAL, "创业担保小额贷款", "在线申请 低息 额度 秒批 极速到账 下载APP"),
    (PORTAL, PORTAL, "小额贷款", "秒批 极速到账 下载APP 无需抵押"),  # a service of the government
    (HERE, HERE, "防范网贷风险", "秒批 黑户 下款 口子"),
    (HERE, HERE, "关于我公司域名已过期的说明", "该域名已过期"),
    (PORTAL, PORTAL, "网站", "该域名已过期"),  # gov.cn is sold to nobody
    (HERE, HERE, "域名知识", "域名出售的流程 " + "正文" * 2000),
    (HERE, HERE, "域名出售", "正文" * 1000),  # common words over a long text
    (HERE, HERE, "公司动态", "网友称 Buy this domain " + "正文" * 2000),
    (HERE, HERE, "开云体育馆开馆", "开云体育馆今日开馆，市民健身"),
    (
        HERE,
        HERE,
        "澳门新葡京酒店",
        "新葡京 澳门新葡京 " * REPEATED + "会员登录 充值 下载APP 开户",
    ),  # nothing of the trade's own
    (PORTAL, PORTAL, "三级片区网格化管理", "一区 二区 三区 下载APP"),
    (PORTAL, PORTAL, "A片区规划公示图", "一区 二区 三区 免费观看"),
    (PORTAL, PORTAL, "某国赌场见闻", "开户 充值 提现 会员登录"),
    (HERE, HERE, "NAV在线", "在线观看 免费观看 一区"),
    (HERE, HERE, "", ""),
    (HERE, "http://[bad", "首页", "正文"),
]


@pytest.mark.parametrize(("kind", "url", "final", "title", "text"), SIGNS)
def test_a_page_that_sells_is_asked_about(kind, url, final, title, text):
    found = signs(url, final, title, text)
    assert found[0].startswith(f"{kind}:")
    assert (found[1:] == (f"domain:{registrable(final)}",)) is (registrable(url) != registrable(final))


@pytest.mark.parametrize(("url", "final", "title", "text"), NOTHING)
def test_any_other_page_is_left_alone(url, final, title, text):
    assert signs(url, final, title, text) == ()


@pytest.mark.parametrize("doubt", ["打击", "严打", "公安", "反诈", "警惕", "案", "通报"])
def test_a_title_that_sounds_like_an_authority_ends_it(doubt):
    sold = "注册送 充值 提现 开户 下载APP"
    assert signs(HERE, HERE, "百家乐", sold)
    assert signs(HERE, HERE, f"{doubt}百家乐", sold) == ()


@pytest.mark.parametrize(
    ("url", "domain"),
    [
        ("http://www.dongchangfu.gov.cn/a", "dongchangfu.gov.cn"),
        ("https://a.b.example.com.cn:8080/", "example.com.cn"),
        ("http://example.cn", "example.cn"),
        ("http://10.1.2.3/", "10.1.2.3"),
        ("http://localhost/", "localhost"),
        ("http://[bad", ""),
        ("", ""),
    ],
)
def test_the_domain_is_what_somebody_registered(url, domain):
    assert registrable(url) == domain


@pytest.mark.timeout(20)
@pytest.mark.parametrize("piece", ["the domain ", "域名", "投注", "a", "欧美日韩"])
def test_hostile_text_is_read_in_bounded_time(piece):
    for title in ("百家乐", piece * 100_000):
        signs(HERE, AWAY, title, piece * 500_000)
