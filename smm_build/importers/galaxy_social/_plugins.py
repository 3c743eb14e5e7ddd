"""galaxy-social's ``plugins.yml`` as channels of ours.

Facts read on 2026-11-23 in ``lib/galaxy_social.py`` and ``lib/plugins/`` of https://github.com/usegalaxy-eu/galaxy-social:
names are compared in small letters, ``class`` is module and class, values that begin with ``$`` name environment
variables, and every plugin has a default server and length.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from smm_build.domain.sentence import Sentence
from smm_build.importers._base import ImportOptions, Outcome, Row, Source
from smm_build.importers._text import clean, decode
from smm_build.importers._workspace import channel_id, channel_path, secret_name
from smm_build.importers._yaml import BadYaml, YamlRead, read_yaml, write_yaml
from smm_build.networks import SANDBOX, Network, all_networks, get_network

__all__ = ["FILE", "Plugin", "Plugins", "read_plugins"]

FILE = "plugins.yml"

_SERVERS = {
    "bluesky": "https://bsky.social",
    "linkedin": "https://api.linkedin.com/rest",
    "mastodon": "https://mstdn.science",
}
"""Where their plugins send when ``base_url`` is left out."""

_ALSO_CALLED = {"twitter": "x"}
_LOOPBACK = frozenset(["localhost", "127.0.0.1", "::1"])


@dataclass(frozen=True, slots=True)
class Plugin:
    """An entry of ``plugins.yml``: a channel of ours, or why it is none."""

    name: str
    network: str | None = None
    channel: str = ""
    characters: int = 0
    left_out: Sentence | None = None

    @property
    def module(self) -> Network:
        """The network's module; only for a plugin that became a channel."""
        return get_network(self.network or "")


@dataclass(frozen=True, slots=True)
class Plugins:
    """All entries by name in small letters, the channel files, and the report of ``plugins.yml``."""

    by_name: Mapping[str, Plugin]
    files: Mapping[str, str] = field(default_factory=dict)
    rows: tuple[Row, ...] = ()


@dataclass(slots=True)
class _Reading:
    """What is known while the file is read; ``thing`` is how the report calls the present plugin."""

    options: ImportOptions
    yaml: YamlRead
    by_name: dict[str, Plugin] = field(default_factory=dict)
    files: dict[str, str] = field(default_factory=dict)
    rows: list[Row] = field(default_factory=list)
    thing: str = ""

    def say(self, line: int | None, what: str, outcome: Outcome, en: str, it: str) -> None:
        self.rows.append(Row(FILE, line, what, outcome, Sentence(en, it)))


def read_plugins(source: Source, options: ImportOptions, used: Iterable[str]) -> Plugins:
    """Read the channels. Without a readable ``plugins.yml`` the names ``used`` in posts are taken at their word."""
    entries, reading = _entries(source, options)
    if entries is None:
        for name in sorted(set(used)):
            _guess(name, reading)
    else:
        for number, entry in enumerate(entries):
            _read_entry(entry, number, reading)
    return Plugins(reading.by_name, reading.files, tuple(reading.rows))


def _entries(source: Source, options: ImportOptions) -> tuple[list[object] | None, _Reading]:
    reading = _Reading(options, YamlRead(None, {}))
    if FILE not in source:
        return None, reading
    text = decode(source[FILE])
    try:
        reading.yaml = read_yaml(text if text is not None else "\0")
    except BadYaml as bad:
        reading.say(
            bad.line, "file", "left out", f"It cannot be read: {bad.reason}.", f"Non si può leggere: {bad.reason}."
        )
        return None, reading
    value = reading.yaml.value
    entries = value.get("plugins") if isinstance(value, dict) else None
    if not isinstance(entries, list):
        reading.say(None, "file", "left out", "It has no list of plugins.", "Non contiene l'elenco dei plugin.")
        return None, reading
    reading.say(None, "file", "imported", f"{len(entries)} plugins were read.", f"Letti {len(entries)} plugin.")
    _say_twice(reading)
    for key in sorted(set(value) - {"plugins"}) if isinstance(value, dict) else ():
        reading.say(reading.yaml.line(key), f"key {clean(key)}", "left out", "It is not read.", "Non viene letta.")
    return entries, reading


def _say_twice(reading: _Reading) -> None:
    for key, line in reading.yaml.twice:
        name = clean(".".join(str(part) for part in key))
        reading.say(
            line,
            f"key {name}",
            "changed",
            "It is written twice; the last one counts.",
            "È scritta due volte; vale l'ultima.",
        )


def _network_of(module: str) -> str | None:
    name = _ALSO_CALLED.get(module, module)
    return name if name in all_networks() and name != SANDBOX else None


def _guess(name: str, reading: _Reading) -> None:
    channel = channel_id(name)
    network = reading.options.channels.get(channel) or _network_of(re.split(r"[-_.\s]", name)[0])
    what = f"plugin {clean(name)}"
    if network is None:
        why = Sentence("Its name is no network of ours.", "Il nome non è di un social che conosciamo.")
        reading.by_name[name] = Plugin(name, left_out=why)
        reading.say(None, what, "left out", why.en, why.it)
        return
    reading.by_name[name] = Plugin(name, network, channel, get_network(network).LIMITS.characters)
    if channel in reading.options.channels:
        reading.say(
            None,
            what,
            "imported",
            f"It is the channel {channel} of the workspace.",
            f"È il canale {channel} dello spazio di lavoro.",
        )
        return
    server = {"server": _SERVERS[network]} if network in _SERVERS and network != "mastodon" else {}
    reading.files[channel_path(channel)] = write_yaml({"network": network, **server})
    reading.say(
        None,
        what,
        "changed",
        f"There is no {FILE}, so the network {network} is taken from the name: complete {channel_path(channel)}.",
        f"Manca {FILE}, quindi il social {network} viene dal nome: completa {channel_path(channel)}.",
    )


def _read_entry(entry: object, number: int, reading: _Reading) -> None:
    line = reading.yaml.line("plugins", number)
    name = entry.get("name") if isinstance(entry, dict) else None
    if not isinstance(entry, dict) or not isinstance(name, str) or not name.strip():
        reading.say(line, f"plugin {number + 1}", "left out", "It has no name.", "Non ha nome.")
        return
    what = reading.thing = f"plugin {clean(name)}"
    if name.lower() in reading.by_name:
        reading.say(
            line,
            what,
            "changed",
            "The name is there twice; the last one counts.",
            "Il nome c'è due volte; vale l'ultimo.",
        )
    network = _network_of(str(entry.get("class", "")).partition(".")[0])
    why = _why_not(entry, network)
    if why is not None or network is None:
        reading.by_name[name.lower()] = Plugin(name.lower(), left_out=why)
        reading.say(line, what, "left out", *(why or _NO_NETWORK))
        return
    _read_channel(name.lower(), network, entry, number, reading)


_NO_NETWORK = Sentence(
    "It is no social network of ours, so there is no channel for it.",
    "Non è un social che conosciamo, quindi non ha un canale.",
)


def _why_not(entry: Mapping[str, object], network: str | None) -> Sentence | None:
    if network is None:
        return _NO_NETWORK
    if str(entry.get("enabled", "")).lower() not in {"true", "yes", "on"}:
        return Sentence("It is switched off.", "È disattivato.")
    return None


def _read_channel(name: str, network: str, entry: Mapping[str, object], number: int, reading: _Reading) -> None:
    config = entry.get("config")
    config = config if isinstance(config, dict) else {}
    channel = channel_id(name)
    characters = _characters(config.get("max_content_length"), network)
    reading.by_name[name] = Plugin(name, network, channel, characters)
    line = reading.yaml.line("plugins", number)
    if channel in reading.options.channels:
        reading.say(
            line,
            reading.thing,
            "left out",
            f"The workspace has a channel {channel} already; its file stays as it is.",
            f"Lo spazio di lavoro ha già un canale {channel}; il suo file resta com'è.",
        )
        return
    path = channel_path(channel)
    reading.say(line, reading.thing, "imported", f"It became {path}.", f"È diventato {path}.")
    for key in sorted(set(entry) - {"name", "class", "enabled", "config"}):
        reading.say(line, f"{reading.thing}: {clean(key)}", "left out", "It is not read.", "Non viene letta.")
    said: dict[str, object] = {"network": network}
    for key, value in config.items():
        at = reading.yaml.line("plugins", number, "config", key)
        _read_setting(key, value, said, Plugin(name, network, channel, characters), at, reading)
    said.setdefault("server", _SERVERS.get(network, ""))
    order = ("network", "handle", "url", "account", "server", "limits")
    reading.files[path] = write_yaml({key: said[key] for key in order if said.get(key)})


def _characters(written: object, network: str) -> int:
    usual = get_network(network).LIMITS.characters
    if not isinstance(written, str) or not re.fullmatch(r"[1-9]\d{0,6}", written):
        return usual
    # Only a Mastodon server may allow more than the network does.
    return int(written) if network == "mastodon" else min(int(written), usual)


def _read_setting(
    key: str, value: object, said: dict[str, object], plugin: Plugin, line: int | None, reading: _Reading
) -> None:
    what = f"{reading.thing}: {clean(key)}"
    if not isinstance(value, str):
        reading.say(line, what, "left out", "It is not read.", "Non viene letta.")
    elif value.startswith("$"):
        _say_secret(what, value, plugin, line, reading)
    elif key == "base_url":
        _read_server(what, value, said, line, reading)
    elif key == "max_content_length":
        said["limits"] = {"characters": plugin.characters}
        same = str(plugin.characters) == value
        reading.say(
            line,
            what,
            "imported" if same else "changed",
            f"limits.characters: {plugin.characters}.",
            f"limits.characters: {plugin.characters}.",
        )
    else:
        found = _profile(key, value.strip(), plugin.network or "")
        if key == "account_url" and "handle" in said:  # the user name is the surer source
            found = {name: value for name, value in found.items() if name != "handle"}
        said |= found
        names = ", ".join(found)
        if found:
            reading.say(line, what, "imported", f"It became {names}.", f"È diventato {names}.")
        else:
            reading.say(
                line,
                what,
                "left out",
                "There is no place for it here; its value is not repeated.",
                "Qui non c'è posto; il valore non viene ripetuto.",
            )


def _say_secret(what: str, value: str, plugin: Plugin, line: int | None, reading: _Reading) -> None:
    theirs = clean(value[1:])
    if not re.fullmatch(r"[A-Za-z_][A-Za-z0-9_]*", theirs):
        reading.say(line, what, "left out", "It is not the name of a variable.", "Non è il nome di una variabile.")
        return
    key = what.rpartition(" ")[2].upper()
    suffixes = [credential.suffix for credential in plugin.module.CREDENTIALS]
    suffix = next((suffix for suffix in suffixes if suffix in key), suffixes[0] if len(suffixes) == 1 else None)
    if suffix is None or "USER" in key:
        reading.say(
            line,
            what,
            "left out",
            f"{theirs} is not needed here." if suffixes else f"{theirs} is not needed: people post there by hand.",
            f"{theirs} qui non serve." if suffixes else f"{theirs} non serve: lì si pubblica a mano.",
        )
        return
    ours = secret_name(plugin.channel, suffix)
    reading.say(
        line,
        what,
        "changed",
        f"Put the value of {theirs} into {ours}; no secret is copied.",
        f"Metti il valore di {theirs} in {ours}; nessun segreto viene copiato.",
    )


def _read_server(what: str, value: str, said: dict[str, object], line: int | None, reading: _Reading) -> None:
    server = clean(value).strip().rstrip("/")
    try:
        parts = urlsplit(server)
        host = parts.hostname
    except ValueError:
        host = None
    if (
        not host
        or parts.scheme not in {"http", "https"}
        or "@" in parts.netloc
        or any(sign.isspace() for sign in server)
    ):
        reading.say(line, what, "left out", "It is not the address of a server.", "Non è l'indirizzo di un server.")
        said["server"] = ""
        return
    if parts.scheme == "http" and host not in _LOOPBACK:
        said["server"] = "https" + server[4:]
        reading.say(line, what, "changed", "server, with https instead of http.", "server, con https invece di http.")
        return
    said["server"] = server
    reading.say(line, what, "imported", f"server: {server}.", f"server: {server}.")


def _profile(key: str, value: str, network: str) -> Mapping[str, str]:
    value = clean(value)
    if key == "account_url" and re.fullmatch(r"https?://\S+", value):
        return {"url": value, **_handle_in_url(value, network)}
    if key == "username" and value:
        return {"handle": value.lstrip("@")}
    if key == "org_id" and value.isascii() and value.isdigit():
        return {"account": f"urn:li:organization:{value}"}
    return {}


def _handle_in_url(url: str, network: str) -> Mapping[str, str]:
    patterns = {
        "mastodon": r"https?://([^/@]+)/@([A-Za-z0-9_.-]+)/?",
        "bluesky": r"https?://(bsky\.app)/profile/([A-Za-z0-9.-]+\.[A-Za-z]+)/?",
        "linkedin": r"https?://(www\.linkedin\.com)/company/([^/?#]+)/?",
    }
    match = re.fullmatch(patterns.get(network, r"(?!)"), url)
    if match is None:
        return {}
    return {"handle": f"{match[2]}@{match[1]}" if network == "mastodon" else match[2]}
