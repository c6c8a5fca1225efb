"""The Merkle tree of RFC 6962: leaf and node hashes, an append-only tree, inclusion and consistency proofs.

Proofs are made from leaf hashes and checked against a head; nothing here keeps or knows what a leaf says.
"""

import hashlib
from collections.abc import Iterable, Sequence

EMPTY_ROOT = hashlib.sha256(b"").digest()


def leaf_hash(data: bytes) -> bytes:
    """RFC 6962 section 2.1: SHA-256(0x00 | data)."""
    return hashlib.sha256(b"\x00" + data).digest()


def node_hash(left: bytes, right: bytes) -> bytes:
    """RFC 6962 section 2.1: SHA-256(0x01 | left | right)."""
    return hashlib.sha256(b"\x01" + left + right).digest()


class Tree:
    """An append-only tree that keeps only its frontier: the roots of its complete subtrees, largest first."""

    def __init__(self, size: int = 0, frontier: Sequence[bytes] = ()) -> None:
        if len(frontier) != size.bit_count():
            raise ValueError("frontier does not fit the size")
        self.size = size
        self.frontier = list(frontier)

    def append(self, data: bytes) -> int:
        """Add a leaf; returns its index, 0 first."""
        return self.append_hash(leaf_hash(data))

    def append_hash(self, leaf: bytes) -> int:
        """Add a leaf by its hash."""
        index = self.size
        node = leaf
        rest = index
        while rest & 1:
            node = node_hash(self.frontier.pop(), node)
            rest >>= 1
        self.frontier.append(node)
        self.size += 1
        return index

    def root(self) -> bytes:
        """The tree head."""
        if not self.frontier:
            return EMPTY_ROOT
        node = self.frontier[-1]
        for left in reversed(self.frontier[:-1]):
            node = node_hash(left, node)
        return node


def root_of(leaves: Iterable[bytes]) -> bytes:
    """The tree head over leaf data."""
    tree = Tree()
    for data in leaves:
        tree.append(data)
    return tree.root()


def inclusion_proof(hashes: Sequence[bytes], index: int) -> list[bytes]:
    """The audit path of leaf `index` among leaf hashes (RFC 6962 section 2.1.1)."""
    if not 0 <= index < len(hashes):
        raise IndexError(index)
    if len(hashes) == 1:
        return []
    split = _split(len(hashes))
    if index < split:
        return [*inclusion_proof(hashes[:split], index), _root(hashes[split:])]
    return [*inclusion_proof(hashes[split:], index - split), _root(hashes[:split])]


def verify_inclusion(leaf: bytes, index: int, size: int, proof: Sequence[bytes], root: bytes) -> bool:
    """True when `proof` shows that the leaf hash stands at `index` in the tree of `size` with head `root`."""
    if not 0 <= index < size:
        return False
    node, last = index, size - 1
    current = leaf
    for sibling in proof:
        if last == 0:
            return False
        if node & 1 or node == last:
            current = node_hash(sibling, current)
            while not node & 1 and node:
                node >>= 1
                last >>= 1
        else:
            current = node_hash(current, sibling)
        node >>= 1
        last >>= 1
    return last == 0 and current == root


def consistency_proof(hashes: Sequence[bytes], old_size: int) -> list[bytes]:
    """The proof that the tree of all `hashes` extends the one of the first `old_size` (RFC 6962 section 2.1.2)."""
    if not 0 < old_size <= len(hashes):
        raise IndexError(old_size)
    return _subproof(hashes, old_size, complete=True)


def verify_consistency(old_size: int, old_root: bytes, size: int, root: bytes, proof: Sequence[bytes]) -> bool:
    """True when `proof` shows that the tree (size, root) extends the tree (old_size, old_root)."""
    if old_size == size:
        return not proof and old_root == root
    if not 0 < old_size < size:
        return False
    path = list(proof)
    if old_size & (old_size - 1) == 0:
        path.insert(0, old_root)
    if not path:
        return False
    node, last = old_size - 1, size - 1
    while node & 1:
        node >>= 1
        last >>= 1
    old = new = path[0]
    for sibling in path[1:]:
        if last == 0:
            return False
        if node & 1 or node == last:
            old, new = node_hash(sibling, old), node_hash(sibling, new)
            while not node & 1 and node:
                node >>= 1
                last >>= 1
        else:
            new = node_hash(new, sibling)
        node >>= 1
        last >>= 1
    return last == 0 and old == old_root and new == root


def _split(count: int) -> int:
    """The largest power of two below `count`."""
    return 1 << ((count - 1).bit_length() - 1)


def _root(hashes: Sequence[bytes]) -> bytes:
    tree = Tree()
    for leaf in hashes:
        tree.append_hash(leaf)
    return tree.root()


def _subproof(hashes: Sequence[bytes], old_size: int, *, complete: bool) -> list[bytes]:
    if old_size == len(hashes):
        return [] if complete else [_root(hashes)]
    split = _split(len(hashes))
    if old_size <= split:
        return [*_subproof(hashes[:split], old_size, complete=complete), _root(hashes[split:])]
    return [*_subproof(hashes[split:], old_size - split, complete=False), _root(hashes[:split])]
