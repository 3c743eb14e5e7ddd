"""Meta's error codes: which class they are, and what they mean for somebody who plans posts.

Sources as in :mod:`smm_build.networks._meta`. ``EXPLAINED`` goes before the usual sentence of the class.
"""

from __future__ import annotations

from smm_build.domain.delivery import Trouble
from smm_build.domain.sentence import Sentence

__all__ = ["BY_CODE", "BY_SUBCODE", "EXPLAINED", "EXPLAINED_CODES", "LEFT_OPEN"]

BY_CODE: dict[int | None, Trouble] = {
    **dict.fromkeys((-2, -1, 1, 2, 9004, 9007), Trouble.TRANSIENT),
    **dict.fromkeys((4, 9, 17, 32, 341, 613, *range(80_000, 80_015)), Trouble.RATE_LIMIT),
    **dict.fromkeys((102, 104, 190), Trouble.AUTH),
    **dict.fromkeys((3, 10, 24), Trouble.PERMISSION),
    **dict.fromkeys((25, 368), Trouble.POLICY),
    **dict.fromkeys((100, 352, 506, 36_000, 36_001, 36_003, 36_004), Trouble.INVALID),
    # 1609005 and 1609008 (links), 1366046 and 1366051 (photos): met by clients, listed nowhere.
    **dict.fromkeys((1_609_005, 1_609_008, 1_366_046, 1_366_051, 2_061_006), Trouble.INVALID),
    2_635: Trouble.VERSION,
}
"""The class of an error by its ``code``."""

BY_SUBCODE: dict[int | None, Trouble] = {
    33: Trouble.PERMISSION,  # of code 100: the object is not there, or the token may not see it
    **dict.fromkeys((2_207_001, 2_207_003, 2_207_008, 2_207_027, 2_207_032, 2_207_052, 2_207_053), Trouble.TRANSIENT),
    **dict.fromkeys((2_207_042, 1_390_008, 2_446_079, 1_487_742, 5_044_001), Trouble.RATE_LIMIT),
    **dict.fromkeys((2_207_050, 2_207_051, 4_854_002, 4_279_013), Trouble.POLICY),
    **dict.fromkeys((1_404_078, 1_404_102, 1_404_112, 1_346_003), Trouble.POLICY),  # met by clients
    # of code 10: more than 24 hours after somebody's last message, on Messenger and on Instagram; met by clients
    # (https://github.com/ComposioHQ/composio/issues/3604)
    **dict.fromkeys((2_018_278, 2_534_022), Trouble.POLICY),
    **dict.fromkeys((2_207_004, 2_207_005, 2_207_009, 2_207_010, 2_207_020, 2_207_023), Trouble.INVALID),
    **dict.fromkeys((2_207_026, 2_207_028, 2_207_035, 2_207_036, 2_207_037, 2_207_040), Trouble.INVALID),
    **dict.fromkeys((2_207_057, 1_404_082, 4_279_071), Trouble.INVALID),
    **dict.fromkeys((1_609_005, 1_609_008, 1_366_046, 1_366_051, 2_061_006), Trouble.INVALID),
}
"""The class of an error by its ``error_subcode``, which says more than its ``code``."""

LEFT_OPEN: frozenset[int | None] = frozenset(
    {-2, -1, 1, 2, 506, 1_366_051, 1_404_082, 2_207_001, 2_207_003, 2_207_008, 2_207_032, 2_207_051, 2_207_053}
)
"""Codes with which a post may be visible all the same: the service failed in between, the activity looked like spam
(seen with the post online), or the network says that the same post is there already. A known subcode decides alone."""

_CANNOT_FETCH = Sentence(
    "The file could not be fetched: its public address must open without a log-in, quickly, and must not turn Meta's"
    " crawler (facebookexternalhit) away",
    "Non è stato possibile prelevare il file: il suo indirizzo pubblico deve aprirsi senza accesso, in fretta, e non"
    " deve respingere il crawler di Meta (facebookexternalhit)",
)
_AGAIN = Sentence(
    "The network had a fault of its own; nothing was published and it will be tried again",
    "La rete ha avuto un guasto suo; nulla è stato pubblicato e si riproverà",
)
_SAME = Sentence(
    "The network says that the same post is there already: look at the account",
    "La rete dice che lo stesso post c'è già: guarda l'account",
)
_TAGS = Sentence(
    "Somebody who is tagged or named as a collaborator cannot be: look at the handles and change the post",
    "Una delle persone taggate o indicate come collaboratori non può esserlo: guarda gli handle e cambia il post",
)
_LOG_IN = Sentence(
    "Open the app with this account, do what it asks for, then make a new token and put it into the environment",
    "Apri l'app con questo account, fai quello che chiede, poi crea un nuovo token e mettilo nell'ambiente",
)

_TOO_LATE = Sentence(
    "A private message can be answered for 24 hours after somebody's last one, and that time is over: answer in the"
    " network's own inbox, then `smm inbox answered CASE`",
    "A un messaggio privato si può rispondere per 24 ore dall'ultimo ricevuto, e il tempo è passato: rispondi dalla"
    " casella della rete, poi `smm inbox answered CASO`",
)

EXPLAINED: dict[int, Sentence] = {
    2_018_278: _TOO_LATE,
    2_534_022: _TOO_LATE,
    33: Sentence(
        "The object is not there, or the token may not see it: look at the account's id and the token's permissions",
        "L'oggetto non c'è, o il token non può vederlo: guarda l'id dell'account e i permessi del token",
    ),
    458: Sentence(
        "The app was removed from the account: connect it again and put the new token into the environment",
        "L'app è stata tolta dall'account: ricollegala e metti il nuovo token nell'ambiente",
    ),
    459: _LOG_IN,
    464: _LOG_IN,
    460: Sentence(
        "The password was changed, which ends every token: make a new one and put it into the environment",
        "La password è stata cambiata, e questo annulla ogni token: creane uno nuovo e mettilo nell'ambiente",
    ),
    463: Sentence(
        "The token has expired: make a new one and put it into the environment",
        "Il token è scaduto: creane uno nuovo e mettilo nell'ambiente",
    ),
    492: Sentence(
        "The person who made the token has no role on the page any more: let somebody who has one make a new token",
        "Chi ha creato il token non ha più un ruolo sulla pagina: fallo creare a chi ce l'ha",
    ),
    2_207_003: _CANNOT_FETCH,
    2_207_052: _CANNOT_FETCH,
    2_207_001: _AGAIN,
    2_207_008: _AGAIN,
    2_207_032: _AGAIN,
    2_207_053: _AGAIN,
    2_207_004: Sentence(
        "The picture is larger than 8 MB: make it smaller, check again and merge",
        "L'immagine supera gli 8 MB: rimpiccioliscila, controlla di nuovo e approva",
    ),
    2_207_005: Sentence(
        "The picture is of a kind that is not accepted: save it as JPEG, check again and merge",
        "L'immagine è di un tipo non accettato: salvala come JPEG, controlla di nuovo e approva",
    ),
    2_207_009: Sentence(
        "The picture is too tall or too wide: its width divided by its height must be between 4:5 and 1.91:1",
        "L'immagine è troppo alta o troppo larga: la larghezza divisa per l'altezza deve stare fra 4:5 e 1,91:1",
    ),
    2_207_010: Sentence(
        "The caption is too long or has too many hashtags or mentions: shorten it, check again and merge",
        "La didascalia è troppo lunga o ha troppi hashtag o menzioni: accorciala, controlla di nuovo e approva",
    ),
    2_207_020: Sentence(
        "What was uploaded has expired; nothing was published and the next attempt uploads it again",
        "Ciò che era stato caricato è scaduto; nulla è stato pubblicato e il prossimo tentativo lo ricarica",
    ),
    2_207_026: Sentence(
        "The film is of a kind that is not accepted: MP4 or MOV with H.264 or HEVC and AAC sound",
        "Il video è di un tipo non accettato: MP4 o MOV con H.264 o HEVC e audio AAC",
    ),
    2_207_027: Sentence(
        "The network is still working on the file; nothing was published and it will be tried again",
        "La rete sta ancora lavorando sul file; nulla è stato pubblicato e si riproverà",
    ),
    2_207_028: Sentence(
        "A carousel has 2 to 10 pictures or films: change the post, check again and merge",
        "Un carosello ha da 2 a 10 immagini o video: cambia il post, controlla di nuovo e approva",
    ),
    2_207_035: _TAGS,
    2_207_036: _TAGS,
    2_207_037: _TAGS,
    2_207_040: Sentence(
        "The caption has more mentions than are allowed: take some out, check again and merge",
        "La didascalia ha più menzioni di quante sono permesse: togline qualcuna, controlla di nuovo e approva",
    ),
    2_207_042: Sentence(
        "The account has published as many posts in 24 hours as the network lets apps publish: it will be tried later",
        "L'account ha pubblicato in 24 ore tutti i post che la rete permette alle app: si riproverà più tardi",
    ),
    2_207_050: Sentence(
        "The account is restricted, asleep or has to confirm something: open Instagram with it and do what it asks",
        "L'account è limitato, inattivo o deve confermare qualcosa: apri Instagram con l'account e fai quanto chiede",
    ),
    2_207_051: Sentence(
        "The network took it for spam: look at the account, and tell the network if it is mistaken",
        "La rete l'ha preso per spam: guarda l'account, e segnala alla rete se si sbaglia",
    ),
    2_207_057: Sentence(
        "The moment for the cover lies outside the film: change it, check again and merge",
        "L'istante scelto per la copertina è fuori dal video: cambialo, controlla di nuovo e approva",
    ),
    1_390_008: Sentence(
        "The account is posting too fast; nothing was published and it will be tried later",
        "L'account pubblica troppo in fretta; nulla è stato pubblicato e si riproverà più tardi",
    ),
    4_854_002: Sentence(
        "The network wants the account's owner to confirm who they are: open the app on a phone and do so",
        "La rete vuole che il titolare dell'account confermi la sua identità: apri l'app su un telefono e fallo",
    ),
    1_404_078: Sentence(
        "The page may not publish until the people who manage it are authorised: open its settings on Facebook",
        "La pagina non può pubblicare finché chi la gestisce non è autorizzato: apri le sue impostazioni su Facebook",
    ),
    1_404_082: _SAME,
    1_366_051: _SAME,
}
"""What an error means, by its ``error_subcode``."""

EXPLAINED_CODES: dict[int, Sentence] = {
    506: _SAME,
    1_366_051: _SAME,
    1_609_005: Sentence(
        "The linked page cannot be read by the network: open the link without a log-in and change it if it is wrong",
        "La rete non riesce a leggere la pagina del link: aprila senza accesso e cambia il link se è sbagliato",
    ),
    1_609_008: Sentence(
        "Links to facebook.com cannot be attached: write it into the text or leave it out",
        "I link a facebook.com non si possono allegare: scrivilo nel testo o toglilo",
    ),
}
"""What an error means, by its ``code`` where the subcode says nothing."""
