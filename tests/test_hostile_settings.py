"""Settings that are wrong or meant to harm: one line, status 1, no secret, and nothing written."""

from datetime import date

import pytest

from tests.test_cli import wcm
from wcm_helpers import cli

SECRET = "Canary7x"
SITE = '[site]\nid = "a"\nname = "A"\n'
BILLS = '[tables.billing]\npath = "b.csv"\n'
TABLE = '[tables.billing]\nurl = "{url}"\ntable = "t"\n'
ENGINE = 'engine = "{engine}"\n' + SITE + '[tables.billing]\ntable = "t"\n'
LONG = "x" * 200

#: The settings, and what the one line names.
SETTINGS = {
    "no section": ("site", "is not TOML"),
    "open string": ('[site]\nid = "a\n', "settings.toml:2: this line is not TOML"),
    "twice a key": (SITE + 'id = "b"\n' + BILLS, "this line is not TOML"),
    "twice a table": (SITE + BILLS + BILLS, "this line is not TOML"),
    "a table that is a list": ("tables = []\n" + SITE, "tables = []"),
    "a site that is a text": ("site = 'a'\n" + BILLS, "site = 'a'"),
    "unknown key": (SITE + BILLS + "paht = 'x'\n", "Did you mean path?"),
    "unknown table": (SITE + "[tables.biling]\npath = 'b.csv'\n", "Did you mean billing?"),
    "unknown section": (SITE + BILLS + "[clasification]\nlimit_a = 0.8\n", "Did you mean classification?"),
    "unknown engine": (ENGINE.format(engine="os:system"), "os:system"),
    "a program as engine": (ENGINE.format(engine="rm -rf /"), "engine must be an address"),
    "no module": (ENGINE.format(engine="nowhere:connect"), "nowhere"),
    "no function": (ENGINE.format(engine="prints:nothing"), "nothing"),
    "a module that prints": (ENGINE.format(engine="prints:connect"), "prints:connect"),
    "a module that raises": (ENGINE.format(engine="raises:connect"), "RuntimeError"),
    "a module that ends": (ENGINE.format(engine="ends:connect"), "SystemExit"),
    "a module that stops": (ENGINE.format(engine="stops:connect"), "failed with Stop: noise: over"),
    "a module that is none": (ENGINE.format(engine="broken:connect"), "SyntaxError"),
    "an engine that is a list": ("engine = ['x']\n" + SITE + BILLS, "engine = ['x']"),
    "path upwards": (SITE + '[tables.billing]\npath = "../../../etc/nothing"\n', "there is no such file"),
    "path of a device": (SITE + '[tables.billing]\npath = "/dev/zero"\n', "zero"),
    "path of a process": (SITE + '[tables.billing]\npath = "/proc/self/mem"\n', "mem"),
    "path of a folder": (SITE + '[tables.billing]\npath = "/"\n', "is a folder"),
    "path with NUL": (SITE + '[tables.billing]\npath = "a\\u0000b.csv"\n', "billing"),
    "path too long": (SITE + f'[tables.billing]\npath = "{LONG * 30}"\n', "billing"),
    "path of all": (SITE + '[tables.billing]\npath = "**/**/**/*.nothing"\n', "there is no such file"),
    "path of a user": (SITE + '[tables.billing]\npath = "~nobody/b.csv"\n', "there is no such file"),
    "path that is an address": (SITE + f'[tables.billing]\npath = "ftp://u:{SECRET}@h/b"\n', "path = ***"),
    "scheme unknown": (SITE + TABLE.format(url=f"gopher://u:{SECRET}@h/d"), "gopher"),
    "scheme of a file": (SITE + TABLE.format(url="file:///etc/passwd"), "file"),
    "scheme of the web": (SITE + TABLE.format(url=f"https://u:{SECRET}@h/d?token={SECRET}"), "d#t"),
    "password everywhere": (
        SITE + TABLE.format(url=f"postgresql+psycopg://{SECRET}:{SECRET}@{SECRET}:1/wms?x={SECRET}"),
        "wms#t",
    ),
    "password as port": (SITE + TABLE.format(url=f"postgresql+psycopg://u@h:{SECRET}/d"), "billing"),
    "unset variable": (SITE + TABLE.format(url=f"postgresql://u:{SECRET}${{UNSET}}@h/d"), "UNSET"),
    "no such database": (SITE + TABLE.format(url="sqlite:///nowhere.db"), "no such database file"),
    "no database at all": (SITE + TABLE.format(url="sqlite://"), "database#t"),
    "a folder as database": (SITE + TABLE.format(url="sqlite:///."), "database#t"),
    "table with SQL": (
        SITE + '[tables.billing]\nurl = "sqlite:///nowhere.db"\ntable = "t; drop table t"\n',
        "no such database file",
    ),
    "id with a slash": (SITE.replace('"a"', '"a/b"') + BILLS, "[site] id = 'a/b'"),
    "id upwards": (SITE.replace('"a"', '".."') + BILLS, "[site] id = '..'"),
    "id on two lines": (SITE.replace('"a"', '"a\\nwcm: done"') + BILLS, "[site] id"),
    "id ending in a line end": (SITE.replace('"a"', '"a\\n"') + BILLS, "[site] id"),
    "id with NUL": (SITE.replace('"a"', '"a\\u0000"') + BILLS, "[site] id"),
    "id of a face": (SITE.replace('"a"', '"😀"') + BILLS, "[site] id"),
    "id without end": (SITE.replace('"a"', f'"{LONG}"') + BILLS, "[site] id"),
    "id that is a number": (SITE.replace('"a"', "7") + BILLS, "[site] id = 7"),
    "id of a reserved name": (SITE.replace('"a"', '"-rf"') + BILLS, "[site] id"),
    "name that is empty": (SITE.replace('"A"', '""') + BILLS, "[site] name"),
    "limit of nothing": (SITE + BILLS + "[classification]\nlimit_a = nan\n", "limit_a = nan"),
    "limit without end": (SITE + BILLS + "[classification]\nlimit_b = inf\n", "limit_b = inf"),
    "huge number": (SITE + BILLS + f"[classification]\nwindow_months = {'9' * 60}\n", "window_months"),
    "number of many digits": (SITE + BILLS + f"[classification]\nwindow_months = {'9' * 5000}\n", "toml"),
    "negative window": (SITE + BILLS + "[classification]\nwindow_months = -12\n", "window_months = -12"),
    "huge months": (SITE + BILLS + f"[classification]\nband_months = {'9' * 30}\n", "band_months"),
    "full-width month 13": (SITE + "data_through = '２０２６-１３'\n" + BILLS, "data_through = '２０"),
    "negative header row": (SITE + BILLS + "header_row = -1\n", "header_row = -1"),
    "huge header row": (SITE + BILLS + f"header_row = {'9' * 25}\n", "header_row = 999"),
    "encoding that is no text": (SITE + BILLS + "encoding = 'hex'\n", "encoding = 'hex'"),
    "encoding with NUL": (SITE + BILLS + "encoding = 'utf\\u0000'\n".replace("'", '"'), "encoding"),
    "delimiter of a line": (SITE + BILLS + 'delimiter = "\\n"\n', "billing"),
    "recursive more": (
        SITE + "[[tables.billing]]\npath='b.csv'\n[[tables.billing.more]]\npath='c.csv'\n",
        "[tables.billing] more is not a setting",
    ),
    "more of one": (SITE + BILLS + "[[tables.billing.more]]\npath='c.csv'\n", "more is not a setting"),
    "minutes without end": (SITE + BILLS + "[performance]\nhandling_minutes = inf\n", "handling_minutes"),
    "deep nesting": ("a = " + "[" * 5000 + "]" * 5000 + "\n" + SITE + BILLS, "settings.toml"),
    "zone upwards": (SITE + "time_zone = '../../etc/passwd'\n" + BILLS, "is not a time zone"),
    "language upwards": (SITE + "language = '../zh'\n" + BILLS, "no reports in this language"),
    "name like an address": (SITE + f'"x://u:{SECRET}@h" = 1\n' + BILLS, "is not a setting"),
    "a wave without anything": (SITE + "[surveys.x]\n", "surveys.x"),
    "wave of no month": (
        SITE + "[surveys.x]\nmonth = '2026-13'\nanonymous = true\npath = 'b.csv'\n", "Write it as YYYY-MM"),
    "paths that are addresses": (
        SITE + f'[tables.billing]\npath = ["b.csv", "https://u:{SECRET}@h/x.csv"]\n',
        "[tables.billing] path = ***: this is an address",
    ),
    "survey that is an address": (
        SITE + f'[surveys.x]\nmonth = "2026-05"\nanonymous = true\npath = "https://u:{SECRET}@h/x.csv"\n',
        "[surveys.x] path = ***: this is an address and no file",
    ),
    "questions that are an address": (
        SITE + '[surveys.x]\nmonth = "2026-05"\nanonymous = true\npath = "b.csv"\n'
        f'questions = "https://u:{SECRET}@h/x.csv"\n',
        "[surveys.x] questions = ***: this is an address",
    ),
    "words that are an address": (
        SITE + BILLS + f'[demand_survey]\nlexicon = "https://u:{SECRET}@h/x.csv"\n',
        "[demand_survey] lexicon = ***: this is an address",
    ),
    "name that turns round": (SITE.replace('"A"', '"A\u202e"') + BILLS, "this has a hidden character"),
    "name on two lines": (SITE.replace('"A"', '"A\\nwcm: done"') + BILLS, "this has a hidden character"),
    "empty": ("", "settings.toml"),
    "only a comment": ("# nothing\n", "settings.toml"),
}  # fmt: skip

#: Files that are no text in UTF-8.
FILES = {
    "binary": (bytes(range(256)), "is not UTF-8"),
    "GB18030": ((SITE + BILLS).replace('"A"', '"临安仓"').encode("gb18030"), "is not UTF-8"),
    "UTF-16": ((SITE + BILLS).encode("utf-16"), "is not UTF-8"),
    "NUL": (b"\0" * 64, "is not TOML"),
    "100 MB": (b"# filling\n" * 10_000_000, "too large for settings"),
}

MODULES = {
    "prints": "print('noise')\ndef connect():\n    print('more noise')\n    return None\n",
    "raises": f"def connect():\n    raise RuntimeError('no x://u:{SECRET}@h')\n",
    "ends": "raise SystemExit(7)\n",
    "stops": "class Stop(BaseException):\n    pass\ndef connect():\n    raise Stop('noise: over')\n",
    "interrupts": "raise KeyboardInterrupt\n",
    "broken": "def connect(:\n",
}


@pytest.fixture
def folder(tmp_path, monkeypatch):
    """A folder for settings and exports, and another one to work in."""
    monkeypatch.setenv("WCM_CACHE", str(tmp_path / "cache"))
    monkeypatch.delenv("UNSET", raising=False)
    monkeypatch.setattr(cli, "_today", lambda: date(2026, 6, 15))
    (tmp_path / "work").mkdir()
    (tmp_path / "b.csv").write_text("customer_id,doc_date,amount_ex_vat\na,2026-05-29,5\n", encoding="utf-8")
    for name, code in MODULES.items():
        (tmp_path / f"{name}.py").write_text(code, encoding="utf-8")
    monkeypatch.chdir(tmp_path / "work")
    return tmp_path


def names(folder):
    return {path.name for path in folder.iterdir()}


def assert_refused(folder, words):
    """Run both commands on settings: one line that names what is wrong, and nothing else."""
    before = names(folder)
    for command in (["check"], ["report", "--reports", folder / "work" / "r"]):
        done = wcm(*command, "-s", folder / "settings.toml")
        faults = [line for line in done.stderr.splitlines() if not line.endswith(": reading the exports")]
        faults += [line for line in done.stdout.splitlines() if line.startswith("Blocked: ")]
        assert done.returncode == 1
        assert len(faults) == 1, faults
        assert words in faults[0]
        assert len(faults[0]) < 1000
        for text in (done.stdout, done.stderr):
            assert "Traceback" not in text
            assert SECRET not in text
            assert "noise" not in text.replace("noise:", "")
    assert names(folder / "work") == set()
    assert names(folder) - {"cache", "__pycache__"} == before


@pytest.mark.parametrize("name", SETTINGS)
def test_wrong_settings_are_one_line(folder, name):
    text, words = SETTINGS[name]
    (folder / "settings.toml").write_text(text, encoding="utf-8")
    assert_refused(folder, words)


def test_an_interrupt_of_a_module_stops_the_run_with_a_line(folder):
    (folder / "settings.toml").write_text(ENGINE.format(engine="interrupts:connect"), encoding="utf-8")
    for command in (["check"], ["report", "--reports", folder / "work" / "r"]):
        done = wcm(*command, "-s", folder / "settings.toml", "-s", folder / "settings.toml")
        assert done.returncode == 130
        assert done.stderr.splitlines()[-1] == (
            "wcm: The run was interrupted by Ctrl-C or by a function of the settings."
        )


@pytest.mark.parametrize("name", FILES)
def test_a_file_that_is_no_settings_is_one_line(folder, name):
    content, words = FILES[name]
    (folder / "settings.toml").write_bytes(content)
    assert_refused(folder, words)


def test_a_folder_without_a_workbook_is_one_line(folder):
    (folder / "settings.toml").mkdir()
    assert_refused(folder, "workbook.toml does not exist")


def test_a_site_name_in_html_is_text(folder):
    name = "<script>alert(1)</script>"
    text = SITE.replace('"A"', f'"{name}"') + BILLS
    (folder / "settings.toml").write_text(text, encoding="utf-8")
    done = wcm(
        "report", "-s", folder / "settings.toml", "--reports", folder / "r", "--only", "classification"
    )
    assert done.returncode == 0, done.stderr
    for page in (folder / "r").rglob("*.html"):
        assert name not in page.read_text(encoding="utf-8")
