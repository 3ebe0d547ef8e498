"""Reading a byte string bit by bit, most significant bit first; beyond the end all bits are zero."""

from __future__ import annotations


class Bits:
    """A position in a byte string. `spent` says whether more was asked for than there is."""

    def __init__(self, data: bytes) -> None:
        self._data = data
        self._at = 0

    @property
    def spent(self) -> bool:
        return self._at > 8 * len(self._data)

    def skip(self, count: int) -> None:
        """Move on by `count` bits."""
        self._at += count

    def take(self, count: int) -> int:
        """The next `count` bits as an unsigned integer."""
        start, end = self._at, self._at + count
        self._at = end
        run = self._data[start // 8 : (end + 7) // 8]
        missing = (end + 7) // 8 - start // 8 - len(run)
        value = int.from_bytes(run, "big") << 8 * missing
        return (value >> (-end) % 8) & ((1 << count) - 1)

    def golomb(self) -> int:
        """An unsigned Exp-Golomb code (ITU-T H.264, 9.1); 0 where the bytes end or the code is longer than 32 bits."""
        zeros = 0
        while not self.take(1):
            zeros += 1
            if zeros > 32 or self.spent:
                return 0
        return (1 << zeros) - 1 + self.take(zeros)

    def signed_golomb(self) -> int:
        """A signed Exp-Golomb code (ITU-T H.264, 9.1.1)."""
        code = self.golomb()
        return (code + 1) // 2 if code % 2 else -(code // 2)
