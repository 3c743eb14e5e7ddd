"""Download pictures that posts of another tool show by their address."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from urllib.parse import urljoin

from smm_build.domain.sentence import Sentence
from smm_build.networks import Request, Response
from smm_build.run.sending import AnswerLost, NotSent

__all__ = ["fetch_files"]

_REDIRECTS = 5


def fetch_files(
    urls: Iterable[str], send: Callable[[Request], Response], failed: Callable[[str, Sentence], None]
) -> dict[str, bytes]:
    """Return the contents by URL; ``failed`` is told of each URL that gave nothing, and why."""
    found: dict[str, bytes] = {}
    for url in dict.fromkeys(urls):
        try:
            answer = _follow(url, send)
        except (NotSent, AnswerLost) as error:
            failed(url, Sentence(f"not fetched: {error}", f"non scaricato: {error}"))
            continue
        if answer.ok and answer.body:
            found[url] = answer.body
        else:
            failed(url, Sentence(f"not fetched: status {answer.status}", f"non scaricato: stato {answer.status}"))
    return found


def _follow(url: str, send: Callable[[Request], Response]) -> Response:
    """Get ``url``; pictures, unlike posts, may be redirected."""
    answer = Response(0)
    for _ in range(_REDIRECTS):
        answer = send(Request("GET", url, "fetch a picture", headers={"Accept": "image/*, video/*;q=0.8"}))
        if answer.status // 100 != 3 or "location" not in answer.headers:  # noqa: PLR2004 - the class of redirects
            return answer
        url = urljoin(url, answer.headers["location"])
    return answer
