"""How fast a command starts, told by what it loads: a time would depend on the machine."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import homes
import pytest

ROOT = Path(__file__).resolve().parents[2]
FOR_NIGHTS = {
    "babel", "bertopic", "demo", "fluent", "igraph", "jinja2", "mmh3", "numba", "onnxruntime", "openvino", "pandas",
    "phonenumbers", "prefect", "rich", "safetensors", "scipy", "sentence_transformers", "sklearn", "stdnum",
    "tokenizers", "torch", "transformers", "umap",
}  # fmt: skip
"""What only those commands load that run nights or print pages."""
FOR_HOMES = {"numpy", "orjson", "pyarrow", "sqlalchemy"}
"""What those load as well that look at a home."""
FOR_MODELS = {"bertopic", "numba", "plotly", "sentence_transformers", "sklearn", "torch", "transformers", "umap"}
"""What takes seconds to load, and a night with the bundled model does without."""
SCRIPT = """
import json, sys
sys.argv = ["painpoints", *sys.argv[1:]]
from flows.cli import main
try:
    main()
finally:
    print(json.dumps(sorted(sys.modules)))
"""


def loaded(*words: str) -> set[str]:
    """The modules that a command has loaded when it is done."""
    command = [sys.executable, "-c", SCRIPT, *words]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    return set(json.loads(done.stdout.splitlines()[-1]))


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home in which two nights ran."""
    where = homes.home(tmp_path_factory.mktemp("start") / "home", key="")
    for night in (homes.MONDAY, homes.MONDAY.replace(day=17)):
        homes.run(where, night, homes.pains(night, "mail", each=6))
    return where.folder


@pytest.mark.parametrize("words", ["--help", "--version", "nightly --help", "topics --help", "topics merge --help"])
def test_help_waits_for_nothing(words: str) -> None:
    """Nothing is loaded but what reads a command line; of that, pydantic only for the options of one command."""
    found = {name.partition(".")[0] for name in loaded(*words.split())}
    assert found & (FOR_NIGHTS | FOR_HOMES) == set()
    assert ("pydantic" in found) == (words not in ("--help", "--version"))


@pytest.mark.parametrize("words", ["status", "status --json", "topics list", "topics list --json"])
def test_a_look_at_a_home_waits_for_no_night(words: str, home: Path) -> None:
    """What reads the catalog and the lake is loaded, and nothing that makes a night or prints a page."""
    modules = loaded(*words.split(), "--home", str(home))
    assert {name.partition(".")[0] for name in modules} & FOR_NIGHTS == set()
    assert "pyarrow.compute" not in modules
    ours = {name for name in modules if name.startswith(("pipeline.stages.", "reports."))}
    assert ours == {"pipeline.stages.workspace", "reports.words", "reports.words.filters"}


def test_a_night_waits_for_no_library_that_it_does_without(tmp_path: Path) -> None:
    """Not even one that finds topics and behaviours."""
    talk = tmp_path / "talk.jsonl"
    talk.write_text("".join(f"{json.dumps(row)}\n" for row in homes.pains(homes.MONDAY, "mail", each=20)))
    words = ("--home", str(tmp_path / "home"), "--input", str(talk), "--night", str(homes.MONDAY), "--json")
    modules = loaded("nightly", *words)
    assert {name.partition(".")[0] for name in modules} & FOR_MODELS == set()
    assert {"mmh3", "openvino", "pipeline.discovery"} <= modules
