"""One pass of the sync, without I/O: it yields requests and is sent the answers (DESIGN 7).

`push votes → push the rest → pull pages → digest`. The same generator runs under threads and HTTP, under a test
that loses messages, and under a simulator; whoever drives it throws the errors of `errors.py` into it.
"""

from collections.abc import Generator, Sequence
from dataclasses import dataclass, field
from typing import Any, TypeVar

from ecabinet_desktop.clock import Now
from ecabinet_desktop.crypto import signing
from ecabinet_desktop.errors import Damaged, Refused
from ecabinet_desktop.vault.outbox import Outbox
from ecabinet_desktop.vault.receipts import Receipts
from ecabinet_desktop.vault.replica import Replica
from ecabinet_desktop.wire.answers import Page, Verdict
from ecabinet_desktop.wire.api import MAX_COMMANDS, SyncApi
from ecabinet_desktop.wire.commands import CastVote, Envelope
from ecabinet_desktop.wire.votes import hash_hex, parse_receipt


@dataclass(frozen=True, slots=True)
class Send:
    """Deliver these commands; the answer is one Verdict each."""

    envelopes: Sequence[Envelope]


@dataclass(frozen=True, slots=True)
class Pull:
    """Ask for the changes after `cursor`; the answer is a Page."""

    epoch: str
    cursor: int


Request = Send | Pull
T = TypeVar("T")
Steps = Generator[Request, Any, T]


@dataclass(slots=True)
class Outcome:
    """What a pass did: kinds of rows that changed, verdicts that arrived, whether everything was listed again."""

    changed: set[str] = field(default_factory=set)
    verdicts: list[Verdict] = field(default_factory=list)
    relisted: bool = False


class Engine:
    """Brings outbox and replica into agreement with the server, one pass at a time.

    `server_key` was pinned at enrolment: a receipt that it did not sign is no receipt.
    """

    def __init__(
        self, replica: Replica, outbox: Outbox, receipts: Receipts, *, server_key: bytes, device_id: str, now: Now
    ) -> None:
        self._replica = replica
        self._outbox = outbox
        self._receipts = receipts
        self._server_key = server_key
        self._device_id = device_id
        self._now = now

    def steps(self, outcome: Outcome | None = None) -> Steps[Outcome]:
        """One pass. Raises what was thrown in, and Damaged for answers that do not fit together.

        `outcome` is filled in on the way: what a pass changed before it broke off has changed all the same.
        """
        outcome = Outcome() if outcome is None else outcome
        yield from self._push(outcome)
        yield from self._pull(outcome)
        yield from self._agree(outcome)
        return outcome

    def _push(self, outcome: Outcome) -> Steps[None]:
        """Deliver what waits, votes first. A batch that is refused whole goes again one by one."""
        while batch := self._outbox.waiting(MAX_COMMANDS):
            try:
                verdicts = yield Send(batch)
            except Refused as error:
                if len(batch) > 1:
                    verdicts = yield from self._singly(batch)
                else:
                    verdicts = (self._refused_here(batch[0], error.code),)
            self._take(batch, verdicts)
            outcome.verdicts.extend(verdicts)
            outcome.changed.add("outbox")

    def _singly(self, batch: Sequence[Envelope]) -> Steps[tuple[Verdict, ...]]:
        verdicts: list[Verdict] = []
        for envelope in batch:
            try:
                (verdict,) = yield Send((envelope,))
            except Refused as error:
                verdict = self._refused_here(envelope, error.code)
            verdicts.append(verdict)
        return tuple(verdicts)

    def _refused_here(self, envelope: Envelope, code: str) -> Verdict:
        return Verdict(id=envelope.id, accepted=False, code=code, at=self._now())

    def _take(self, batch: Sequence[Envelope], verdicts: Sequence[Verdict]) -> None:
        """Store each verdict with its receipt; nothing of a batch is taken unless all of it fits."""
        if [v.id for v in verdicts] != [e.id for e in batch]:
            raise Damaged("verdicts do not answer the commands")
        for envelope, verdict in zip(batch, verdicts, strict=True):
            self._check_receipt(envelope, verdict)
        for envelope, verdict in zip(batch, verdicts, strict=True):
            if isinstance(envelope.body, CastVote) and verdict.receipt is not None:
                self._receipts.add(envelope.body, verdict)
            self._outbox.answer(verdict)

    def _check_receipt(self, envelope: Envelope, verdict: Verdict) -> None:
        """A vote is only counted on the server's signed word about exactly this vote; else it stays queued."""
        if not isinstance(envelope.body, CastVote):
            return
        receipt = verdict.receipt
        if receipt is None:
            if verdict.accepted:
                raise Damaged("a vote was called counted without a receipt")
            return
        if not signing.verify(self._server_key, receipt.statement, receipt.signature):
            raise Damaged("a receipt is not signed by the server")
        said = parse_receipt(receipt.statement)
        if (said.ballot, said.vote, said.outcome) != (
            envelope.body.ballot_id,
            hash_hex(envelope.body.statement),
            verdict.outcome,
        ):
            raise Damaged("a receipt speaks of another vote")

    def _pull(self, outcome: Outcome) -> Steps[None]:
        """Read pages until there are no more; a restored server is listed again from the start."""
        while True:
            epoch, cursor = self._replica.cursor()
            try:
                page: Page = yield Pull(epoch, cursor)
            except Refused as error:
                if error.code != "epoch" or not epoch:
                    raise
                self._list_again(outcome)
                continue
            if page.more and page.next <= cursor:
                raise Damaged("the cursor does not move")
            outcome.changed |= self._replica.apply(page)
            if not page.more:
                self._last_digest = page.digest
                return

    def _agree(self, outcome: Outcome) -> Steps[None]:
        """Compare digests; one difference means one full listing, a second one is an error."""
        if self._replica.digest() == self._last_digest:
            return
        if outcome.relisted:
            raise Damaged("digest")
        self._list_again(outcome)
        yield from self._pull(outcome)
        yield from self._agree(outcome)

    def _list_again(self, outcome: Outcome) -> None:
        if outcome.relisted:
            raise Damaged("the server cannot settle on an epoch")
        self._replica.begin_relist()
        outcome.relisted = True


def drive(steps: Steps[T], api: SyncApi) -> T:
    """Run steps against a server: the whole of the I/O of a pass."""
    try:
        request = next(steps)
        while True:
            try:
                answer: object
                if isinstance(request, Send):
                    answer = api.send(request.envelopes)
                else:
                    answer = api.changes(request.epoch, request.cursor)
            except Exception as error:
                request = steps.throw(error)
            else:
                request = steps.send(answer)
    except StopIteration as end:
        return end.value  # type: ignore[no-any-return]
