"""Folding text for search: "dat dai" finds "đất đai".

Decomposed, marks stripped, đ → d, lower case; FTS5's own tokenizers leave đ alone.
"""

import unicodedata


class _Table(dict[int, str]):
    """What each sign folds to, worked out when it is first met."""

    def __missing__(self, code: int) -> str:
        sign = chr(code).replace("đ", "d").replace("Đ", "d")
        folded = unicodedata.normalize("NFKD", sign).casefold()
        kept = "".join(c for c in folded if not unicodedata.combining(c))
        if len(kept) != 1:
            _ODD.add(chr(code))
        self[code] = kept  # last: other threads fold as well
        return kept


_ODD: set[str] = set()
"""Signs met so far that do not fold to one sign: marks that stand by themselves, ligatures."""
_TABLE = _Table()


def fold(text: str) -> str:
    """`text` without marks and case."""
    return text.translate(_TABLE)


def fold_with_map(text: str) -> tuple[str, list[int]]:
    """The folded text, and for each of its signs the index of the sign it came from (one more for the end)."""
    folded = text.translate(_TABLE)
    if _ODD.isdisjoint(text):
        return folded, list(range(len(text) + 1))  # one for one, as in all composed text
    origin = [index for index, sign in enumerate(text) for _ in _TABLE[ord(sign)]]
    origin.append(len(text))
    return folded, origin
