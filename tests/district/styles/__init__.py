"""The page styles, by name."""

from tests.district.styles.bracket import Bracket
from tests.district.styles.gbk import Gbk
from tests.district.styles.hanweb import Hanweb
from tests.district.styles.monthday import MonthDay
from tests.district.styles.plain import Plain
from tests.district.styles.split import Split
from tests.district.styles.style import Style
from tests.district.styles.table import Table
from tests.district.styles.trs import Trs

STYLES: dict[str, Style] = {
    "trs": Trs(), "hanweb": Hanweb(), "table": Table(), "monthday": MonthDay(), "gbk": Gbk(), "split": Split(),
    "bracket": Bracket(), "plain": Plain(),
}  # fmt: skip
