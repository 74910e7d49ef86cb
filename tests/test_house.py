"""The walls of the house: what may be imported when, and by whom."""

import ast
import os
import subprocess
import sys
from collections import defaultdict
from pathlib import Path

import pytest

from tests.helpers.runs import Silent, show
from tingbao import edition

SOURCE = Path(__file__).parents[1] / "src" / "tingbao"
HEAVY = {
    "aiohttp", "boto3", "edge_tts", "feedgen", "jinja2", "lameenc", "lxml", "msgspec", "mutagen",
    "numpy", "PIL", "pydub", "pyloudnorm", "pypinyin", "rich", "scipy", "segno", "soundfile",
    "soxr", "starlette", "uvicorn",
}  # fmt: skip
SHARED = {"numpy"}
"""The array type of the audio room and of the context network: docs/decisions/audio.md."""


def loaded_by(*arguments: str) -> set[str]:
    code = (
        "import sys\n"
        f"sys.argv = ['tingbao', *{arguments!r}]\n"
        "import tingbao\n"
        "if sys.argv[1:]:\n"
        "    from tingbao.cli import run\n"
        "    run()\n"
        "print('\\nLOADED', *sorted({name.partition('.')[0] for name in sys.modules}))\n"
    )
    result = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
    assert result.returncode == 0, result.stderr
    return set(result.stdout.rpartition("LOADED")[2].split())


def test_import_loads_nothing_heavy() -> None:
    assert not loaded_by() & HEAVY


def test_help_loads_nothing_heavy() -> None:
    assert not loaded_by("--help") & HEAVY


def test_a_run_with_nothing_to_do_loads_nothing_that_writes_speaks_or_renders(
    tmp_path: Path,
) -> None:
    root = show(tmp_path, "", "一场雪\n\n本报记者●王丹\n\n下雪了。\n", engine="tone")
    edition.make(root, Silent())
    kept = {"msgspec", "rich"}  # records are read, and the person is told
    assert not loaded_by("make", "--show", str(root)) & HEAVY - kept


def test_each_package_is_imported_by_one_file() -> None:
    importers: dict[str, set[str]] = defaultdict(set)
    for path in SOURCE.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Import):
                names = [alias.name for alias in node.names]
            elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
                names = [node.module]
            else:
                continue
            for name in names:
                importers[name.partition(".")[0]].add(str(path.relative_to(SOURCE)))
    foreign = {
        name: files
        for name, files in importers.items()
        if name not in sys.stdlib_module_names and name not in {"tingbao", *SHARED}
    }
    assert {name: files for name, files in foreign.items() if len(files) > 1} == {}


@pytest.mark.parametrize(("given", "taken"), [({}, "1"), ({"OPENBLAS_NUM_THREADS": "4"}, "4")])
def test_numpy_has_one_thread_unless_told_otherwise(given: dict[str, str], taken: str) -> None:
    code = "import os, tingbao; print(os.environ['OPENBLAS_NUM_THREADS'])"
    plain = {name: value for name, value in os.environ.items() if name != "OPENBLAS_NUM_THREADS"}
    said = subprocess.run(
        [sys.executable, "-c", code], env=plain | given, capture_output=True, text=True, check=True
    )
    assert said.stdout.strip() == taken
