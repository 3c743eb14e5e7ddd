"""``python -m smm_build.dev.new_check BRD105 shouting``: the two files a new rule consists of.

The rule finds nothing yet and its example expects something, so that its test fails until both are written.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Mapping
from pathlib import Path

from smm_build.checks import all_checks

__all__ = ["Refusal", "main", "skeleton"]

_MODULE = '''\
"""TODO: what kind of mistake this is, in one line."""

from __future__ import annotations

from collections.abc import Iterator

from smm_build.checks._base import Problem, post_check
from smm_build.checks._passages import texts_of
from smm_build.domain.finding import Severity
from smm_build.domain.post import Post
from smm_build.domain.sentence import Sentence

__all__ = ["{function}"]


@post_check(Severity.WARNING)
def {function}(post: Post) -> Iterator[Problem]:
    """TODO: what is found, in one line.

    ## Why it matters
    TODO: what happens to readers or to the team if nobody minds.

    ## How to fix
    TODO: what to do about it.
    """
    for passage in texts_of(post):
        offset = passage.text.find("TODO: what is found")
        if offset >= 0:
            yield Problem(
                passage.at(offset),
                Sentence(en="TODO: what is wrong", it="TODO: che cosa non va"),
                Sentence(en="TODO: how to mend it", it="TODO: come rimediare"),
            )
'''
_EXAMPLES = """\
## TODO: a title for what is wrong

```markdown title="content/posts/wrong.md"
---
publish_at: 2026-12-01 09:30
channels: [mastodon]
---

Something that should be found. <!-- warning: {name} -->
```

## TODO: a title for what is right

```markdown title="content/posts/right.md"
---
publish_at: 2026-12-01 09:30
channels: [mastodon]
---

Something like it that is all right.
```
"""


class Refusal(Exception):  # noqa: N818 - it is our answer, not a fault
    """The rule cannot be called so; the message says why."""


def skeleton(code: str, name: str) -> Mapping[str, str]:
    """Return the two files by path from the root; raises :class:`Refusal` for a code or a name that cannot be."""
    if not re.fullmatch(r"[A-Z]{3}\d{3}", code):
        raise Refusal(f"{code!r} is no code: three capitals and three digits, such as BRD105")
    if not re.fullmatch(r"[a-z]+(-[a-z]+)*", name):
        raise Refusal(f"{name!r} is no name: small letters with hyphens, such as banned-term")
    for check in all_checks():
        if code == check.code or name == check.name:
            raise Refusal(f"{check.name} ({check.code}) is there already")
    function = name.replace("-", "_")
    stem = f"{code.lower()}_{function}"
    return {
        f"smm_build/checks/{stem}.py": _MODULE.format(function=function),
        f"tests/checks/{stem}.md": _EXAMPLES.format(name=name),
    }


def main(words: list[str], root: Path) -> int:
    """Write the files below ``root``; returns the exit code."""
    try:
        code, name = words
        files = skeleton(code, name)
    except (ValueError, Refusal) as error:
        print(error if isinstance(error, Refusal) else "Say a code and a name: BRD105 shouting", file=sys.stderr)
        return 2
    for path, text in files.items():
        target = root / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text, encoding="utf-8")
        print(path)
    print("Fill in both, then `make docs`. docs/developers/add-a-check.md shows how.")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:], Path(__file__).parents[2]))
