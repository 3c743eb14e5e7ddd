"""What a publishing run did, as Markdown for the page of the run. Titles of posts that are not out stay out of it."""

from __future__ import annotations

from collections.abc import Sequence

from smm_build.domain.plan import PlannedDelivery
from smm_build.domain.sentence import Language, Sentence
from smm_build.text.quoting import in_markdown

__all__ = ["run_summary"]

_TITLE = Sentence("What this run did", "Che cosa ha fatto questa esecuzione")
_HEAD = Sentence("Post | Channel | State | Where", "Post | Canale | Stato | Dove")
_SHOWN = 200


def run_summary(outcome: Sequence[PlannedDelivery], language: Language) -> str:
    """Return a table with a row a delivery. The page may be public: reasons, which may quote a post, are not in it."""
    rows = [
        f"| `{planned.key.post}` | {in_markdown(planned.key.channel)} | {planned.state.value} | {_where(planned)} |"
        for planned in outcome[:_SHOWN]
    ]
    return "\n".join(
        [f"### {_TITLE.into(language)}", "", f"| {_HEAD.into(language)} |", "|---|---|---|---|", *rows, ""]
    )


def _where(planned: PlannedDelivery) -> str:
    url = planned.url or ""
    return f"<{url}>" if url.startswith("https://") and not set(url) & set("<>| \n") else ""
