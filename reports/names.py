"""What the inventory calls things: names of units and subjects as a bulletin prints them."""

from __future__ import annotations

from collections.abc import Mapping

from monitor.model.subject import Account, Column, Inventory, Site, Subject, SubjectKind, Unit
from reports.wording import KIND, PLATFORM, clean


class Names:
    """Looks names up by id. What is no longer enrolled goes by its id."""

    def __init__(self, inventory: Inventory) -> None:
        self._units: dict[str, Unit] = {one.id: one for one in inventory.units}
        self._sites: dict[str, Site] = {one.id: one for one in inventory.sites}
        self._columns: dict[str, Column] = {one.id: one for one in inventory.columns}
        self._accounts: dict[str, Account] = {one.id: one for one in inventory.accounts}

    def unit(self, id_: str) -> str:
        """东昌府区教育和体育局."""
        return clean(self._units[id_].name) if id_ in self._units else clean(id_)

    def site(self, id_: str) -> str:
        """The site's name."""
        return clean(self._sites[id_].name) if id_ in self._sites else clean(id_)

    def subject(self, kind: SubjectKind, id_: str) -> str:
        """The bare name of a subject, as a table prints it."""
        tables: dict[SubjectKind, Mapping[str, Subject]] = {
            SubjectKind.UNIT: self._units,
            SubjectKind.SITE: self._sites,
            SubjectKind.COLUMN: self._columns,
            SubjectKind.ACCOUNT: self._accounts,
        }
        found = tables[kind].get(id_)
        return clean(id_ if found is None else found.name)

    def phrase(self, kind: SubjectKind, id_: str) -> str:
        """The subject as a sentence names it; empty for a unit, which the sentence has named."""
        name = self.subject(kind, id_)
        match kind:
            case SubjectKind.UNIT:
                return ""
            case SubjectKind.SITE:
                return f"“{name}”"
            case SubjectKind.COLUMN:
                site = self.site_of(kind, id_)
                return f"“{name}”栏目" + (f"（{self.site(site)}）" if site else "")
            case SubjectKind.ACCOUNT:
                return f"{self.kind(kind, id_)}“{name}”"

    def kind(self, kind: SubjectKind, id_: str) -> str:
        """政府网站, 栏目, 微信公众号, 单位."""
        if kind is SubjectKind.ACCOUNT:
            return PLATFORM[self._accounts[id_].platform] if id_ in self._accounts else KIND[kind]
        return KIND[kind]

    def unit_of(self, kind: SubjectKind, id_: str) -> str | None:
        """The id of the unit that answers for a subject."""
        if kind is SubjectKind.UNIT:
            return id_
        owned: dict[str, Site] | dict[str, Column] | dict[str, Account] = self._sites
        if kind is not SubjectKind.SITE:
            owned = self._columns if kind is SubjectKind.COLUMN else self._accounts
        return owned[id_].unit if id_ in owned else None

    def url(self, kind: SubjectKind, id_: str) -> str | None:
        """The enrolled address of a site or column; other subjects have none of their own."""
        found = self._sites.get(id_) if kind is SubjectKind.SITE else self._columns.get(id_)
        return found.url if found is not None and kind in {SubjectKind.SITE, SubjectKind.COLUMN} else None

    def site_of(self, kind: SubjectKind, id_: str) -> str | None:
        """The id of the site that a subject is or belongs to."""
        if kind is SubjectKind.SITE:
            return id_
        column = self._columns.get(id_) if kind is SubjectKind.COLUMN else None
        return None if column is None else column.site

    def code(self, kind: SubjectKind, id_: str) -> str | None:
        """The 网站标识码 of a subject's site, or an account's own id on its platform, where known."""
        if kind is SubjectKind.ACCOUNT:
            account = self._accounts.get(id_)
            return None if account is None or account.source.uid is None else clean(account.source.uid)
        site = self._sites.get(self.site_of(kind, id_) or "")
        return None if site is None or site.code is None else clean(site.code)
