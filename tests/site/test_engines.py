"""Another engine than mkdocs reads the same configuration: Zensical, in an environment of its own."""

from __future__ import annotations

import subprocess
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
import yaml

from smm_build.site.build import build
from smm_build.site.pages import pages
from tests.servers import places
from tests.site_workspaces import NOW, brand, channel, delivery, plan, post, workspace


@pytest.fixture(scope="module")
def zensical() -> Path:
    place = places.zensical()
    if not place.ready:
        pytest.skip("Zensical is not installed: `python -m tests.servers.install zensical` does it")
    return place.home / "bin" / "zensical"


@pytest.mark.slow
@pytest.mark.timeout(300)
def test_the_site_is_stamped_into_a_shell_by_zensical(zensical: Path, tmp_path: Path) -> None:
    def engine(docs: Path, made: Path, values: Mapping[str, Any]) -> None:
        project = docs.parent
        said = {**values, "docs_dir": docs.name, "site_dir": made.name}
        (project / "mkdocs.yml").write_text(yaml.safe_dump(said, sort_keys=False, allow_unicode=True), "utf-8")
        done = subprocess.run([zensical, "build"], cwd=project, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stdout + done.stderr

    some = [delivery(post("one", "Uno & due"), channel("x"), NOW, texts=["Il caffè"])]
    site = pages(workspace(some, of=brand("it")), (), plan(some))
    build(tmp_path, tmp_path / "site", site, engine=engine)
    page = (tmp_path / "site/posts/one.html").read_text("utf-8")
    assert "Uno &amp; due" in page
    assert '<html lang="it"' in page
    assert "smm-mark" not in page
    assert 'class="smm-search"' in page
    assert "assets/smm.css" in page
