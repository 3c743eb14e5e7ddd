"""``smm sandbox``: a stand-in for every network on this machine, to publish to over HTTP."""

from __future__ import annotations

import shlex
from pathlib import Path
from typing import TYPE_CHECKING

import click

from smm_build.cli._shared import clock_for, fail, language, open_workspace, paint, root_option, say
from smm_build.domain.sentence import Sentence

if TYPE_CHECKING:
    from smm_build.domain.channel import Channel
    from smm_build.sandbox.server import SandboxServer

__all__ = ["command"]


@click.command("sandbox")
@root_option
@click.option("--port", type=click.IntRange(0, 65535), default=8765, show_default=True, help="0 takes any free one.")
def command(root: Path, port: int) -> None:
    """Run a stand-in for every network at http://127.0.0.1:8765/, and show what went out there. Ctrl-C ends.

    It says for each channel what to write as `server:` and which variables to set, so that `smm publish` sends to the
    stand-in over HTTP as it would to the network. Only this machine can reach it, and it keeps what went out in
    .smm/sandbox/server. `smm rehearse` does all of that by itself, without a change to any file.
    """
    from smm_build.sandbox import local_folder
    from smm_build.sandbox.server import SandboxServer

    workspace = open_workspace(root).workspace
    folder = local_folder(root) / "sandbox" / "server"
    try:
        server = SandboxServer(folder, clock_for(workspace), port, language())
    except OSError as error:
        fail(_port_taken(port, error.strerror or "?"))
    _introduce(server, sorted(workspace.channels.values(), key=lambda channel: channel.id))
    _wait(server)


def _introduce(server: SandboxServer, channels: list[Channel]) -> None:
    """Say how each channel gets there, and where files lie that networks fetch."""
    from smm_build.networks import Fetcher, get_network

    for channel in channels:
        if server.worlds.knows(channel.network):
            click.echo("\n".join(_way(server, channel)) + "\n")
    if any(isinstance(get_network(channel.network), Fetcher) for channel in channels):
        click.echo(paint("# brand/brand.yml", "bold"))
        click.echo(f"staging: {{base: {server.media_base}, folder: {server.media}}}\n")
    say(
        Sentence(
            f"What went out is shown at {server.url}/_sandbox/. Ctrl-C ends.",
            f"Che cosa è uscito si vede su {server.url}/_sandbox/. Ctrl-C per finire.",
        )
    )


def _way(server: SandboxServer, channel: Channel) -> list[str]:
    from smm_build.sandbox.standins import stand_ins

    stand_in = stand_ins()[channel.network]
    rows = [paint(f"# {channel.path}", "bold"), f"server: {server.address(channel.network, channel.id)}"]
    if channel.account is None:
        rows.append(f'account: "{stand_in.ACCOUNT}"')
    exports = (f"{channel.credentials}_{suffix}={shlex.quote(said)}" for suffix, said in stand_in.SECRETS.items())
    return [*rows, *(f"export {said}" for said in exports)]


def _wait(server: SandboxServer) -> None:
    import signal
    import threading

    signal.signal(signal.SIGTERM, signal.default_int_handler)  # a polite end is the same as Ctrl-C
    try:
        with server:
            threading.Event().wait()
    except KeyboardInterrupt:
        say(Sentence("Ended; what went out is kept.", "Finito; ciò che è uscito resta."))


def _port_taken(port: int, why: str) -> Sentence:
    return Sentence(
        f"port {port} cannot be used ({why}): give another one with --port, or 0 for any free one",
        f"la porta {port} non si può usare ({why}): danne un'altra con --port, o 0 per una libera",
    )
