"""Posts of galaxy-social: Markdown files with ``media``, ``mentions`` and ``hashtags``, ``plugins.yml`` and results.

The format as its tool reads it: https://github.com/usegalaxy-eu/galaxy-social, read on 2026-11-23. Pure.
"""

from __future__ import annotations

from smm_build.domain.sentence import Sentence
from smm_build.importers._base import Imported, ImportOptions, Row, Source
from smm_build.importers._dates import day_in_name, usual_order
from smm_build.importers._workspace import Names, minimal_brand
from smm_build.importers.galaxy_social import _plugins, _results
from smm_build.importers.galaxy_social._posts import Made, Team, convert_post
from smm_build.importers.galaxy_social._source import NotAPost, SourcePost, read_post

__all__ = ["NAME", "TITLE", "convert", "recognises"]

NAME = "galaxy-social"
TITLE = Sentence("Posts of galaxy-social", "Post di galaxy-social")

_NO_POST = Sentence("It is no part of the plan.", "Non fa parte del piano.")


def recognises(source: Source) -> bool:
    """Say whether there is a ``plugins.yml``, a ``processed_files.json`` or a post with ``media``."""
    if _plugins.FILE in source or _results.FILE in source:
        return True
    return any(isinstance(read_post(path, source[path]), SourcePost) for path in source if path.endswith(".md"))


def convert(source: Source, options: ImportOptions) -> Imported:
    """Turn the team's channels, posts and results into ours."""
    read = {path: read_post(path, source[path]) for path in sorted(source) if _may_be_post(path, source)}
    posts = [post for post in read.values() if isinstance(post, SourcePost)]
    used = {word.text for post in posts for word in post.media}
    plugins = _plugins.read_plugins(source, options, used)
    results = _results.read_results(source)
    results = results if options.with_history else results.forgotten()
    days = [day for path in read if (day := day_in_name(path))]
    team = Team(source, options, plugins, results, Names(options), usual_order(days))
    made = [convert_post(post, team) for post in posts]
    brand, brand_rows = minimal_brand(options)
    files: dict[str, str | bytes] = {**brand, **plugins.files}
    for one in made:
        files |= one.files
    return Imported(
        files,
        tuple(seed for one in made for seed in one.history),
        (
            *brand_rows,
            *plugins.rows,
            *results.rows,
            *(row for one in made for row in one.rows),
            *_other_files(source, read, made),
            *_results_without_post(results, read),
        ),
        tuple(dict.fromkeys(address for one in made for address in one.missing)),
    )


def _may_be_post(path: str, source: Source) -> bool:
    """Say whether their tool would look at the file: Markdown under ``posts``, or anywhere if there is no ``posts``."""
    has_folder = any(name.startswith("posts/") for name in source)
    return path.lower().endswith(".md") and (path.startswith("posts/") or not has_folder)


def _other_files(source: Source, read: dict[str, SourcePost | NotAPost], made: list[Made]) -> list[Row]:
    rows = [
        Row(path, post.line, "file", "left out", post.why) for path, post in read.items() if isinstance(post, NotAPost)
    ]
    used = {path for one in made for path in one.used}
    in_post = Sentence("It is a picture of a post.", "È un'immagine di un post.")
    for path in sorted(set(source) - set(read) - {_plugins.FILE, _results.FILE}):
        if path in used:
            rows.append(Row(path, None, "file", "imported", in_post))
        else:
            rows.append(Row(path, None, "file", "left out", _NO_POST))
    return rows


def _results_without_post(results: _results.Results, read: dict[str, SourcePost | NotAPost]) -> list[Row]:
    gone = Sentence("Its post is not among the files.", "Il suo post non è tra i file.")
    paths = [path for path in results.by_post if not isinstance(read.get(path), SourcePost)]
    return [row for path in paths for row in results.left_out(path, {}, gone)]
