"""A month in which every text from outside is an attack."""

from __future__ import annotations

from dataclasses import replace

from monitor.model.judgement import Evidence
from monitor.model.problem import Severity
from monitor.model.subject import SubjectKind
from reports.monthly import Facts, RuleSet, RuleText, Unread
from tests.reports import month

SCRIPT = "<script>window.__xss=1</script>"
TEMPLATE = "{{7*7}}{% for x in y %}"
FORMULA = '=HYPERLINK("http://evil.example","点我")'
TURNED = "甲\u202egnp.exe\u2066"
ATTRIBUTE = '" onmouseover="alert(1)" x=\''
LINKS = (
    "javascript:alert(1)",
    "data:text/html,<script>alert(1)</script>",
    "file:///etc/passwd",
    "http://user:pw@evil.example/",
    "http://evil.example/\u202egnp",
    'http://evil.example/"><script>alert(1)</script>',
    "//evil.example/",
    "http://[::1",
)


def facts() -> Facts:
    """Names, messages, addresses, reasons and titles, all hostile."""
    units = (replace(month.UNITS[0], name=SCRIPT + TURNED), *month.UNITS[1:])
    sites = (replace(month.SITES[0], name=FORMULA, code=ATTRIBUTE), *month.SITES[1:])
    columns = (replace(month.COLUMNS[0], name=TEMPLATE), *month.COLUMNS[1:])
    inventory = replace(month.INVENTORY, units=units, sites=sites, columns=columns)
    seen = month.AS_OF
    problems = tuple(
        month.problem(
            place,
            "column-blank" if place % 2 else "link-broken",
            SubjectKind.COLUMN,
            month.COLUMNS[0].id,
            f"{FORMULA} {SCRIPT} {TEMPLATE} {TURNED} {ATTRIBUTE}",
            unit="zfb",
            site="portal",
            locus=link,
            details={"text": SCRIPT, "newest": SCRIPT, "age_days": True},
            evidence=(Evidence(link, seen, FORMULA),),
        )
        for place, link in enumerate(LINKS, 1)
    )
    rules = {rule: RuleText(FORMULA, Severity.DEDUCT, SCRIPT, "M") for rule in ("column-blank", "link-broken")}
    return month.facts(
        inventory=inventory,
        problems=problems,
        rules=rules,
        previous=(),
        previous_name=SCRIPT,
        office_name="办公室" + SCRIPT,
        ruleset=RuleSet(SCRIPT, TEMPLATE, FORMULA),
        unread=(Unread(SubjectKind.SITE, "portal", SCRIPT, TEMPLATE + SCRIPT),),
    )
