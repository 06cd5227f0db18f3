"""``xunjian.toml``: its defaults, what is made of it, and what a wrong one is answered with."""

from __future__ import annotations

import ssl
from pathlib import Path

import pytest

from monitor.model.problem import Confirm
from monitor.model.target import Network
from monitor.settings import SettingsError, find_workspace, load

OFFICE = '[office]\nname = "某某区人民政府办公室"\ndistrict = "某某区"\narea_code = "000000"\n'  # four lines


def written(folder: Path, text: str) -> Path:
    (folder / "xunjian.toml").write_text(text, encoding="utf-8")
    return folder


def test_the_office_is_all_that_must_be_said(tmp_path: Path) -> None:
    settings = load(written(tmp_path, OFFICE))
    assert settings.workspace == tmp_path
    assert (settings.office.name, settings.office.district, settings.office.area_code) == (
        "某某区人民政府办公室",
        "某某区",
        "000000",
    )
    assert settings.zone.key == "Asia/Shanghai"
    assert settings.rules.set == "national-2019"
    assert settings.network == Network()
    assert settings.confirm == settings.confirm_for("link-broken") == Confirm(3, 20, 1, 10)
    assert settings.database_url == f"sqlite:///{tmp_path}/xunjian.db"


def test_every_key_is_taken(tmp_path: Path) -> None:
    (tmp_path / "ours.toml").write_text('extends = "national-2019"\n', encoding="utf-8")
    pem = next(iter(ssl.create_default_context().get_ca_certs(binary_form=True)), None)
    bundle = ""
    if pem is not None:
        bundle = "roots.pem"
        (tmp_path / bundle).write_text(ssl.DER_cert_to_PEM_cert(pem), encoding="utf-8")
    text = f"""
[office]
name = "甲"
district = "乙"
area_code = "371502"
timezone = "Asia/Urumqi"
[rules]
set = "ours.toml"
[database]
url = "postgresql+psycopg://reader@db.example/xunjian"
[network]
contact = "mailto:monitor@mouqu.example"
allow_networks = ["127.0.0.0/8", "10.0.0.0/8", "::1", "fd00::/16", "100.64.0.0/10"]
connect_to = {{ "WWW.mouqu.example:80" = "127.0.0.1:8081", "[::1]:443" = "localhost:8443" }}
ca_bundle = "{bundle}"
control = ["https://www.mouqu.example/"]
robots = "own-sites-exempt"
per_host_concurrency = 1
per_host_delay = 0
[confirm]
looks = 2
spread_hours = 0.5
[confirm.link-broken]
spread_hours = 72
[mail]
host = "mail.mouqu.example"
"""
    settings = load(written(tmp_path, text))
    assert settings.zone.key == "Asia/Urumqi"
    assert settings.rules.set == "ours.toml"
    assert settings.database_url == "postgresql+psycopg://reader@db.example/xunjian"
    assert settings.network == Network(
        contact="mailto:monitor@mouqu.example",
        allow_networks=("127.0.0.0/8", "10.0.0.0/8", "::1", "fd00::/16", "100.64.0.0/10"),
        connect_to={"www.mouqu.example:80": "127.0.0.1:8081", "[::1]:443": "localhost:8443"},
        ca_bundle=str(tmp_path / bundle) if bundle else "",
        control=("https://www.mouqu.example/",),
        robots="own-sites-exempt",
        per_host_concurrency=1,
        per_host_delay=0,
    )
    assert settings.confirm == settings.confirm_for("column-stale") == Confirm(2, 0.5, 1, 10)
    assert settings.confirm_for("link-broken") == Confirm(2, 72, 1, 10)
    assert settings.later["mail"] == {"host": "mail.mouqu.example"}


@pytest.mark.parametrize(
    ("url", "opened"),
    [
        ("sqlite:///xunjian.db", "sqlite:///{0}/xunjian.db"),
        ("sqlite:///data/x.db", "sqlite:///{0}/data/x.db"),
        ("sqlite:////srv/x.db", "sqlite:////srv/x.db"),
        ("postgresql+psycopg:///xunjian", "postgresql+psycopg:///xunjian"),
    ],
)
def test_a_database_file_lies_below_the_workspace(tmp_path: Path, url: str, opened: str) -> None:
    settings = load(written(tmp_path, f'{OFFICE}[database]\nurl = "{url}"\n'))
    assert settings.database_url == opened.format(tmp_path)


@pytest.mark.parametrize(
    "text", ["\ufeff" + OFFICE, OFFICE.replace("\n", "\r\n"), OFFICE + "[mail]\n[console]\n[schedule]\n"]
)
def test_these_are_taken(tmp_path: Path, text: str) -> None:
    (tmp_path / "xunjian.toml").write_bytes(text.encode())
    assert load(tmp_path).office.district == "某某区"


def office(**changed: str) -> str:
    values = {"name": '"甲"', "district": '"乙"', "area_code": '"371502"'} | changed
    return "[office]\n" + "".join(f"{key} = {value}\n" for key, value in values.items())


WRONG = [
    ("", "xunjian.toml: office: is missing; accepted: a table [office]"),
    ("office = 5\n", "xunjian.toml:1: office: found 5; accepted: a table [office]"),
    ("[office\n", "xunjian.toml:1: file: is no TOML: "),
    ("[office]\nname = 甲\n", "xunjian.toml:2: file: is no TOML: Invalid value; accepted: TOML: texts in quotes"),
    ('[office]\nname = "甲"\nname = "乙"\n', "xunjian.toml:3: file: is no TOML: Cannot overwrite a value"),
    ('[office]\nname = "甲', "xunjian.toml:2: file: is no TOML: "),
    (OFFICE + "[ofice]\n", "xunjian.toml:5: ofice: unknown key, did you mean 'office'; accepted: office, rules"),
    (OFFICE + 'colour = "red"\n', "xunjian.toml:5: office.colour: unknown key; accepted: name, district, area_code"),
    (office(name='" "'), "xunjian.toml:2: office.name: found ' ', which is blank or has signs that"),
    (office(name='"甲\\n乙"'), "xunjian.toml:2: office.name: found '甲\\n乙', which is blank or has"),
    (office(name="7"), "xunjian.toml:2: office.name: found 7; accepted: the office's full name"),
    ('[office]\nname = "甲"\narea_code = "371502"\n', "xunjian.toml:1: office.district: is missing"),
    (
        office(area_code="371502"),
        'xunjian.toml:4: office.area_code: found 371502; accepted: six digits in quotes, such as "371502"',
    ),
    (office(area_code='"37150"'), "office.area_code: found '37150'; accepted: six digits"),
    (office(area_code='"３７１５０２"'), "office.area_code: found '３７１５０２'"),
    (office(area_code='"371502\\n"'), "office.area_code: found '371502\\n'"),
    (
        office(timezone='"Asia/Peking"'),
        "xunjian.toml:5: office.timezone: found 'Asia/Peking', which is no known timezone",
    ),
    (office(timezone='"../etc/passwd"'), "office.timezone: found '../etc/passwd', which is no known timezone"),
    (office(timezone='"Asia"'), "office.timezone: found 'Asia', which is no known timezone"),
    (
        OFFICE + '[rules]\nset = "national-2018"\n',
        "xunjian.toml:6: rules.set: found 'national-2018', which is no rule set, did",
    ),
    (
        OFFICE + '[rules]\nset = "ours.toml"\n',
        "rules.set: found 'ours.toml', which is no rule set; accepted: national-2019",
    ),
    (OFFICE + '[database]\nurl = "xunjian.db"\n', "xunjian.toml:6: database.url: found 'xunjian.db:…'"),
    (OFFICE + '[database]\nurl = "sqlite://"\n', "database.url: found 'sqlite:…'; accepted: \"sqlite:///\" and a file"),
    (OFFICE + '[database]\nurl = "sqlite:///:memory:"\n', "database.url: found"),
    (OFFICE + '[database]\nurl = "mysql://u:geheim@h/d"\n', "database.url: found 'mysql:…'"),
    (
        OFFICE + '[network]\ncontact = "somebody"\n',
        "network.contact: found 'somebody'; accepted: an address that begins",
    ),
    (OFFICE + '[network]\ncontact = "https://a.example/\\r\\nX: y"\n', "network.contact: found"),
    (
        OFFICE + '[network]\nallow_networks = "127.0.0.0/8"\n',
        "network.allow_networks: found '127.0.0.0/8'; accepted: loopback",
    ),
    (
        OFFICE + '[network]\nallow_networks = ["10.0.0.0/7"]\n',
        "xunjian.toml:6: network.allow_networks: found '10.0.0.0/7', which is",
    ),
    (
        OFFICE + '[network]\nallow_networks = ["0.0.0.0/0"]\n',
        "network.allow_networks: found '0.0.0.0/0', which is wider than /8",
    ),
    (
        OFFICE + '[network]\nallow_networks = ["fc00::/7"]\n',
        "network.allow_networks: found 'fc00::/7', which is wider than /16",
    ),
    (
        OFFICE + '[network]\nallow_networks = ["10.1.0.0/8"]\n',
        "network.allow_networks: found '10.1.0.0/8', 10.1.0.0/8 has host bits",
    ),
    (OFFICE + '[network]\nallow_networks = ["localhost"]\n', "network.allow_networks: found 'localhost'"),
    (
        OFFICE + '[network]\nallow_networks = ["8.8.8.0/24"]\n',
        "found '8.8.8.0/24', which is public: public addresses need no",
    ),
    (
        OFFICE + '[network]\nconnect_to = { "a.example" = "127.0.0.1:80" }\n',
        "network.connect_to.a.example: found 'a.example'; accepted",
    ),
    (
        OFFICE + '[network]\nconnect_to = { "a.example:80" = "127.0.0.1" }\n',
        "connect_to.a.example:80: found '127.0.0.1'; accepted: {",
    ),
    (OFFICE + '[network]\nconnect_to = { "a.example:80" = "127.0.0.1:65536" }\n', "found '127.0.0.1:65536'"),
    (OFFICE + '[network]\nconnect_to = { "http://a.example:80" = "127.0.0.1:80" }\n', "found 'http://a.example:80'"),
    (
        OFFICE + '[network.connect_to]\n"a.example:80" = 8081\n',
        "xunjian.toml:6: network.connect_to.a.example:80: found 8081",
    ),
    (
        OFFICE + '[network]\nconnect_to = ["a.example:80:127.0.0.1:81"]\n',
        "network.connect_to: found ['a.example:80:127.0.0.1:81']",
    ),
    (
        OFFICE + '[network]\nca_bundle = "roots.pem"\n',
        "network.ca_bundle: found 'roots.pem', which is no such file; accepted: a file",
    ),
    (
        OFFICE + '[network]\nca_bundle = "xunjian.toml"\n',
        "network.ca_bundle: found 'xunjian.toml', which is no such file",
    ),
    (
        OFFICE + '[network]\ncontrol = ["www.mouqu.example"]\n',
        "network.control: found 'www.mouqu.example'; accepted: addresses such",
    ),
    (
        OFFICE + '[network]\nrobots = "ignore"\n',
        'network.robots: found \'ignore\'; accepted: "obey" or "own-sites-exempt"',
    ),
    (
        OFFICE + "[network]\nper_host_concurrency = 0\n",
        "network.per_host_concurrency: found 0; accepted: a whole number from 1",
    ),
    (OFFICE + "[network]\nper_host_concurrency = true\n", "network.per_host_concurrency: found true"),
    (OFFICE + "[network]\nper_host_concurrency = 2.0\n", "network.per_host_concurrency: found 2.0"),
    (
        OFFICE + "[network]\nper_host_delay = -0.1\n",
        "network.per_host_delay: found -0.1; accepted: seconds from 0 to 600",
    ),
    (OFFICE + "[network]\nper_host_delay = nan\n", "network.per_host_delay: found nan"),
    (OFFICE + '[network]\nper_host_delay = "0.5"\n', "network.per_host_delay: found '0.5'"),
    (
        OFFICE + "[confirm]\nlooks = 0\n",
        "xunjian.toml:6: confirm.looks: found 0; accepted: a whole number from 1 to 100",
    ),
    (OFFICE + "[confirm]\nspread_hours = inf\n", "confirm.spread_hours: found inf; accepted: hours from 0 to 8760"),
    (OFFICE + "[confirm]\nfixed_looks = 0\n", "confirm.fixed_looks: found 0"),
    (OFFICE + "[confirm]\ndue_workdays = 0\n", "confirm.due_workdays: found 0; accepted: a whole number from 1 to 250"),
    (
        OFFICE + "[confirm]\nlook = 3\n",
        "xunjian.toml:6: confirm.look: unknown key, did you mean 'looks'; accepted: looks, spread",
    ),
    (
        OFFICE + "[confirm.link-broke]\nlooks = 3\n",
        "xunjian.toml:5: confirm.link-broke: unknown rule, did you mean 'link-broken'",
    ),
    (
        OFFICE + "[confirm.link-broken]\nlook = 3\n",
        "xunjian.toml:6: confirm.link-broken.look: unknown key, did you mean",
    ),
    (OFFICE + "[confirm]\n\nlink-broken.looks = 0\n", "xunjian.toml:7: confirm.link-broken.looks: found 0"),
    ("mail = 5\n" + OFFICE, "xunjian.toml:1: mail: found 5; accepted: a table [mail]"),
]


@pytest.mark.parametrize(("text", "fragment"), WRONG)
def test_a_wrong_file_is_refused_with_line_key_and_what_is_accepted(tmp_path: Path, text: str, fragment: str) -> None:
    with pytest.raises(SettingsError) as refused:
        load(written(tmp_path, text))
    assert fragment in str(refused.value)
    for line in str(refused.value).splitlines():
        assert line.startswith(str(tmp_path / "xunjian.toml"))
        assert "; accepted: " in line


def test_a_password_in_a_wrong_database_address_is_not_repeated(tmp_path: Path) -> None:
    with pytest.raises(SettingsError) as refused:
        load(written(tmp_path, OFFICE + '[database]\nurl = "mysql://u:geheim@h/d"\n'))
    assert "geheim" not in str(refused.value)


def test_all_faults_are_told_at_once_in_the_order_of_the_file(tmp_path: Path) -> None:
    text = '[office]\nname = ""\narea_code = "x"\n[confirm]\nlooks = 0\n[confirm.nothing]\n[network]\nrobots = 1\n'
    with pytest.raises(SettingsError) as refused:
        load(written(tmp_path, text))
    told = [(fault.place.rpartition(":")[2], fault.field) for fault in refused.value.faults]
    assert told == [
        ("1", "office.district"),
        ("2", "office.name"),
        ("3", "office.area_code"),
        ("5", "confirm.looks"),
        ("6", "confirm.nothing"),
        ("8", "network.robots"),
    ]


def test_a_file_that_is_not_there_is_answered_with_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match=r"xunjian\.toml: file: cannot be read: No such file.*xunjian init DIR"):
        load(tmp_path / "nowhere")


def test_a_file_in_gbk_is_answered_with_the_line_and_the_encoding(tmp_path: Path) -> None:
    (tmp_path / "xunjian.toml").write_bytes(OFFICE.encode("gbk"))
    with pytest.raises(SettingsError) as refused:
        load(tmp_path)
    assert "xunjian.toml:2: file: found bytes that are not UTF-8 (the file looks like GBK)" in str(refused.value)


def test_the_workspace_is_the_option_else_the_variable_else_the_current_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    here, there, option = tmp_path / "here", tmp_path / "there", tmp_path / "option"
    here.mkdir()
    monkeypatch.chdir(here)
    monkeypatch.delenv("XUNJIAN_WORKSPACE", raising=False)
    assert find_workspace(None) == here
    monkeypatch.setenv("XUNJIAN_WORKSPACE", "")  # set and empty is not set
    assert find_workspace(None) == here
    monkeypatch.setenv("XUNJIAN_WORKSPACE", str(there))
    assert find_workspace(None) == there
    assert find_workspace(option) == option
    assert find_workspace(Path("inner")) == here / "inner"
