"""What mkdocs is told: the workspace's ``mkdocs.yml`` as far as it is about looks, and everything else from us.

The workspace's file may come from a pull request nobody has read yet. So it is read as plain data, and only what
cannot run code or fetch anything from elsewhere is taken over; the rest is named in the notes.
"""

from __future__ import annotations

from collections.abc import Container, Mapping
from dataclasses import dataclass
from importlib import resources
from pathlib import Path
from typing import Any

import nh3
import yaml

from smm_build.domain.sentence import Sentence
from smm_build.site.addresses import web_address
from smm_build.site.bundle import SCRIPT, STYLE
from smm_build.site.unbuilt import Site

__all__ = ["BUILT_SCRIPT", "ConfigError", "EngineConfig", "engine_config", "site_address"]

BUILT_SCRIPT = "assets/built.js"
"""Where every page learns for which moment the site was built."""

_LOOKS = frozenset({"palette", "features", "icon", "logo", "favicon", "direction"})
_TAKEN = frozenset(
    {"site_name", "site_description", "site_author", "site_url", "copyright", "nav", "theme", "extra_css", "extra"}
)
_OURS = frozenset(
    {"docs_dir", "site_dir", "use_directory_urls", "not_in_nav", "exclude_docs", "validation", "strict", "INHERIT"}
)
"""Keys that are about a docs folder the calendar does not have: left out without a word."""

_THEME_OURS = frozenset({"name", "language", "font"})
_OVERVIEW = (
    "index.md",
    "calendar/index.md",
    "strategy.md",
    "briefs.md",
    "reports.md",
    "channels.md",
    "brand.md",
    "media.md",
    "people.md",
    "findings.md",
)


class ConfigError(Exception):
    """The workspace's mkdocs.yml cannot be read. ``sentence`` says why, in every language."""

    def __init__(self, sentence: Sentence) -> None:
        super().__init__(sentence.en)
        self.sentence = sentence


@dataclass(frozen=True, slots=True)
class EngineConfig:
    """``values`` for mkdocs, ``files`` of the workspace it shows (logo, styles) and ``notes`` on what is left out."""

    values: Mapping[str, Any]
    files: tuple[str, ...]
    notes: tuple[Sentence, ...]


def engine_config(root: Path, site: Site) -> EngineConfig:
    """Return what mkdocs is told for the Markdown files of ``site``; raises :class:`ConfigError`."""
    default = _read(resources.files("smm_build.site").joinpath("mkdocs.yml").read_text("utf-8"))
    own = _workspace_file(root)
    theme, left_out = _theme(default["theme"], own.get("theme"))
    styles = [path for path in _texts(own.get("extra_css")) if _local(path)]
    left_out += [key for key in own if key not in _TAKEN | _OURS]
    left_out += [f"extra.{key}" for key in _mapping(own.get("extra")) if key != "social"]
    values = {
        **_identity(own, site.name),
        "theme": {**theme, "name": "material", "language": site.language, "font": False},
        "nav": _nav(own.get("nav"), site),
        "not_in_nav": "/posts/*\n/calendar/2*\n/calendar/1*\n/*.md\n/calendar/index.md\n",
        "exclude_docs": "!.*\n",
        "use_directory_urls": False,
        "plugins": [],  # search is ours: it finds posts the engine has never seen, and works from a folder
        "extra_css": [STYLE, "assets/brand.css", *styles],
        "extra_javascript": [{"path": path, "defer": True} for path in (BUILT_SCRIPT, SCRIPT)],
        "extra": {"generator": False, "social": _mapping(own.get("extra")).get("social", [])},
        "markdown_extensions": [],
        "strict": False,
    }
    files = [path for path in (theme.get("logo"), theme.get("favicon"), *styles) if isinstance(path, str)]
    return EngineConfig(values, tuple(files), tuple(_note(key) for key in left_out))


def site_address(root: Path) -> str | None:
    """Return where the workspace's ``mkdocs.yml`` says the site will be; ``None`` when it does not say or is broken."""
    try:
        said = _workspace_file(root).get("site_url")
    except ConfigError:
        return None  # the build says what is wrong with the file
    return web_address(said) if isinstance(said, str) else None


def _workspace_file(root: Path) -> dict[str, Any]:
    path = root / "mkdocs.yml"
    try:
        return _read(path.read_text("utf-8"))
    except FileNotFoundError:
        return {}
    except (OSError, UnicodeDecodeError, yaml.YAMLError, RecursionError) as error:
        where = str(error).splitlines()[0] if str(error) else type(error).__name__
        raise ConfigError(
            Sentence(f"mkdocs.yml cannot be read: {where}", f"mkdocs.yml non si può leggere: {where}")
        ) from error


class _PlainLoader(yaml.SafeLoader):
    """YAML as plain data: a tag such as ``!!python/name`` or ``!ENV`` is kept as nothing and never followed."""


def _untagged(_loader: yaml.SafeLoader, _suffix: str, _node: yaml.Node) -> None:
    return None


_PlainLoader.add_multi_constructor("tag:yaml.org,2002:python/", _untagged)
_PlainLoader.add_multi_constructor("!", _untagged)


def _read(text: str) -> dict[str, Any]:
    return _mapping(yaml.load(text, Loader=_PlainLoader))  # noqa: S506 - the loader is a SafeLoader


def _identity(own: Mapping[str, Any], name: str) -> dict[str, Any]:
    said = {key: str(own[key]) for key in ("site_description", "site_author", "site_url") if own.get(key)}
    # The theme writes these into the page as they are.
    values = {key: _in_markup(value) for key, value in said.items()}
    values["site_name"] = _in_markup(str(own.get("site_name") or name))
    if own.get("copyright"):
        values["copyright"] = nh3.clean(str(own["copyright"]), tags={"a", "b", "em", "strong", "br"})
    return values


def _in_markup(text: str) -> str:
    return text.replace("<", "&lt;").replace(">", "&gt;").replace('"', "&quot;")


def _theme(default: Mapping[str, Any], own: object) -> tuple[dict[str, Any], list[str]]:
    said = _mapping(own)
    taken = {key: value for key, value in said.items() if key in _LOOKS and value is not None}
    for key in ("logo", "favicon"):
        if key in taken and not (isinstance(taken[key], str) and _local(taken[key])):
            del taken[key]
    theme = {**default, **taken}
    theme["icon"] = {**_mapping(default.get("icon")), **_mapping(taken.get("icon"))}
    return theme, [f"theme.{key}" for key in said if key not in _LOOKS | _THEME_OURS]


def _local(path: str) -> bool:
    return "://" not in path and not path.startswith(("/", "data:")) and ".." not in path.split("/")


def _nav(own: object, site: Site) -> list[Any]:
    chosen = _existing(own, site) if isinstance(own, list) else []
    return chosen or [path for path in _OVERVIEW if path in site.known]


def _existing(entries: list[Any], docs: Container[str]) -> list[Any]:
    kept: list[Any] = []
    for entry in entries:
        if isinstance(entry, str):
            kept += [entry] if entry in docs else []
        elif isinstance(entry, dict):
            kept += [{_in_markup(str(title)): to} for title, target in entry.items() if (to := _target(target, docs))]
    return kept


def _target(target: object, docs: Container[str]) -> object:
    if isinstance(target, list):
        return _existing(target, docs)
    return target if isinstance(target, str) and (target in docs or target.startswith("https://")) else None


def _texts(value: object) -> list[str]:
    return [item for item in value if isinstance(item, str)] if isinstance(value, list) else []


def _mapping(value: object) -> dict[str, Any]:
    return {str(key): item for key, item in value.items()} if isinstance(value, dict) else {}


def _note(key: str) -> Sentence:
    return Sentence(
        f"mkdocs.yml: `{key}` is left out; the calendar site takes only its looks from there, and runs no other code",
        f"mkdocs.yml: `{key}` non viene usato; il calendario ne prende solo l'aspetto e non esegue altro codice",
    )
