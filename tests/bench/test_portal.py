"""The generated portal is the same every time, and its truth is what lies in its folder."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

import pytest

from tests.bench.portal.kinds import JUMPS, Fate
from tests.bench.portal.pages import LEAST, MOST, Pages
from tests.bench.portal.plan import Places
from tests.bench.portal.specials import specials
from tests.bench.portal.write import plan_of, write
from tests.bench.score import Truth

SMALL = 300


def digests(folder: Path) -> dict[str, str]:
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    return {str(path.relative_to(folder)): hashlib.sha256(path.read_bytes()).hexdigest() for path in files}


@pytest.fixture(scope="module")
def day_one(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("portal")
    write(folder, plan_of(SMALL))
    return folder


def test_two_portals_of_one_size_are_equal(day_one: Path, tmp_path: Path) -> None:
    write(tmp_path, plan_of(SMALL))
    assert digests(tmp_path) == digests(day_one)


def test_it_has_the_pages_that_were_asked_for_and_each_is_there(day_one: Path) -> None:
    urls = (day_one / "pages.txt").read_text(encoding="utf-8").split()
    paths = [url.removeprefix(Places().site) for url in urls]
    assert len(set(urls)) == len(urls) == json.loads((day_one / "truth.json").read_text(encoding="utf-8"))["pages"]
    assert SMALL <= len(urls) <= SMALL * 1.1
    assert all(
        (day_one / "a" / f"{path[1:]}{'index.html' if path.endswith('/') else ''}").stat().st_size for path in paths
    )


def test_articles_weigh_what_real_ones_do(day_one: Path) -> None:
    sizes = [path.stat().st_size for path in (day_one / "a").rglob("t2*.html")]
    assert min(sizes) >= LEAST
    assert max(sizes) <= MOST + 1_000  # the last paragraph may reach over


def test_every_special_link_is_written_on_the_pages_that_carry_it() -> None:
    plan = plan_of(SMALL)
    extra = specials(plan)
    pages = Pages(plan, extra)
    for special in extra:
        for article in special.articles:
            charset = "gbk" if plan.is_gbk(article) else "utf-8"
            shown = pages.article(article)
            assert special.slot.place in JUMPS or special.href.encode(charset) in shown, special


def test_day_two_breaks_what_the_truth_says_and_little_else(day_one: Path, tmp_path: Path) -> None:
    write(tmp_path, plan_of(SMALL))
    changed = write(tmp_path, plan_of(SMALL, day=2))
    before, after = (json.loads((folder / "truth.json").read_text(encoding="utf-8")) for folder in (day_one, tmp_path))
    new = {url for url, fact in after["dead"].items() if fact.get("new")}
    assert new
    assert set(after["dead"]) - set(before["dead"]) == new
    assert {fact["kind"] for url, fact in before["dead"].items() if url not in after["dead"]} == {"healed"}
    for url in (url for url in new if after["dead"][url]["kind"] in ("404", "gone-file", "gone-image")):
        path = url.removeprefix(Places().site)[1:]
        assert (day_one / "a" / path).exists()
        assert not (tmp_path / "a" / path).exists()
    assert 0 < changed < SMALL / 5


def test_a_score_knows_three_fates(day_one: Path) -> None:
    truth = Truth.read(day_one / "truth.json", Places())
    told = json.loads((day_one / "truth.json").read_text(encoding="utf-8"))
    living = next(iter(told[Fate.ALIVE]))
    accused = {*truth.dead, *told[Fate.UNSURE], living}
    lenient, strict = truth.score(accused, strict=False), truth.score(accused, strict=True)
    assert (lenient.plain, lenient.hidden) == (truth.count(hidden=False), truth.count(hidden=True))
    assert len(lenient.wrong) == 1
    assert len(strict.wrong) == 1 + len(told[Fate.UNSURE])
    assert truth.score((), strict=True).plain == 0
