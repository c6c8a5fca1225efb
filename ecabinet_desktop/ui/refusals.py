"""Words for every reason the server or a rule may give for a refusal, and for every unreadable document.

Whoever adds a code of `Refused` adds its words here: a test compares the codes in the program with this table.
"""

from dataclasses import dataclass

from ecabinet_desktop.ui.i18n import mark


@dataclass(frozen=True, slots=True)
class Words:
    """What a person reads; `button` is what they do next, "Close" when there is nothing."""

    title: str
    words: str
    button: str = mark("Close")


_NOT_NOW = mark("Not possible now")
_NOT_ACCEPTED = mark("Not accepted")
_INCOMPLETE = mark("Something is missing")
_SET_UP = mark("The server is not set up")

REFUSALS: dict[str, Words] = {
    "bad_address": Words(
        mark("Wrong address"), mark("This is not the address of a server. Check it letter by letter.")
    ),
    "plain_http": Words(
        mark("Connection not protected"),
        mark("The address must begin with https://. Ask your administrator for it."),
    ),
    "bad_code": Words(
        mark("Code not accepted"),
        mark(
            "The code is wrong, expired or already used. Codes can be used once; ask the secretariat for a new one."
        ),
    ),
    "bad_database_url": Words(_SET_UP, mark("The address of the server's database is wrong.")),
    "no_government": Words(_SET_UP, mark("No government has been created on this server yet.")),
    "expired_code": Words(
        mark("Code no longer valid"),
        mark("The code has expired. Ask the secretariat for a new one."),
    ),
    "too_many_tries": Words(
        mark("Too many attempts"),
        mark("Wait a few minutes, and check the code letter by letter."),
    ),
    "too_many_pending": Words(
        mark("Computers are already waiting"),
        mark("Too many computers wait for approval. Ask the secretariat to decide on them first."),
    ),
    "bad_keys": Words(
        _NOT_ACCEPTED, mark("This computer could not prove its identity. Enrol again with a new code.")
    ),
    "bad_range": Words(_NOT_ACCEPTED, mark("This part of the file does not exist. It is fetched anew.")),
    "bad_request": Words(
        _NOT_ACCEPTED, mark("The server did not understand this program. One of the two may need an update.")
    ),
    "bad_upload": Words(_NOT_ACCEPTED, mark("The file could not be taken in as described. Send it again.")),
    "wrong_offset": Words(_NOT_ACCEPTED, mark("The upload broke off at another place. It continues from there.")),
    "not_allowed": Words(
        mark("Not allowed"), mark("Your office may not do this now. If you think it should, ask the secretariat.")
    ),
    "damaged": Words(_NOT_ACCEPTED, mark("What the server received was damaged on the way. Try again.")),
    "hash_mismatch": Words(
        mark("The file arrived changed"), mark("What the server received differs from your file. Send it again.")
    ),
    "changed_meanwhile": Words(
        mark("Somebody else changed this first"),
        mark("Your change was not applied, so that theirs is not lost. Look at it as it is now, and try again."),
    ),
    "epoch": Words(
        mark("The server was restored"),
        mark("Everything is compared with the server again; nothing you did is lost."),
    ),
    "not_open": Words(_NOT_NOW, mark("This ballot is not open.")),
    "not_in_session": Words(_NOT_NOW, mark("The meeting is not in session.")),
    "no_agenda": Words(_NOT_NOW, mark("The meeting has no approved agenda yet.")),
    "no_quorum": Words(
        mark("No quorum"),
        mark("Fewer than the required members are recorded as present. Record who is present first."),
    ),
    "wrong_state": Words(_NOT_NOW, mark("The meeting, item or ballot is in another state by now.")),
    "reason_needed": Words(_INCOMPLETE, mark("Give a reason.")),
    "text_needed": Words(_INCOMPLETE, mark("Write your opinion; an opinion of your own needs a text.")),
    "reused_id": Words(
        _NOT_ACCEPTED, mark("The server already has something else under this number. It was not applied twice.")
    ),
    "too_big": Words(
        mark("File too large"), mark("The file is larger than the server accepts. Split it or reduce it.")
    ),
    "too_many": Words(
        mark("Too much at once"), mark("The server asks for fewer at a time. Wait a moment and try again.")
    ),
    "unknown": Words(mark("No longer there"), mark("It was removed or withdrawn meanwhile.")),
    "unknown_command": Words(
        mark("The server is older than this program"), mark("It does not know this action yet.")
    ),
}

UNREADABLE: dict[str, Words] = {
    "corrupted": Words(
        mark("This document is damaged"),
        mark("The file itself is broken. Ask the submitting ministry for a new copy."),
    ),
    "encrypted": Words(
        mark("This document has a password"), mark("Ask the submitting ministry for a copy without a password.")
    ),
    "empty": Words(
        mark("This document is empty"), mark("It has no pages. Ask the submitting ministry for a new copy.")
    ),
    "not_pdf": Words(
        mark("This is not a PDF"), mark("Only PDF documents can be filed. Save it as PDF and try again.")
    ),
    "too_big": Words(mark("This document is too large"), mark("It has more pages or bytes than can be shown.")),
}
