"""Pictures of pages, for the eye."""

from __future__ import annotations

from pathlib import Path

import browsing
import pytest
import screenshots
import stories

PNG, PDF = b"\x89PNG", b"%PDF"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The pages of a story in which hardly anything was said."""
    place = tmp_path_factory.mktemp("story")
    stories.printed(stories.STORIES["silent"](), place)
    return place


@pytest.mark.browser
def test_a_page_is_shot_in_every_mode(folder: Path, tmp_path: Path) -> None:
    """One picture for each width and scheme, one file for each paper, each as wide as asked for."""
    with browsing.chromium() as browser:
        screenshots.shoot(browser, folder / "index.html", "archive", tmp_path, widths=(360, 390), papers=("A4",))
    names = {path.name: path.read_bytes() for path in tmp_path.iterdir()}
    assert sorted(names) == [
        "archive--360-dark.png", "archive--360-light.png", "archive--390-dark.png", "archive--390-light.png",
        "archive--A4.pdf",
    ]  # fmt: skip
    assert {data[:4] for name, data in names.items() if name.endswith("png")} == {PNG}
    assert int.from_bytes(names["archive--390-dark.png"][16:20]) == 390
    assert names["archive--A4.pdf"].startswith(PDF)


def test_every_kind_of_page_is_chosen(folder: Path, tmp_path: Path) -> None:
    """Of each kind as many as asked for, the largest first; of earlier nights none."""
    kinds = {screenshots.kind_of(page) for page in folder.rglob("*.html")}
    assert {screenshots.kind_of(page) for page in screenshots.chosen(folder, 1)} == kinds
    for night, size in (("night=2026-01-01", 9), ("night=2026-01-02", 1)):
        (tmp_path / night).mkdir()
        (tmp_path / night / "product.html").write_text('<body class="product">' + "x" * size)
    (tmp_path / "topics").mkdir()
    for place, size in enumerate((5, 30, 1, 20)):
        (tmp_path / "topics" / f"t{place}.html").write_text('<body class="topic">' + "x" * size)
    assert [page.name for page in screenshots.chosen(tmp_path, 3)] == ["product.html", "t1.html", "t3.html", "t2.html"]
    assert screenshots.chosen(tmp_path, 1)[0].parent.name == "night=2026-01-02"
