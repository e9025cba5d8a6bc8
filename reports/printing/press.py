"""The press: how pages are printed and put in their place. Only this module knows Jinja2, and only it writes pages.

Every page is written beside its place and then moved into it, so a reader never meets half a page; one that is there
already, byte for byte, is left alone.
"""

from __future__ import annotations

import base64
import hashlib
import shutil
import tempfile
import traceback
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache, partial
from pathlib import Path
from typing import Any

from jinja2 import (
    ChoiceLoader,
    Environment,
    FileSystemLoader,
    PrefixLoader,
    StrictUndefined,
    TemplateNotFound,
    TemplateSyntaxError,
    meta,
    nodes,
)
from jinja2.compiler import CodeGenerator, Frame
from markupsafe import Markup, escape

from pipeline import settings
from pipeline.errors import SettingsError
from reports.geometry import captions, charts
from reports.printing.brand import UNBRANDED, Brand, brand_of
from reports.words import filters
from reports.words.wording import Wording, has_words, speaking

_HERE = Path(__file__).parents[1]
_PARTS = (".html", ".css", ".js", ".txt")


@dataclass(frozen=True, slots=True, kw_only=True)
class Press:
    """What pages are printed with besides what they tell."""

    language: str = "en"
    messages: str = ""
    """A folder of the company's own messages; empty: none."""
    templates: str = ""
    """A folder of its own templates, styles and scripts; empty: none."""
    brand: Brand = UNBRANDED
    url: str = ""
    """Where the pages are found, ending in a slash; empty: unknown."""
    evidence: bool = True
    """Whether quotes lead to their conversations."""

    @property
    def say(self) -> Wording:
        """How its pages speak."""
        return speaking(self.language, self.messages)

    def speaking(self, language: str) -> Press:
        """The same in another language; in English where nobody has words in it any more."""
        return replace(self, language=language if has_words(language, self.messages) else "en")

    def page(self, template: str, values: Mapping[str, object]) -> bytes:
        """One page; raises SettingsError for a slip in a template of the company's own."""
        try:
            return _environment(self).get_template(template).render(values).encode()
        except Exception as error:
            place = _own_place(self.templates, error)
            if place is None:
                raise
            raise SettingsError(f"{place}: {type(error).__name__}: {error}") from None

    def sources(self) -> str:
        """SHA-256 of everything that makes pages: what was printed by other sources is printed anew."""
        digest = hashlib.sha256(repr(self).encode())
        for folder in (_HERE, *map(Path, filter(None, (self.messages, self.templates)))):
            for path in sorted(folder.rglob("*")):
                if path.suffix in (".py", ".ftl", *_PARTS):
                    digest.update(path.read_bytes())
        return digest.hexdigest()


OURS = Press()
"""Ours: in English, with nobody's brand."""


def press_of(reports: settings.Reports) -> Press:
    """The press of the settings; raises SettingsError for whatever in it cannot work, naming file and line."""
    if reports.messages and not Path(reports.messages).is_dir():
        raise SettingsError(f"reports.messages: {reports.messages!r} is no folder")
    speaking(reports.language, reports.messages)
    press = Press(
        language=reports.language,
        messages=reports.messages,
        templates=reports.templates,
        brand=brand_of(reports),
        url=reports.url,
        evidence=reports.evidence,
    )
    if reports.templates:
        _proofread(press)
    return press


def put(folder: Path, pages: Mapping[str, bytes]) -> tuple[Path, ...]:
    """Write pages under the folder, by name, where they are not there already; returns the paths written."""
    new = {name: data for name, data in pages.items() if not _is_there(folder / name, data)}
    if not new:
        return ()
    folder.mkdir(parents=True, exist_ok=True)
    scratch = Path(tempfile.mkdtemp(prefix=".pages-", dir=folder))
    try:
        for name, data in new.items():
            draft = scratch / name
            draft.parent.mkdir(parents=True, exist_ok=True)
            draft.write_bytes(data)
        for name in new:
            target = folder / name
            target.parent.mkdir(exist_ok=True)
            (scratch / name).replace(target)
    finally:
        shutil.rmtree(scratch, ignore_errors=True)
    return tuple(folder / name for name in new)


def _is_there(path: Path, data: bytes) -> bool:
    try:
        return path.stat().st_size == len(data) and path.read_bytes() == data
    except FileNotFoundError:
        return False


class _InOneCall(CodeGenerator):
    """Templates in which a value goes into the page by one call, which makes it clean and escapes it.

    A night's pages hold a million values; with Jinja's own two calls for each, printing took a tenth longer.
    """

    def _output_child_pre(self, node: nodes.Expr, frame: Frame, finalize: Any) -> None:
        if _escaping(frame):
            self.write("environment.printed(")
        else:
            super()._output_child_pre(node, frame, finalize)

    def _output_child_post(self, node: nodes.Expr, frame: Frame, finalize: Any) -> None:
        if _escaping(frame):
            self.write(")")
        else:
            super()._output_child_post(node, frame, finalize)


def _escaping(frame: Frame) -> bool:
    """Whether it is certain, when a template is compiled, that its values are escaped."""
    return bool(frame.eval_ctx.autoescape and not frame.eval_ctx.volatile)


class _Pages(Environment):
    code_generator_class = _InOneCall
    printed = staticmethod(filters.printed)


@lru_cache(maxsize=8)
def _environment(press: Press) -> Environment:
    shipped = FileSystemLoader([_HERE / "templates", _HERE / "static"])
    own = [FileSystemLoader(press.templates)] if press.templates else []
    environment = _Pages(
        autoescape=True,
        undefined=StrictUndefined,
        # One of the company's own by the name of ours can build on ours, by the name `shipped/...`.
        loader=ChoiceLoader([*own, shipped, PrefixLoader({"shipped": shipped})]),
        finalize=filters.tidy,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,  # a night is printed by the templates that it began with
    )
    say = press.say
    environment.filters.update(sha256=_sha256, css_string=filters.css_string, sentence_case=filters.sentence_case)
    environment.globals.update(
        say=say,
        number=say.number,
        woven=partial(_woven, say),
        brand=press.brand,
        evidence=press.evidence,
        url=press.url,
        spark=charts.spark,
        bars=partial(charts.bars, say),
        whisker=partial(charts.whisker, say),
        scale_of=charts.scale_of,
        captions=captions.captions,
    )
    return environment


def _woven(say: Wording, message: str, **values: str | int) -> Markup:
    """A message with links in it: what is marked up already goes in as it is, all else is escaped."""
    links = {name: value for name, value in values.items() if isinstance(value, Markup)}
    plain = {name: filters.clean(value) if isinstance(value, str) else value for name, value in values.items()}
    parts = enumerate(say.around(message, links, plain))
    return Markup().join(links[part] if at % 2 else escape(filters.clean(part)) for at, part in parts)


@lru_cache(maxsize=16)
def _sha256(text: str) -> str:
    """Of what is inlined, exactly as it stands between its tags, as the security policy names it."""
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()


def _proofread(press: Press) -> None:
    """Raise SettingsError for the first template of the company's own that cannot be read, or holds what is nowhere."""
    folder = Path(press.templates)
    if not folder.is_dir():
        raise SettingsError(f"reports.templates: {str(folder)!r} is no folder")
    environment = _environment(press)
    own = {}
    for path in sorted(folder.rglob("*")):
        if path.suffix in _PARTS:
            name = path.relative_to(folder).as_posix()
            try:
                environment.get_template(name)
                own[name] = (path, environment.parse(path.read_text("utf-8")))
            except TemplateSyntaxError as error:
                raise SettingsError(f"{error.filename}:{error.lineno}: {error.message}") from None
            except (OSError, UnicodeDecodeError) as error:
                raise SettingsError(f"{path}: cannot be read as UTF-8 text: {error}") from None
    ours = (path for part in ("templates", "static") for path in (_HERE / part).iterdir())
    known = set(environment.globals).union(
        *(meta.find_undeclared_variables(environment.parse(path.read_text("utf-8"))) for path in ours),
        *(_set(tree) for _, tree in own.values()),
    )
    for name, (path, tree) in own.items():
        _follow(press, name, str(path), ())
        unknown = meta.find_undeclared_variables(tree) - known - _asked_for(tree)
        for node in tree.find_all(nodes.Name):
            if node.name in unknown:
                raise SettingsError(f"{path}:{node.lineno}: no page is given {node.name!r}")


def _follow(press: Press, name: str, place: str, above: tuple[str, ...]) -> None:
    """Raise SettingsError where a template, or one that is in it, holds itself or one that is nowhere; `place` is the
    last line of the company's own on the way there."""
    environment = _environment(press)
    assert environment.loader
    text, file, _ = environment.loader.get_source(environment, name)
    tree = environment.parse(text)
    for node in tree.find_all((nodes.Extends, nodes.Include, nodes.Import, nodes.FromImport)):
        wanted: nodes.Expr = getattr(node, "template")  # noqa: B009
        held = wanted.value if isinstance(wanted, nodes.Const) else None
        if not isinstance(held, str):
            continue
        here = f"{file}:{node.lineno}" if file and Path(file).is_relative_to(press.templates) else place
        if held in (*above, name):
            raise SettingsError(f"{here}: {held!r} holds itself")
        try:
            _follow(press, held, here, (*above, name))
        except TemplateNotFound:
            if not getattr(node, "ignore_missing", False):
                raise SettingsError(f"{here}: there is no {held!r}") from None


def _set(tree: nodes.Template) -> Iterator[str]:
    """The names that a template sets itself, for those too that are in it or build on it."""
    yield from (node.name for node in tree.find_all(nodes.Name) if node.ctx != "load")
    yield from (node.name for node in tree.find_all(nodes.Macro))
    yield from (node.target for node in tree.find_all(nodes.Import))
    for node in tree.find_all(nodes.FromImport):
        yield from (one if isinstance(one, str) else one[1] for one in node.names)


def _asked_for(tree: nodes.Template) -> set[str]:
    """The names that a template can do without: it asks whether they are there, or says what to take instead."""
    asks = [node for node in tree.find_all(nodes.Test) if node.name in ("defined", "undefined")]
    defaults = [node for node in tree.find_all(nodes.Filter) if node.name in ("default", "d")]
    return {name.name for node in (*asks, *defaults) for name in node.find_all(nodes.Name)}


def _own_place(templates: str, error: Exception) -> str | None:
    """File and line of the company's own template in which an error arose; None where in none."""
    found = [(frame.filename, frame.lineno) for frame in traceback.extract_tb(error.__traceback__)]
    if isinstance(error, TemplateSyntaxError):
        found.append((error.filename or "", error.lineno))
    own = [f"{file}:{line}" for file, line in found if templates and Path(file).is_relative_to(templates)]
    return own[-1] if own else None
