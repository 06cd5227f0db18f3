"""What stands in a column on a day: its items, newest first, and the item behind an address."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from itertools import islice

from tests.district.plan import Column, Item, Site, View
from tests.district.prose import minute, title
from tests.district.seeds import District
from tests.district.seeds.reports import first_year, lookalikes, migration
from tests.district.styles import STYLES

MIGRATED = "mzj-nb"
FILES = ("pdf", "xls", "zip")


class Items:
    """The items of one district; pure functions of the day."""

    def __init__(self, district: District, seed: int) -> None:
        self._district = district
        self._seed = seed
        self._known: dict[tuple[str, date], tuple[Item, ...]] = {}

    def of(self, site: Site, column: Column, day: date) -> tuple[Item, ...]:
        """The items up to ``day``, newest first: as many as the list has rows, or all reports."""
        if (column.id, day) not in self._known:
            if len(self._known) > 2000:  # some days of every column
                self._known.clear()
            self._known[column.id, day] = self._of(site, column, day)
        return self._known[column.id, day]

    def listed(self, site: Site, column: Column, day: date) -> tuple[Item, ...]:
        """The rows of the column's list on ``day``, in page order, over all its pages."""
        rows = list(self.of(site, column, day)[: column.rows])
        if column.view is View.REPORTS:
            rows = list(self.of(site, column, day))
        if column.ascending:
            rows.reverse()
        if column.future:
            rows.insert(0, self.item(site, column, column.future))
        if column.pinned:
            rows.insert(0, self.item(site, column, self._district.month.day(-2300)))
        return tuple(rows)

    def behind(self, site: Site, path: str, day: date) -> tuple[Column, Item] | None:
        """The column and the item whose article stands at ``path`` on ``day``, listed still or not."""
        digits = re.search(r"(\d{6})\.\w+$", path)
        for column in site.columns:
            if column.mirror:
                continue
            if column.view in (View.REPORTS, View.YEARLY) or column.pinned or column.future:
                for item in self.listed(site, column, day):
                    if item.path == path:
                        return column, item
            if digits and column.activity and column.view is View.LIST:
                born = date.fromordinal(int(digits[1]))
                if STYLES[site.style].article_path(column, born) == path and born <= day:
                    return (column, self.item(site, column, born)) if column.activity.publishes(born) else None
        return None

    def moved(self, column: Column, day: date, changed: date | None) -> date | None:
        """``changed``, or the later day on which a migration rewrote the column."""
        moved = migration(self._district.month)
        return max(moved, changed or moved) if column.id == MIGRATED and moved <= day else changed

    def item(self, site: Site, column: Column, born: date) -> Item:
        """The item that the column published on ``born``."""
        style, unit = STYLES[site.style], self._district.unit(column.unit or site.unit)
        path = style.article_path(column, born)
        stem = path.rsplit(".", 1)[0]
        turn = born.toordinal() + column.number
        return Item(
            column.id, title(self._seed, column.kind, unit.short, born, column.number), path, born, born, born,
            minute(self._seed, born, column.number), column.kind,
            files=(f"{stem}_1.{FILES[turn % 3]}",) if column.kind == "policy" and turn % 2 else (),
            image=f"{stem}_1.png" if column.kind == "news" and turn % 8 == 0 else None,
        )  # fmt: skip

    def _of(self, site: Site, column: Column, day: date) -> tuple[Item, ...]:
        if column.mirror:
            there, source = self._district.column(column.mirror)
            return self.of(there, source, day)
        if column.view is View.REPORTS:
            return tuple(sorted(self._reports(site, column, day), key=lambda item: item.published, reverse=True))
        if column.view is View.YEARLY:
            return tuple(self._yearly(site, column, day))
        if column.activity is None:
            return ()
        return tuple(self.item(site, column, born) for born in islice(column.activity.days(day), column.rows))

    def _reports(self, site: Site, column: Column, day: date) -> Iterator[Item]:
        month = self._district.month
        for duty in (duty for duty in self._district.duties if duty.column == column.id):
            for year in range(first_year(month), day.year):
                born = duty.published(year)
                if born is not None and born <= day:
                    title_ = duty.title.format(name=self._district.unit(duty.unit).name, year=year)
                    yield replace(self._dated(site, column, title_, born, day), report=(duty.unit, year))
        about = "dhz" if column.id == "portal-nb" else site.unit
        for title_, born in lookalikes(month, self._district.unit(about).name):
            if born <= day:
                yield self._dated(site, column, title_, born, day)

    def _dated(self, site: Site, column: Column, title_: str, born: date, day: date) -> Item:
        """A report; on the migrated site the list shows the day of the migration for what is older.

        There the latest report's own page keeps the true day, the one before it shows the
        migration's too, and any older one shows none.
        """
        path = STYLES[site.style].article_path(column, born)
        listed: date = born
        shown: date | None = born
        moved = migration(self._district.month)
        if column.id == MIGRATED and born < moved <= day:
            age = self._district.month.first.year - born.year
            listed = moved
            shown = {0: born, 1: moved}.get(age)
        return Item(column.id, title_, path, born, listed, shown, minute(self._seed, born, column.number), "report")

    def _yearly(self, site: Site, column: Column, day: date) -> Iterator[Item]:
        for year in range(day.year - 1, day.year - 5, -1):
            born = date(year + 1, 1, 18)
            if born <= day:
                path = STYLES[site.style].article_path(column, born)
                title_ = f"{site.name}政府网站工作年度报表（{year}年度）"
                yield Item(column.id, title_, path, born, born, born, minute(self._seed, born, column.number), "report")
