"""The tree against the vectors of RFC 6962's reference log, and against its definition."""

import hashlib

import pytest
from ecabinet_desktop.crypto import merkle
from ecabinet_desktop.crypto.merkle import Tree, leaf_hash, node_hash
from hypothesis import given
from hypothesis import strategies as st

# The eight leaves and the heads after each of them, as the Certificate Transparency reference log tests them.
LEAVES = [bytes.fromhex(leaf) for leaf in ("", "00", "10", "2021", "3031", "40414243")]
LEAVES += [bytes.fromhex("5051525354555657"), bytes.fromhex("606162636465666768696a6b6c6d6e6f")]
ROOTS = [
    "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
    "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
    "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
    "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
]
SIZES = range(1, 34)


def leaves_of(size: int) -> list[bytes]:
    return [number.to_bytes(4, "big") for number in range(size)]


def hashes_of(size: int) -> list[bytes]:
    return [leaf_hash(leaf) for leaf in leaves_of(size)]


def root_by_definition(leaves: list[bytes]) -> bytes:
    """RFC 6962 section 2.1, word by word."""
    if not leaves:
        return hashlib.sha256(b"").digest()
    if len(leaves) == 1:
        return hashlib.sha256(b"\0" + leaves[0]).digest()
    split = 1
    while split * 2 < len(leaves):
        split *= 2
    left, right = root_by_definition(leaves[:split]), root_by_definition(leaves[split:])
    return hashlib.sha256(b"\1" + left + right).digest()


def test_heads_are_those_of_the_reference_log() -> None:
    tree = Tree()
    for index, (leaf, root) in enumerate(zip(LEAVES, ROOTS, strict=True)):
        assert tree.append(leaf) == index
        assert tree.root().hex() == root
        assert merkle.root_of(LEAVES[: index + 1]).hex() == root


def test_an_empty_tree_has_the_hash_of_nothing() -> None:
    assert Tree().root().hex() == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
    assert merkle.root_of([]) == merkle.EMPTY_ROOT


def test_audit_paths_are_those_of_the_reference_log() -> None:
    hashes = [leaf_hash(leaf) for leaf in LEAVES]

    assert [step.hex() for step in merkle.inclusion_proof(hashes, 0)] == [
        "96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7",
        "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
        "6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4",
    ]
    assert [step.hex() for step in merkle.consistency_proof(hashes[:8], 6)] == [
        "0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a",
        "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0",
        "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    ]


@given(leaves=st.lists(st.binary(max_size=8), max_size=70))
def test_the_frontier_gives_the_head_of_the_definition(leaves: list[bytes]) -> None:
    assert merkle.root_of(leaves) == root_by_definition(leaves)


def test_a_leaf_is_never_taken_for_a_node() -> None:
    left, right = leaf_hash(b"a"), leaf_hash(b"b")

    assert leaf_hash(left + right) != node_hash(left, right)
    assert node_hash(left, right) != node_hash(right, left)


def test_a_tree_goes_on_from_what_was_stored_of_it() -> None:
    tree = Tree()
    for leaf in leaves_of(13):
        tree.append(leaf)
    stored = (tree.size, b"".join(tree.frontier))

    again = Tree(stored[0], [stored[1][at : at + 32] for at in range(0, len(stored[1]), 32)])
    assert again.append(b"next") == 13
    tree.append(b"next")

    assert (again.size, again.root()) == (14, tree.root())
    assert len(again.frontier) == 3


def test_a_stored_frontier_that_does_not_fit_its_size_is_refused() -> None:
    with pytest.raises(ValueError, match="frontier"):
        Tree(3, [b"x" * 32])


@pytest.mark.parametrize("size", SIZES)
def test_every_leaf_is_proved_and_in_its_own_place_only(size: int) -> None:
    hashes, root = hashes_of(size), merkle.root_of(leaves_of(size))

    for index, leaf in enumerate(hashes):
        proof = merkle.inclusion_proof(hashes, index)
        assert merkle.verify_inclusion(leaf, index, size, proof, root)
        assert not any(
            merkle.verify_inclusion(leaf, n, size, proof, root) for n in range(-1, size + 2) if n != index
        )
        assert not merkle.verify_inclusion(leaf_hash(b"other"), index, size, proof, root)
        assert not merkle.verify_inclusion(leaf, index, size, [*proof, root], root)
        assert not merkle.verify_inclusion(leaf, index, size, proof, leaf_hash(root))
        if proof:
            assert not merkle.verify_inclusion(leaf, index, size, proof[:-1], root)
            assert not merkle.verify_inclusion(leaf, index, size, [b"\0" * 32, *proof[1:]], root)


@pytest.mark.parametrize("size", SIZES)
def test_every_earlier_head_is_shown_to_have_grown_into_this_one(size: int) -> None:
    hashes, root = hashes_of(size), merkle.root_of(leaves_of(size))

    for old in range(1, size + 1):
        old_root = merkle.root_of(leaves_of(old))
        proof = merkle.consistency_proof(hashes, old)
        assert merkle.verify_consistency(old, old_root, size, root, proof)
        assert not merkle.verify_consistency(old, leaf_hash(b"x"), size, root, proof)
        assert not merkle.verify_consistency(old, old_root, size, leaf_hash(b"x"), proof)
        assert not merkle.verify_consistency(old, old_root, size, root, [*proof, root])
        if proof:
            assert not merkle.verify_consistency(old, old_root, size, root, proof[:-1])
            assert not merkle.verify_consistency(old, old_root, size, root, [])


def test_a_log_that_changed_a_past_leaf_cannot_prove_that_it_grew() -> None:
    honest = leaves_of(21)
    changed = [*honest[:4], b"changed", *honest[5:], b"new"]
    hashes = [leaf_hash(leaf) for leaf in changed]

    proof = merkle.consistency_proof(hashes, 21)

    old, new = merkle.root_of(honest), merkle.root_of(changed)
    assert not merkle.verify_consistency(21, old, 22, new, proof)
    assert merkle.verify_consistency(21, merkle.root_of(changed[:21]), 22, new, proof)


def test_a_proof_that_stops_half_way_up_proves_nothing() -> None:
    roots = {size: merkle.root_of(leaves_of(size)) for size in (3, 4)}
    proof = merkle.consistency_proof(hashes_of(4), 3)

    assert merkle.verify_consistency(3, roots[3], 4, roots[4], proof)
    assert not merkle.verify_consistency(3, roots[3], 8, roots[4], proof)


def test_sizes_that_cannot_be_are_refused() -> None:
    root = merkle.root_of(leaves_of(4))

    assert not merkle.verify_consistency(0, merkle.EMPTY_ROOT, 4, root, [])
    assert not merkle.verify_consistency(5, root, 4, root, [])
    assert not merkle.verify_inclusion(leaf_hash(b""), 0, 0, [], merkle.EMPTY_ROOT)
    for index in (-1, 4):
        with pytest.raises(IndexError):
            merkle.inclusion_proof(hashes_of(4), index)
    for size in (0, 5):
        with pytest.raises(IndexError):
            merkle.consistency_proof(hashes_of(4), size)
