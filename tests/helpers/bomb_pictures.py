"""Pictures that say they are far larger than they can be: image objects for `bombs`, a few kilobytes each."""

import struct
import zlib


def image(size: int, entries: bytes, data: bytes) -> bytes:
    """An image object of `size` × `size` dots."""
    return b"<< /Type /XObject /Subtype /Image /Width %d /Height %d %s /Length %d >>\nstream\n%s\nendstream" % (
        size,
        size,
        entries,
        len(data),
        data,
    )


def flate(size: int, space: bytes, depth: int, packed: bytes) -> bytes:
    """A picture of dots that are `packed` already, and packed once more."""
    entries = b"/ColorSpace %s /BitsPerComponent %d /Filter [/FlateDecode /FlateDecode]" % (space, depth)
    return image(size, entries, zlib.compress(packed, 9))


def flate_lie(size: int) -> bytes:
    """A picture with hardly any dots of the many it names."""
    entries = b"/ColorSpace /DeviceRGB /BitsPerComponent 16 /Filter /FlateDecode"
    return image(size, entries, zlib.compress(bytes(5000)))


def jpeg(size: int) -> bytes:
    """A JPEG frame of that size with nothing in it."""
    quantiser = b"\xff\xdb" + struct.pack(">H", 67) + b"\0" + bytes([1]) * 64
    frame = b"\xff\xc0" + struct.pack(">HBHHB", 11, 8, size, size, 1) + b"\x01\x11\x00"
    lengths = bytes([0, 1, *[0] * 14])
    tables = b"".join(b"\xff\xc4" + struct.pack(">HB", 20, kind) + lengths + b"\0" for kind in (0x00, 0x10))
    scan = b"\xff\xda" + struct.pack(">HB", 8, 1) + b"\x01\x00\x00\x3f\x00"
    entries = b"/ColorSpace /DeviceGray /BitsPerComponent 8 /Filter /DCTDecode"
    return image(size, entries, b"\xff\xd8" + quantiser + frame + tables + scan + bytes(2000) + b"\xff\xd9")


def jpx(size: int) -> bytes:
    """A JPEG 2000 codestream of that size in one tile."""
    header = struct.pack(">HIIIIIIIIHBBB", 0, size, size, 0, 0, size, size, 0, 0, 1, 7, 1, 1)
    coding = struct.pack(">BBHBBBBBB", 0, 0, 1, 0, 5, 4, 4, 0, 1)
    steps = bytes([0x40, *[0x48] * 16])
    parts = [(0x51, header), (0x52, coding), (0x5C, steps)]
    stream = b"\xff\x4f" + b"".join(
        b"\xff" + bytes([kind]) + struct.pack(">H", len(d) + 2) + d for kind, d in parts
    )
    body = b"\xff\x93" + bytes(64)
    stream += b"\xff\x90" + struct.pack(">HHIBB", 10, 0, len(body) + 12, 0, 1) + body + b"\xff\xd9"
    return image(size, b"/ColorSpace /DeviceGray /BitsPerComponent 8 /Filter /JPXDecode", stream)


def jbig2(size: int) -> bytes:
    """A JBIG2 page of that size, and a region that fills it."""
    page = struct.pack(">IIIIBH", size, size, 0, 0, 0, 0)
    region = struct.pack(">IIIIB", size, size, 0, 0, 0) + b"\x00" + bytes([3, 255, 253, 255, 2, 254, 254, 254])
    data = b"".join(
        struct.pack(">IBBBI", number, kind, 0, 1, len(body)) + body
        for number, (kind, body) in enumerate(((48, page), (38, region + bytes(40))))
    )
    return image(size, b"/ColorSpace /DeviceGray /BitsPerComponent 1 /Filter /JBIG2Decode", data)
