"""What the portal consists of: its columns, its articles, where they stand, and what day two changes."""

from __future__ import annotations

import random
from dataclasses import dataclass, field
from functools import cached_property

PER_LIST = 20
SEED = 20260331
SECTIONS = "xwzx zwgk zwfw hdjl ztzl sjfb rsxx czxx zcwj gqhy".split()
WORDS = (
    "政府信息公开 通知公告 行政许可 重点领域 财政预算 决算公开 规范性文件 政策解读 回应关切 民生实事 营商环境 市场监管 "
    "生态环境 教育体育 卫生健康 住房城乡建设 交通运输 农业农村 应急管理 自然资源 社会保障 审计监督 统计数据 行政处罚 "
    "办事指南 依申请公开 年度报告 互动交流 在线访谈 意见征集 网上调查 工作动态 部门要闻 乡镇街道 专题专栏 基层政务公开 "
    "安全生产 乡村振兴 招商引资 项目建设 工作方案 实施意见 管理办法 会议精神"
).split()
NEW, EDITED, DELETED = 0.005, 0.01, 0.001  # shares of the articles on day two; guesses, no portal was measured


@dataclass(frozen=True)
class Places:
    """The hosts and ports of the portal, all on loopback."""

    port: int = 8080

    @property
    def site(self) -> str:
        """The portal, with validators."""
        return f"http://127.0.0.2:{self.port}"

    @property
    def bare(self) -> str:
        """The same files without ETag and Last-Modified: every answer is a 200."""
        return f"http://127.0.0.2:{self.port + 1}"

    @property
    def other(self) -> str:
        """A second host, which is linked to and not crawled."""
        return f"http://127.0.0.3:{self.port}"

    @property
    def refused(self) -> str:
        """Nobody listens."""
        return "http://127.0.0.4:9"

    @property
    def silent(self) -> str:
        """Accepts and never answers."""
        return f"http://127.0.0.5:{self.port}"

    @property
    def backstage(self) -> str:
        """Where the pages live that no file can be: endless calendars, slow answers."""
        return f"http://127.0.0.6:{self.port}"


def draw(*key: object) -> random.Random:
    """A source of chance of its own for each purpose: one more draw here moves nothing there."""
    return random.Random("|".join(map(str, (SEED, *key))))


@dataclass(frozen=True)
class Plan:
    """The portal of ``pages`` pages on ``day``: home, sections, list pages, articles, jump pages."""

    pages: int
    day: int = 1
    places: Places = field(default_factory=Places)
    trap: bool = False  # whether the home page links to the endless calendar
    jumps: int = 0  # small pages that lead on by script or refresh; they count among the pages

    @cached_property
    def columns(self) -> int:
        return max(10, min(100, self.pages // 100))

    @cached_property
    def sections(self) -> int:
        return self.columns // 10

    @cached_property
    def first_articles(self) -> int:
        """Articles of day one: with everything else they make ``pages``."""
        left = self.pages - 1 - self.sections - self.jumps
        articles = left * PER_LIST // (PER_LIST + 1)
        while articles + self._lists(articles) < left:
            articles += 1
        while articles + self._lists(articles) > left:
            articles -= 1
        return articles

    def _lists(self, articles: int) -> int:
        each, more = divmod(articles, self.columns)
        return more * -(-(each + 1) // PER_LIST) + (self.columns - more) * max(1, -(-each // PER_LIST))

    @cached_property
    def articles(self) -> int:
        """All articles ever written, the deleted ones too."""
        return self.first_articles + (int(self.first_articles * NEW) if self.day > 1 else 0)

    @cached_property
    def edited(self) -> frozenset[int]:
        if self.day == 1:
            return frozenset()
        chosen = draw("edited").sample(range(self.first_articles), int(self.first_articles * EDITED))
        return frozenset(chosen) - self.deleted

    @cached_property
    def doomed(self) -> frozenset[int]:
        """The articles that day two deletes. Nothing special stands on them or leads to them."""
        return frozenset(draw("doomed").sample(range(self.first_articles), max(2, int(self.first_articles * DELETED))))

    @property
    def deleted(self) -> frozenset[int]:
        return self.doomed if self.day > 1 else frozenset()

    @cached_property
    def listed(self) -> list[list[int]]:
        """The articles of each column, newest first, as its list pages name them."""
        found: list[list[int]] = [[] for _ in range(self.columns)]
        for article in range(self.articles - 1, -1, -1):
            if article not in self.deleted:
                found[self.column_of(article)].append(article)
        return found

    @cached_property
    def touched(self) -> frozenset[int]:
        """The columns whose list pages day two rewrites."""
        moved = self.deleted | set(range(self.first_articles, self.articles))
        return frozenset(self.column_of(article) for article in moved)

    def column_of(self, article: int) -> int:
        return (
            article % self.columns if article < self.first_articles else draw("column", article).randrange(self.columns)
        )

    def is_gbk(self, article: int) -> bool:
        return article % 33 == 5

    def date(self, article: int) -> tuple[int, int, int]:
        if article >= self.first_articles:
            return 2026, 3, 31
        months = article * 74 // self.first_articles  # from January 2020 to February 2026
        return 2020 + months // 12, months % 12 + 1, article % 28 + 1

    def title(self, article: int) -> str:
        chosen = draw("title", article % 997)
        kind = chosen.choice("通知 公告 意见 通报 批复 函".split())
        return f"关于{chosen.choice(WORDS)}{chosen.choice(WORDS)}工作的{kind}（{article}号）"

    def section_path(self, section: int) -> str:
        return f"/{SECTIONS[section % 10]}/"

    def list_path(self, column: int, number: int = 0) -> str:
        name = "" if number == 0 else f"index_{number}.html"
        return f"{self.section_path(column // 10)}c{column}/{name}"

    def list_pages(self, column: int) -> int:
        return max(1, -(-len(self.listed[column]) // PER_LIST))

    def article_path(self, article: int) -> str:
        year, month, day = self.date(article)
        folder = f"{self.section_path(self.column_of(article) // 10)}c{self.column_of(article)}/{year}{month:02}"
        return f"{folder}/t{year}{month:02}{day:02}_{100000 + article}.html"

    def jump_path(self, jump: int) -> str:
        return f"/tz/j{jump}.html"
