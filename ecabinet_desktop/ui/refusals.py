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
    "bad_ca": Words(
        mark("Not a certificate"),
        mark("This file holds no certificate, or it cannot be read. Ask your administrator for the file again."),
    ),
    "bad_recovery": Words(
        mark("Recovery code not accepted"),
        mark("This is not the recovery code of this computer. Compare it with your note, sign by sign."),
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
    "already_voted": Words(
        _NOT_NOW, mark("This member has already answered a ballot on the item. Recall the ballot first.")
    ),
    "bad_vote": Words(
        _NOT_ACCEPTED, mark("The server could not read this vote. It was not counted; answer the ballot again.")
    ),
    "ballot_open": Words(_NOT_NOW, mark("A ballot of this session is still open. Close it first.")),
    "chair_not_member": Words(_INCOMPLETE, mark("The chair must be a member in office. Choose a member.")),
    "classified": Words(
        _NOT_ACCEPTED, mark("This item is classified: it is listed only, and no file may be kept for it.")
    ),
    "deadline_needed": Words(_INCOMPLETE, mark("A written ballot needs a deadline in the future.")),
    "deadline_passed": Words(_NOT_NOW, mark("The deadline of this ballot has passed. Announce a new one.")),
    "duration": Words(_INCOMPLETE, mark("The duration must be between 0 minutes and one day.")),
    "electorate_changed": Words(
        _NOT_NOW,
        mark("The list of voters has changed since this ballot was announced. Recall it and announce it anew."),
    ),
    "exists": Words(_NOT_ACCEPTED, mark("This was already done. Nothing was changed.")),
    "mandate_over": Words(_NOT_NOW, mark("This person is not in office today and gets no code.")),
    "meeting_closed": Words(_NOT_NOW, mark("The meeting is closed and takes no new notes.")),
    "not_a_reader": Words(
        _NOT_ACCEPTED, mark("Somebody you named may not read this paper. The note was not shared.")
    ),
    "bad_key": Words(_NOT_ACCEPTED, mark("This computer could not announce its key for shared notes.")),
    "empty_comment": Words(_INCOMPLETE, mark("A formal comment needs words.")),
    "no_items": Words(_INCOMPLETE, mark("The agenda has no items yet.")),
    "not_formally_ok": Words(
        _INCOMPLETE,
        mark(
            "Some items lack a title, a sponsor, a duration, a paper or a notice. Complete them before approving."
        ),
    ),
    "not_member": Words(_NOT_ACCEPTED, mark("This person is not a member in office.")),
    "not_on_agenda": Words(_NOT_NOW, mark("This item is not on the approved agenda. Approve the agenda first.")),
    "on_approved_agenda": Words(
        _NOT_NOW,
        mark("This item stood on an approved agenda and cannot be deleted. Record it as postponed or withdrawn."),
    ),
    "other_item": Words(_NOT_ACCEPTED, mark("This paper belongs to another item.")),
    "paper_not_published": Words(_NOT_NOW, mark("The paper is not published yet. Approve the agenda first.")),
    "papers_changed": Words(
        mark("The papers have changed"),
        mark("A paper was replaced meanwhile. Look at the new version, and try again."),
    ),
    "session_begun": Words(_NOT_NOW, mark("The session has begun; positions can no longer be given.")),
    "sponsor_not_member": Words(_NOT_ACCEPTED, mark("Every sponsor must be a member in office.")),
    "text_too_long": Words(_NOT_ACCEPTED, mark("The text is too long. Shorten it, or hand it in as a paper.")),
    "title": Words(_INCOMPLETE, mark("The title is missing or too long.")),
    "too_large": Words(_NOT_ACCEPTED, mark("This note is too large to be kept. Split it in two.")),
    "upload_incomplete": Words(_NOT_NOW, mark("The file has not arrived completely. Send it again.")),
    "late": Words(
        mark("Too late to count"),
        mark("The vote arrived after the close. It is kept as an opinion and not counted."),
    ),
    "stale_text": Words(
        mark("The text has changed"),
        mark("The vote was given on another text and is not counted. Read the present text, and answer again."),
    ),
    "recalled": Words(mark("Ballot recalled"), mark("The ballot was recalled; votes on it are not counted.")),
    "void": Words(
        mark("Ballot void"), mark("A paper of this ballot was replaced or withdrawn; votes on it are not counted.")
    ),
    "not_eligible": Words(_NOT_ACCEPTED, mark("You are not on the list of members this ballot is put to.")),
    "recused": Words(_NOT_ACCEPTED, mark("You do not take part in this item, and the vote is not counted.")),
    "conflict": Words(
        mark("You have answered twice"),
        mark("Another vote of yours was delivered first and counts. Look at it, and answer again to change it."),
    ),
    "bad_signature": Words(
        _NOT_ACCEPTED,
        mark("The vote was not signed by this computer as it must be, and is not counted. Answer again."),
    ),
    "too_short": Words(mark("Passphrase too short"), mark("Choose a longer passphrase; several words are best.")),
    "too_simple": Words(
        mark("Passphrase too simple"),
        mark("The passphrase repeats the same few signs. Choose several different words."),
    ),
    "export_level": Words(
        mark("This paper stays in the program"),
        mark("Papers of this level may not be saved as a file. If you need a copy, ask the secretariat."),
    ),
    "print_level": Words(
        mark("This paper stays in the program"),
        mark("Papers of this level may not be printed here. If you need a paper copy, ask the secretariat."),
    ),
    "file_exists": Words(
        mark("There is a file of this name"),
        mark("It was left as it is. Choose another name, or choose this one again to replace it."),
    ),
    "cannot_write": Words(
        mark("The file could not be written"),
        mark("This folder or disk does not take files from you. Choose another folder."),
    ),
    "no_notes_file": Words(
        mark("No notes in this file"),
        mark("It is neither a PDF nor a file of notes (XFDF), or it cannot be read. Choose another file."),
    ),
    "no_printer": Words(
        mark("The printer did not take it"),
        mark("Nothing was printed. See whether the printer is on, and try again or choose another one."),
    ),
    "profile_exists": Words(_NOT_NOW, mark("This computer is enrolled already. Unlock it instead.")),
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
