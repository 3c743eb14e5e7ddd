"""Everything that can be wrong with a file: one function a problem, which says what is wrong and how to put it right.

What is the same for every occurrence stands in :data:`smm_build.read.catalogue.PROBLEMS`.
"""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime, timedelta

from smm_build.domain.finding import Finding
from smm_build.domain.place import Place
from smm_build.domain.sentence import Sentence
from smm_build.read.catalogue import PROBLEMS
from smm_build.read.ids import near_id
from smm_build.read.wording import one_of, shown, suggestion

__all__ = [
    "bad_id",
    "bad_pattern",
    "bad_time",
    "broken_media",
    "broken_yaml",
    "channel_not_listed",
    "channel_twice",
    "doubtful_heading",
    "doubtful_picture",
    "duplicate_id",
    "duplicate_key",
    "empty_section",
    "incomplete_rule",
    "insecure_server",
    "misnamed_key",
    "missing_brand",
    "missing_dictionaries",
    "missing_front_matter",
    "missing_key",
    "missing_media",
    "missing_reason",
    "not_adjustable",
    "path_outside",
    "remote_media",
    "time_in_gap",
    "time_in_overlap",
    "unclosed_comment",
    "unclosed_front_matter",
    "unexpected_file",
    "unknown_channel",
    "unknown_check",
    "unknown_handle",
    "unknown_key",
    "unknown_network",
    "unreadable_file",
    "unusable_channel",
    "wrong_value",
]


def _finding(code: str, place: Place, message: Sentence, fix: Sentence) -> Finding:
    problem = PROBLEMS[code]
    return Finding(code, problem.name, problem.severity, place, message, fix)


# --- Files and YAML --------------------------------------------------------------------------------------------------


def unreadable_file(place: Place, message: Sentence, fix: Sentence) -> Finding:
    """FMT001: the file cannot be opened or is not text."""
    return _finding("FMT001", place, message, fix)


def broken_yaml(place: Place, message: Sentence, fix: Sentence) -> Finding:
    """FMT002: the YAML parser gave up at ``place``."""
    return _finding("FMT002", place, message, fix)


def duplicate_key(place: Place, key: str, first: Place) -> Finding:
    """FMT003: ``key`` was already written at ``first``."""
    return _finding(
        "FMT003",
        place,
        Sentence(
            f"{shown(key)} is written twice; the first time in line {first.line}.",
            f"{shown(key)} è scritto due volte; la prima alla riga {first.line}.",
        ),
        Sentence("Keep one of the two.", "Tieni una sola delle due."),
    )


def unknown_key(place: Place, key: str, known: Collection[str]) -> Finding:
    """FMT004: ``key`` is none of ``known``."""
    return _finding(
        "FMT004",
        place,
        Sentence(f"{shown(key)} is not a key that is known here.", f"{shown(key)} non è una chiave prevista qui."),
        suggestion(
            key,
            known,
            one_of(known, "Remove it, or correct its name.", "Toglila, o correggine il nome."),
        ),
    )


def misnamed_key(place: Place, key: str, missing: str) -> Finding:
    """FMT004: ``key`` is not known where ``missing`` has to be."""
    return _finding(
        "FMT004",
        place,
        Sentence(
            f"{shown(key)} is not a key that is known here, and {shown(missing)} is missing.",
            f"{shown(key)} non è una chiave prevista qui, e manca {shown(missing)}.",
        ),
        Sentence(f"Did you mean {shown(missing)}?", f"Intendevi {shown(missing)}?"),
    )


def wrong_value(place: Place, key: str, message: Sentence, expected: Sentence) -> Finding:
    """FMT005: the value of ``key`` is not what is ``expected`` (a noun phrase); ``message`` says what it is."""
    name = shown(key) if key else ""
    return _finding(
        "FMT005",
        place,
        Sentence(f"{name}: {message.en}" if name else message.en, f"{name}: {message.it}" if name else message.it),
        Sentence(f"Write {expected.en}.", f"Scrivi {expected.it}."),
    )


def missing_key(place: Place, key: str) -> Finding:
    """FMT006: ``key`` has to be there."""
    return _finding(
        "FMT006",
        place,
        Sentence(f"{shown(key)} is missing.", f"Manca {shown(key)}."),
        Sentence(f"Add {shown(key + ':')} with its value.", f"Aggiungi {shown(key + ':')} con il suo valore."),
    )


def missing_front_matter(place: Place) -> Finding:
    """FMT017: the first line is not ``---``."""
    return _finding(
        "FMT017",
        place,
        Sentence(
            "The file does not begin with front matter, so nothing is known about it.",
            "Il file non comincia con l'intestazione, quindi non se ne sa niente.",
        ),
        Sentence(
            "Make `---` the very first line, then the keys, then a second line `---`, then the text.",
            "Metti `---` come primissima riga, poi le chiavi, poi una seconda riga `---`, poi il testo.",
        ),
    )


def unclosed_front_matter(place: Place) -> Finding:
    """FMT018: there is no second ``---``."""
    return _finding(
        "FMT018",
        place,
        Sentence(
            "The front matter that begins here has no end, so the text cannot be told from the keys.",
            "L'intestazione che comincia qui non ha fine, quindi il testo non si distingue dalle chiavi.",
        ),
        Sentence("Write a line `---` between keys and text.", "Scrivi una riga `---` tra le chiavi e il testo."),
    )


def missing_brand(place: Place) -> Finding:
    """FMT030: the workspace has no ``brand/brand.yml``; times are read in UTC."""
    return _finding(
        "FMT030",
        place,
        Sentence(
            "There is no brand/brand.yml, so every time is read as UTC.",
            "Non c'è brand/brand.yml, quindi ogni ora è letta come UTC.",
        ),
        Sentence(
            "Create it with at least `name` and `timezone`, such as `timezone: Europe/Rome`.",
            "Crealo con almeno `name` e `timezone`, per esempio `timezone: Europe/Rome`.",
        ),
    )


def unexpected_file(place: Place, message: Sentence, fix: Sentence) -> Finding:
    """FMT029: somebody put a file where nobody reads it."""
    return _finding("FMT029", place, message, fix)


# --- Ids and channels ------------------------------------------------------------------------------------------------


def duplicate_id(place: Place, own_id: str, first: Place) -> Finding:
    """FMT012: the id was taken at ``first``, perhaps in other capitals."""
    return _finding(
        "FMT012",
        place,
        Sentence(
            f"The id {shown(own_id)} is already taken by {first}.",
            f"L'identificativo {shown(own_id)} è già usato in {first}.",
        ),
        Sentence(
            "Give this one an id of its own; capitals make no difference.",
            "Dai a questo un identificativo suo; maiuscole e minuscole non contano.",
        ),
    )


def bad_id(place: Place, own_id: str) -> Finding:
    """FMT013: the id cannot be part of a path on every system. A file without ``id`` has it from its name."""
    near = near_id(own_id)
    en, it = (f" For example {shown(near)}.", f" Per esempio {shown(near)}.") if near and near != own_id else ("", "")
    return _finding(
        "FMT013",
        place,
        Sentence(
            f"{shown(own_id)} cannot be an id.",
            f"{shown(own_id)} non può essere un identificativo.",
        ),
        Sentence(
            "Use letters a-z, digits, `.`, `_` and `-`, not beginning with a dot, 120 at most, and not `profile`." + en,
            "Usa lettere a-z, cifre, `.`, `_` e `-`, senza punto all'inizio, al massimo 120, e non `profile`." + it,
        ),
    )


def unknown_channel(place: Place, channel: str, known: Collection[str]) -> Finding:
    """FMT007: no file ``brand/channels/<channel>.yml``."""
    return _finding(
        "FMT007",
        place,
        Sentence(f"There is no channel {shown(channel)}.", f"Non c'è nessun canale {shown(channel)}."),
        suggestion(
            channel,
            known,
            one_of(
                known,
                "Name a channel of brand/channels, or add its file there.",
                "Indica un canale di brand/channels, o aggiungi lì il suo file.",
            ),
        ),
    )


def unusable_channel(place: Place, channel: str, path: str) -> Finding:
    """FMT021: the channel's file ``path`` could not be understood, so nothing can go there."""
    return _finding(
        "FMT021",
        place,
        Sentence(
            f"The channel {shown(channel)} cannot be used because {path} has errors.",
            f"Il canale {shown(channel)} non si può usare perché {path} contiene errori.",
        ),
        Sentence(f"Correct {path} first.", f"Correggi prima {path}."),
    )


def channel_twice(place: Place, channel: str, first: Place) -> Finding:
    """FMT019: the channel was already named at ``first``; the first one counts."""
    return _finding(
        "FMT019",
        place,
        Sentence(
            f"The channel {shown(channel)} was already named in line {first.line}.",
            f"Il canale {shown(channel)} era già nominato alla riga {first.line}.",
        ),
        Sentence("Name it once.", "Nominalo una volta sola."),
    )


def channel_not_listed(place: Place, channel: str) -> Finding:
    """FMT020: there is a text or an override for a channel that is not in ``channels``."""
    return _finding(
        "FMT020",
        place,
        Sentence(
            f"Something is written for {shown(channel)}, but the post does not go there.",
            f"C'è qualcosa scritto per {shown(channel)}, ma il post non è destinato a quel canale.",
        ),
        Sentence(
            f"Add {shown(channel)} to `channels`, or remove what is written for it.",
            f"Aggiungi {shown(channel)} a `channels`, o togli quello che è scritto per quel canale.",
        ),
    )


def unknown_network(place: Place, network: str, known: Collection[str]) -> Finding:
    """FMT022: the product knows no network of this name."""
    return _finding(
        "FMT022",
        place,
        Sentence(f"There is no network {shown(network)}.", f"Non c'è nessun social {shown(network)}."),
        suggestion(network, known, one_of(known, "Name one that is known.", "Indicane uno conosciuto.")),
    )


def unknown_handle(place: Place, key: str, known: Collection[str]) -> Finding:
    """FMT031: a handle in ``people.yml`` is filed under a word that is no network and no channel."""
    return _finding(
        "FMT031",
        place,
        Sentence(
            f"{shown(key)} is neither a network nor a channel, so this handle is never used.",
            f"{shown(key)} non è né un social né un canale, quindi questo nome utente non viene mai usato.",
        ),
        suggestion(
            key,
            known,
            one_of(known, "Name a network or a channel.", "Indica un social o un canale."),
        ),
    )


def insecure_server(place: Place, server: str) -> Finding:
    """FMT023: a token would travel in the clear to ``server``."""
    return _finding(
        "FMT023",
        place,
        Sentence(
            f"{shown(server)} would receive your credentials unencrypted.",
            f"{shown(server)} riceverebbe le tue credenziali in chiaro.",
        ),
        Sentence("Write the address with https://.", "Scrivi l'indirizzo con https://."),
    )


def missing_reason(place: Place, code: str) -> Finding:
    """FMT028: the ``ignore`` entry does not say why."""
    return _finding(
        "FMT028",
        place,
        Sentence(f"{shown(code)} is ignored without a reason.", f"{shown(code)} è ignorato senza un motivo."),
        Sentence(
            f"Write `{shown(code)[1:-1]}: why it is all right here`.",
            f"Scrivi `{shown(code)[1:-1]}: perché qui va bene`.",
        ),
    )


# --- Checks and rules of the brand ------------------------------------------------------------------------------------


def unknown_check(place: Place, name: str, known: Collection[str]) -> Finding:
    """FMT032: no check, family or option is called ``name``."""
    return _finding(
        "FMT032",
        place,
        Sentence(f"There is no {shown(name)} to be set here.", f"Qui non c'è nessun {shown(name)} da impostare."),
        suggestion(
            name,
            known,
            Sentence("`smm rule` lists all checks.", "`smm rule` elenca tutti i controlli."),
        ),
    )


def bad_pattern(place: Place, reason: str) -> Finding:
    """FMT033: a pattern does not compile; ``reason`` is the engine's own English clause."""
    return _finding(
        "FMT033",
        place,
        Sentence(f"The pattern cannot be understood: {reason}.", f"L'espressione non si capisce: {reason}."),
        Sentence(
            "Correct it; to look for words as they are, use `kind: forbid`.",
            "Correggila; per cercare parole così come sono usa `kind: forbid`.",
        ),
    )


def not_adjustable(place: Place, name: str, reason: Sentence) -> Finding:
    """FMT034: the check cannot be set so; ``reason`` is a clause."""
    return _finding(
        "FMT034",
        place,
        Sentence(f"{shown(name)} stays as it is: {reason.en}.", f"{shown(name)} resta com'è: {reason.it}."),
        Sentence("Take it out here.", "Toglilo da qui."),
    )


def incomplete_rule(place: Place, kind: str, needs: Sentence) -> Finding:
    """FMT035: a rule of this kind needs something more; ``needs`` is a noun phrase."""
    return _finding(
        "FMT035",
        place,
        Sentence(
            f"A rule of kind {shown(kind)} needs {needs.en}.", f"Una regola di tipo {shown(kind)} vuole {needs.it}."
        ),
        Sentence("docs/rules.md shows one of each kind.", "docs/rules.md ne mostra una per tipo."),
    )


# --- Times -----------------------------------------------------------------------------------------------------------


def bad_time(place: Place, text: str, reason: Sentence) -> Finding:
    """FMT008: ``text`` is no date and time; ``reason`` is a clause."""
    return _finding(
        "FMT008",
        place,
        Sentence(f"{shown(text)} is not a time: {reason.en}.", f"{shown(text)} non è un'ora valida: {reason.it}."),
        Sentence(
            "Write it as `2026-12-01 09:30`, on the brand's clock.",
            "Scrivila come `2026-12-01 09:30`, secondo l'orologio del marchio.",
        ),
    )


def time_in_gap(place: Place, text: str, at: datetime) -> Finding:
    """FMT009: the wall clock jumps over ``text``; ``at`` is the aware time it would become."""
    zone = at.tzinfo
    return _finding(
        "FMT009",
        place,
        Sentence(
            f"{shown(text)} does not exist in {zone}: that night the clocks go forward.",
            f"{shown(text)} non esiste in {zone}: quella notte gli orologi vanno avanti.",
        ),
        Sentence(
            f"Choose another time, such as `{at:%Y-%m-%d %H:%M}`.",
            f"Scegli un'altra ora, per esempio `{at:%Y-%m-%d %H:%M}`.",
        ),
    )


def time_in_overlap(place: Place, text: str, at: datetime) -> Finding:
    """FMT010: the wall clock shows ``text`` twice; ``at`` is the first, aware, which is the one meant."""
    first, second = (f"{at:%Y-%m-%d %H:%M}{_offset(at.replace(fold=fold))}" for fold in (0, 1))
    return _finding(
        "FMT010",
        place,
        Sentence(
            f"{shown(text)} happens twice in {at.tzinfo}: that night the clocks go back. The first one is meant.",
            f"{shown(text)} capita due volte in {at.tzinfo}: quella notte gli orologi tornano indietro. "
            "Si intende la prima.",
        ),
        Sentence(
            f"Write `{first}` to confirm the first, or `{second}` for the second.",
            f"Scrivi `{first}` per confermare la prima, o `{second}` per la seconda.",
        ),
    )


def _offset(at: datetime) -> str:
    minutes = (at.utcoffset() or timedelta()) // timedelta(minutes=1)
    return f"{'-' if minutes < 0 else '+'}{abs(minutes) // 60:02}:{abs(minutes) % 60:02}"


# --- The text --------------------------------------------------------------------------------------------------------


def unclosed_comment(place: Place) -> Finding:
    """FMT011: everything after the comment's beginning is left out."""
    return _finding(
        "FMT011",
        place,
        Sentence(
            "The comment that begins here never ends, so nothing after it would be sent.",
            "Il commento che comincia qui non finisce mai, quindi niente di ciò che segue sarebbe inviato.",
        ),
        Sentence("Write `-->` where the comment ends.", "Scrivi `-->` dove il commento finisce."),
    )


def doubtful_heading(place: Place, line: str, channels: Collection[str]) -> Finding:
    """FMT025: the line names only channels but is not written as a heading of channels."""
    right = "## " + ", ".join(channels)
    return _finding(
        "FMT025",
        place,
        Sentence(
            f"{shown(line)} looks like a heading of channels, but it would be sent as text.",
            f"{shown(line)} sembra un titolo di canali, ma sarebbe inviato come testo.",
        ),
        Sentence(f"Write {shown(right)}.", f"Scrivi {shown(right)}."),
    )


def doubtful_picture(place: Place) -> Finding:
    """FMT026: ``![`` that is no picture stays in the text."""
    return _finding(
        "FMT026",
        place,
        Sentence(
            "This begins like a picture, but it is not written as one and would be sent as text.",
            "Questo comincia come un'immagine, ma non è scritto come tale e sarebbe inviato come testo.",
        ),
        Sentence(
            "Write `![what is to be seen](picture.png)`; a path with spaces goes between < and >.",
            "Scrivi `![cosa si vede](immagine.png)`; un percorso con spazi va tra < e >.",
        ),
    )


def empty_section(place: Place, channel: str) -> Finding:
    """FMT027: the heading has nothing below it."""
    return _finding(
        "FMT027",
        place,
        Sentence(
            f"There is nothing below the heading of {shown(channel)}, so it gets the common text.",
            f"Sotto il titolo di {shown(channel)} non c'è niente, quindi riceve il testo comune.",
        ),
        Sentence("Write its text, or remove the heading.", "Scrivi il suo testo, o togli il titolo."),
    )


# --- Pictures and films ----------------------------------------------------------------------------------------------


def path_outside(place: Place, path: str) -> Finding:
    """FMT014: the path is absolute, climbs out, goes through a link that does, or is hidden."""
    return _finding(
        "FMT014",
        place,
        Sentence(
            f"{shown(path)} does not stay inside the visible files of the workspace.",
            f"{shown(path)} non resta tra i file visibili dello spazio di lavoro.",
        ),
        Sentence(
            "Put the file into content/assets and name it from there.",
            "Metti il file in content/assets e indicalo da lì.",
        ),
    )


def missing_media(place: Place, path: str, neighbours: Collection[str]) -> Finding:
    """FMT015: there is no such file; ``neighbours`` are the files in the folder it should be in."""
    return _finding(
        "FMT015",
        place,
        Sentence(f"There is no file {shown(path)}.", f"Non c'è nessun file {shown(path)}."),
        suggestion(
            path.rpartition("/")[2],
            neighbours,
            Sentence(
                "Add the file to the workspace, or correct its path.",
                "Aggiungi il file allo spazio di lavoro, o correggi il percorso.",
            ),
        ),
    )


def remote_media(place: Place, url: str) -> Finding:
    """FMT016: what is at an address may change after the approval."""
    return _finding(
        "FMT016",
        place,
        Sentence(
            f"{shown(url)} is an address; what is shown there could change after the approval.",
            f"{shown(url)} è un indirizzo; quello che mostra potrebbe cambiare dopo l'approvazione.",
        ),
        Sentence(
            "Download the picture into content/assets and name the file.",
            "Scarica l'immagine in content/assets e indica il file.",
        ),
    )


def broken_media(place: Place, path: str, reason: Sentence) -> Finding:
    """FMT024: the file is there and cannot be used; ``reason`` is a clause."""
    return _finding(
        "FMT024",
        place,
        Sentence(f"{shown(path)} cannot be used: {reason.en}.", f"{shown(path)} non si può usare: {reason.it}."),
        Sentence("Export it again from its original.", "Esportalo di nuovo dall'originale."),
    )


def missing_dictionaries(place: Place) -> Finding:
    """FMT036: the brand wants its spelling looked at; on this machine nobody knows how words are spelled."""
    return _finding(
        "FMT036",
        place,
        Sentence(
            "Spelling is not looked at: there are no dictionaries on this machine.",
            "L'ortografia non viene controllata: su questa macchina mancano i dizionari.",
        ),
        Sentence(
            "Install them: `pip install 'smm-build[spelling]'`.", "Installali: `pip install 'smm-build[spelling]'`."
        ),
    )
