"""Put the files of a due post where its network can fetch them, and take them away when the attempt is over."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from pathlib import Path, PurePosixPath

from smm_build.domain.brand import Staging
from smm_build.domain.delivery import Trouble
from smm_build.domain.media import Media
from smm_build.domain.sentence import Sentence
from smm_build.domain.variant import Variant
from smm_build.networks import Fetcher, Refused, Request, Response, get_network
from smm_build.run.errors import OperationalError
from smm_build.run.git import Git, find_repository, ledger_remote
from smm_build.run.prepared import Prepared
from smm_build.run.sending import AnswerLost, NotSent
from smm_build.run.staging_places import BranchPlace, FolderPlace, NoPlace, StagingPlace, left_behind, name_of

__all__ = ["LEFT_AFTER", "Stager", "files_to_stage", "place_for"]

LEFT_AFTER = timedelta(hours=1)
"""What lies there for longer was left by a run that died: a claim lives for fifteen minutes."""

_PAUSES = (1.0, 2.0, 3.0, 5.0, 5.0, *(10.0,) * 46)
"""Seconds between looks at the public address: eight minutes in all. A host of pages needs one or two to build."""
_LARGEST_ANSWER = 16 * 1024 * 1024
"""Bytes of an answer that the transport reads; of a larger file its beginning and its length are compared."""


class Stager:
    """Stages the files of variants.

    ``token`` gives a new text that nobody can guess. ``tell`` is told what could not be taken away. ``place`` is
    ``None`` where brand.yml says nothing of staging: then what needs it is refused, with the words to write there.
    """

    def __init__(  # noqa: PLR0913, PLR0917 - everything it touches of the world is handed to it
        self,
        root: Path,
        base: str | None,
        place: StagingPlace | None,
        send: Callable[[Request], Response],
        sleep: Callable[[float], None],
        clock: Callable[[], datetime],
        token: Callable[[], str],
        tell: Callable[[Sentence], None] = lambda _: None,
    ) -> None:
        self._root = root
        self._base = base
        self._place = place
        self._send = send
        self._sleep = sleep
        self._clock = clock
        self._token = token
        self._tell = tell

    def stage(self, variant: Variant) -> Prepared:
        """Return the variant with the public addresses of the files its network fetches; raises :class:`Refused`."""
        files = files_to_stage(variant)
        if not files:
            return Prepared(variant)
        if self._place is None or self._base is None:
            raise Refused(Trouble.PERMISSION, _no_place(variant))
        name = name_of(self._clock(), self._token())
        called = {media.file: _called(number, media) for number, media in enumerate(files, start=1)}
        staged = {file: f"{self._base}/{name}/{own}" for file, own in called.items()}
        release = self._releaser(self._place, name)
        try:
            self._place.put(name, {own: self._root / file for file, own in called.items()})
            self._await(staged)
        except OperationalError as error:
            release()
            raise Refused(Trouble.TRANSIENT, _not_staged(error.sentence)) from error
        except BaseException:
            release()
            raise
        return Prepared(variant, staged, release)

    def sweep(self) -> None:
        """Take away what a run has left that died more than an hour ago."""
        if self._place is None:
            return
        try:
            if left := left_behind(self._place.names(), self._clock(), LEFT_AFTER):
                self._place.take_away(left)
        except OperationalError as error:
            self._tell(_not_taken_away(error.sentence))

    def _releaser(self, place: StagingPlace, name: str) -> Callable[[], None]:
        def release() -> None:
            try:
                place.take_away(frozenset({name}))
            except OperationalError as error:
                self._tell(_not_taken_away(error.sentence))

        return release

    def _await(self, staged: Mapping[str, str]) -> None:
        """Wait until every file is public, byte for byte; raises :class:`OperationalError`."""
        left = dict(staged)
        for pause in (*_PAUSES, None):
            left = {file: url for file, url in left.items() if not self._is_public(file, url)}
            if not left:
                return
            if pause is not None:
                self._sleep(pause)
        raise OperationalError(_never_public(next(iter(left.values()))))

    def _is_public(self, file: str, url: str) -> bool:
        request = Request("GET", url, "see whether the file is public", headers={"Accept-Encoding": "identity"})
        try:
            answer = self._send(request)
        except (NotSent, AnswerLost):
            return False
        # A redirect is no answer: a network that follows none would find nothing, and one that does another file.
        return answer.status == _OK and _is_same(answer, self._root / file)


def files_to_stage(variant: Variant) -> tuple[Media, ...]:
    """Return the files of ``variant`` that its network fetches itself, each once."""
    network = get_network(variant.channel.network)
    if variant.channel.rehearsed or not isinstance(network, Fetcher):
        return ()
    kinds = network.fetches(variant.channel)
    media = [media for part in variant.messages for media in part.media]
    media += [variant.settings.cover] if variant.settings.cover else []
    wanted = {one.file: one for one in media if one.facts is not None and one.facts.kind in kinds}
    return tuple(wanted.values())


def place_for(staging: Staging | None, root: Path, sleep: Callable[[float], None]) -> StagingPlace | None:
    """Return the place that brand.yml names, ``None`` when it names none."""
    if staging is None:
        return None
    if staging.folder is not None:
        return FolderPlace(root / staging.folder)
    repository = find_repository(root)
    try:
        remote = ledger_remote(Git(repository)) if repository else None
    except OperationalError as error:
        return NoPlace(error.sentence)
    if repository is None or remote is None:
        return NoPlace(_NO_REMOTE)
    return BranchPlace(repository, remote, staging.branch or "", sleep)


def _called(number: int, media: Media) -> str:
    return f"{number}{PurePosixPath(media.file).suffix.lower()}"


def _is_same(answer: Response, path: Path) -> bool:
    size = path.stat().st_size
    if size < _LARGEST_ANSWER:
        return len(answer.body) == size and hashlib.sha256(answer.body).digest() == _digest(path, size)
    said = answer.headers.get("content-length", "")
    return said == str(size) and hashlib.sha256(answer.body).digest() == _digest(path, len(answer.body))


def _digest(path: Path, length: int) -> bytes:
    digest = hashlib.sha256()
    with path.open("rb") as file:
        while length and (chunk := file.read(min(length, 1 << 20))):
            digest.update(chunk)
            length -= len(chunk)
    return digest.digest()


_OK = 200


def _no_place(variant: Variant) -> Sentence:
    title = get_network(variant.channel.network).TITLE
    return Sentence(
        f"{title} fetches the files of a post from a public address, and brand/brand.yml does not say where they may"
        " lie: write `staging:` with `base` and `folder` or `branch`. Nothing was published",
        f"{title} prende i file di un post da un indirizzo pubblico, e brand/brand.yml non dice dove metterli: scrivi"
        " `staging:` con `base` e `folder` o `branch`. Nulla è stato pubblicato",
    )


def _not_staged(why: Sentence) -> Sentence:
    return Sentence(
        f"The files cannot be put where the network fetches them: {why.en}. Nothing was published",
        f"I file non si possono mettere dove il social li prende: {why.it}. Nulla è stato pubblicato",
    )


def _not_taken_away(why: Sentence) -> Sentence:
    return Sentence(
        f"Staged files could not be taken away again: {why.en}. The next run tries again after an hour",
        f"I file pubblicati per il social non sono stati tolti: {why.it}. La prossima esecuzione riprova dopo un'ora",
    )


def _never_public(url: str) -> Sentence:
    return Sentence(
        f"after eight minutes {url} still does not show the file. See whether `staging.base` in brand.yml is the"
        " address of that folder or branch, without a redirect or a password",
        f"dopo otto minuti {url} non mostra ancora il file. Guarda se `staging.base` in brand.yml è l'indirizzo di"
        " quella cartella o di quel ramo, senza rinvii né password",
    )


_NO_REMOTE = Sentence(
    "`staging.branch` needs a git repository with a remote", "`staging.branch` vuole un repository git con un remote"
)
