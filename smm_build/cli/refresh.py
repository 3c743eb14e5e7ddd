"""``smm refresh``: exchange credentials that end for new ones, and save these before anything uses them."""

from __future__ import annotations

import os
import sys
import tempfile
import time
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

import click

from smm_build.cli._shared import Checked, clock_for, fail, language, open_workspace, paint, root_option, say
from smm_build.domain.channel import Channel
from smm_build.domain.sentence import Sentence

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from smm_build.networks import Account, Renewal, Renewer
    from smm_build.run.drive import Driver

__all__ = ["command"]

_ENV_FILE = "env-file"
_GITHUB = "github"


@click.command("refresh")
@root_option
@click.argument("words", nargs=-1, metavar="[CHANNEL]... [FILE]")
@click.option(
    "--to",
    type=click.Choice([_GITHUB, _ENV_FILE]),
    help="Where to save: the repository's secrets on GitHub, or FILE on this machine.",
)
def command(root: Path, words: tuple[str, ...], to: str | None) -> None:
    """Renew the credentials of CHANNELs that end, all of them if none is named, and save the new ones.

    The old ones may be spent the moment the network gives new ones, so these are saved before anything else happens.
    Without --to nothing is renewed: it says what would be. `--to github` needs SMM_SECRETS_TOKEN, a fine-grained token
    with the permission Secrets: write. `--to env-file FILE` writes lines NAME=value into a file that git does not see.
    Ends with 1 when something could not be renewed or saved.
    """
    from smm_build.run.drive import Driver
    from smm_build.run.transport import HttpTransport

    file = words[-1] if to == _ENV_FILE and words else None
    if to == _ENV_FILE and file is None:
        fail(Sentence("--to env-file needs the path of the file", "--to env-file vuole il percorso del file"), 2)
    checked = open_workspace(root)
    meant = _meant(checked, words[:-1] if file else words)
    if to is None:
        _tell_what_would_be(meant)
        return
    clock = clock_for(checked.workspace)
    with HttpTransport(checked.root) as http:
        drive = Driver(http, time.sleep)
        keep = _keeper(checked, drive, to, file)
        done = [_refresh(channel, drive, keep, clock) for channel in meant]
    sys.exit(0 if all(done) else 1)


class _Keeper(Protocol):
    """Saves secrets by the names of their variables. Raises Refused, InDoubt or OperationalError."""

    def __call__(self, secrets: Mapping[str, str], /) -> None: ...


@dataclass(frozen=True, slots=True)
class _EnvFile:
    path: Path

    def __call__(self, secrets: Mapping[str, str]) -> None:
        from smm_build.run.secret_files import write_env_file

        write_env_file(self.path, secrets)


def _meant(checked: Checked, names: tuple[str, ...]) -> list[Channel]:
    from smm_build.networks import Renewer, get_network

    known = checked.workspace.channels
    for name in names:
        if name not in known:
            fail(Sentence(f"there is no channel {name}", f"non c'è nessun canale {name}"), status=2)
    return [
        channel
        for channel in known.values()
        if (not names or channel.id in names)
        and not channel.rehearsed
        and isinstance(get_network(channel.network), Renewer)
    ]


def _tell_what_would_be(channels: list[Channel]) -> None:
    from smm_build.networks import get_network

    for channel in channels:
        names = ", ".join(f"{channel.credentials}_{c.suffix}" for c in get_network(channel.network).CREDENTIALS)
        click.echo(f"{channel.id:<14} {channel.network:<12} {names}")
    say(_WOULD if channels else _NOTHING)


def _keeper(checked: Checked, drive: Driver, to: str, file: str | None) -> _Keeper:
    """Return who saves, after it was seen that saving is possible at all: before any old secret is spent."""
    from smm_build.networks import InDoubt, Refused
    from smm_build.run.errors import OperationalError
    from smm_build.run.secret_files import check_env_file

    try:
        if to == _ENV_FILE and file:
            path = Path(file).absolute()
            check_env_file(path)
            return _EnvFile(path)
        return _to_github(checked, drive)
    except OperationalError as error:
        fail(error.sentence)
    except (Refused, InDoubt) as error:
        fail(error.reason)


def _to_github(checked: Checked, drive: Driver) -> _Keeper:
    from smm_build.forge import ForgeSilent
    from smm_build.forge.github import repository_from
    from smm_build.forge.github_secrets import public_key, put_secret
    from smm_build.forge.sealed_box import seal

    token = os.environ.get("SMM_SECRETS_TOKEN", "").strip()
    try:
        # The workflow's own token cannot write secrets, so another one takes its place.
        asked = {**os.environ, "GITHUB_TOKEN": token, "GH_TOKEN": ""}
        repository = repository_from(asked, checked.workspace.brand.repository)
    except ForgeSilent as error:
        fail(error.sentence)
    if repository is None:
        fail(_NO_TOKEN, status=2)
    key = drive(public_key(repository))

    def keep(secrets: Mapping[str, str]) -> None:
        for name, value in secrets.items():
            drive(put_secret(repository, key, name, value, seal))

    return keep


def _refresh(channel: Channel, drive: Driver, keep: _Keeper, clock: Callable[[], datetime]) -> bool:
    """Renew one channel and save what came of it; tell whether both went well."""
    from typing import cast

    from smm_build.networks import InDoubt, Refused, get_network
    from smm_build.run.credentials import account_for
    from smm_build.run.errors import OperationalError

    network = get_network(channel.network)
    try:
        account: Account = account_for(channel, network, os.environ)
        renewal: Renewal = drive(cast("Renewer", network).renew(account, clock()))
    except (Refused, InDoubt) as error:
        return _tell(channel, "failed", "red", error.reason, well=False)
    if not renewal.secrets:
        return _tell(channel, "nothing", "yellow", _DOES_NOT_END, well=True)
    secrets = {f"{channel.credentials}_{suffix}": value for suffix, value in renewal.secrets.items()}
    try:
        keep(secrets)
    except (Refused, InDoubt) as error:
        return _not_saved(channel, secrets, error.reason, clock())
    except OperationalError as error:
        return _not_saved(channel, secrets, error.sentence, clock())
    return _tell(channel, "renewed", "green", _saved(secrets, renewal.expires_at), well=True)


def _not_saved(channel: Channel, secrets: Mapping[str, str], why: Sentence, now: datetime) -> bool:
    """Keep what could not be saved in a file of this machine: the network may not take the old one any more."""
    from smm_build.run.errors import OperationalError
    from smm_build.run.secret_files import keep_aside

    state = os.environ.get("XDG_STATE_HOME") or str(Path.home() / ".local" / "state")
    name = f"{channel.id}-{now:%Y%m%dT%H%M%SZ}.env"
    also = why
    for folder in (Path(state) / "smm", Path(tempfile.gettempdir()) / f"smm-{os.getpid()}"):
        try:
            return _tell(channel, "NOT SAVED", "red", _kept(why, keep_aside(folder, name, secrets)), well=False)
        except OperationalError as error:
            also = error.sentence
    return _tell(channel, "LOST", "red", _lost(why, also), well=False)


def _tell(channel: Channel, word: str, colour: str, what: Sentence, *, well: bool) -> bool:
    click.echo(f"{paint(f'{word:<9}', colour)}  {channel.id:<12}  {what.into(language())}")
    return well


def _saved(secrets: Mapping[str, str], ends: datetime | None) -> Sentence:
    names = ", ".join(secrets)
    if ends is None:
        return Sentence(f"{names} saved", f"{names} salvati")
    until = f"{ends:%Y-%m-%d %H:%M} UTC"
    return Sentence(f"{names} saved; good until {until}", f"{names} salvati; validi fino al {until}")


def _kept(why: Sentence, path: Path) -> Sentence:
    return Sentence(
        f"The network gave new credentials and they could not be saved: {why.en}. They are in {path}, which only you"
        " can read: put them where they belong and delete the file. On a machine that is thrown away after the job, log"
        " in at the network again",
        f"La rete ha dato credenziali nuove e non si sono potute salvare: {why.it}. Sono in {path}, che puoi leggere"
        " solo tu: mettile al loro posto e cancella il file. Su una macchina che sparisce dopo il job, rifai l'accesso"
        " alla rete",
    )


def _lost(why: Sentence, also: Sentence) -> Sentence:
    return Sentence(
        f"The network gave new credentials and they could be saved nowhere: {why.en}; {also.en}. Log in at the network"
        " again and make new ones",
        f"La rete ha dato credenziali nuove e non si sono potute salvare da nessuna parte: {why.it}; {also.it}. Rifai"
        " l'accesso alla rete e creane di nuove",
    )


_WOULD = Sentence(
    "Nothing was renewed. Say where to save: --to github, or --to env-file FILE",
    "Non si è rinnovato nulla. Di' dove salvare: --to github, o --to env-file FILE",
)
_NOTHING = Sentence("No channel has credentials that have to be renewed.", "Nessun canale ha credenziali da rinnovare.")
_DOES_NOT_END = Sentence("there is nothing to renew", "non c'è nulla da rinnovare")
_NO_TOKEN = Sentence(
    "--to github needs SMM_SECRETS_TOKEN in the environment (a fine-grained token with the permission Secrets: write)"
    " and the repository's name: GITHUB_REPOSITORY, or `repository` in brand.yml",
    "--to github vuole SMM_SECRETS_TOKEN nell'ambiente (un token fine-grained con il permesso Secrets: write) e il nome"
    " del repository: GITHUB_REPOSITORY, o `repository` in brand.yml",
)
