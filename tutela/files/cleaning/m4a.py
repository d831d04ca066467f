"""M4A: the samples of one track of AAC sound in a file that is written anew.

Only numbers are read from the old file's tables; every box of the new one is made here.
Source: ISO/IEC 14496-12 (boxes) and 14496-14 (the description of the sound).
"""

from __future__ import annotations

import struct
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from tutela.files.cleaning.outcome import Cleaned, Form, Refused, Why

MOST_SAMPLES = 2_000_000
DEEPEST = 8
_LONGEST_DESCRIPTION = 64
_AAC = 0x40


@dataclass(frozen=True)
class _Track:
    channels: int
    rate: int
    timescale: int
    description: bytes
    sizes: tuple[int, ...]
    offsets: tuple[int, ...]
    durations: tuple[int, ...]


def clean_m4a(data: bytes) -> Cleaned:
    """The same sound in a new file. Raises Refused."""
    try:
        track = _track(data)
        samples = b"".join(
            data[at : at + size] for at, size in zip(track.offsets, track.sizes, strict=True)
        )
    except (struct.error, IndexError, ValueError) as error:
        raise Refused(Why.DAMAGED) from error
    if len(samples) != sum(track.sizes) or not samples:
        raise Refused(Why.DAMAGED)
    return Cleaned(Form.M4A, _written(track, samples))


def _boxes(data: bytes, start: int, end: int) -> Iterator[tuple[bytes, int, int]]:
    """Name, start and end of the contents of each box."""
    at = start
    while at + 8 <= end:
        size, name = struct.unpack_from(">I4s", data, at)
        head = 8
        if size == 1:
            (size,) = struct.unpack_from(">Q", data, at + 8)
            head = 16
        size = size or end - at
        if size < head or at + size > end:
            raise Refused(Why.DAMAGED)
        yield name, at + head, at + size
        at += size


def _within(data: bytes, path: tuple[bytes, ...], start: int, end: int) -> tuple[int, int]:
    for wanted in path:
        found = next(((a, b) for name, a, b in _boxes(data, start, end) if name == wanted), None)
        if found is None:
            raise Refused(Why.DAMAGED)
        start, end = found
    return start, end


def _track(data: bytes) -> _Track:
    top = {name for name, _, _ in _boxes(data, 0, len(data))}
    if b"moof" in top:
        raise Refused(Why.DAMAGED)
    tracks = [
        (a, b)
        for name, a, b in _boxes(data, *_within(data, (b"moov",), 0, len(data)))
        if name == b"trak"
    ]
    kinds = {_handler(data, track): track for track in tracks}
    if b"vide" in kinds:
        raise Refused(Why.VIDEO)
    if b"soun" not in kinds:
        raise Refused(Why.DAMAGED)
    return _sound(data, kinds[b"soun"])


def _handler(data: bytes, track: tuple[int, int]) -> bytes:
    start, _ = _within(data, (b"mdia", b"hdlr"), *track)
    return data[start + 8 : start + 12]


def _sound(data: bytes, track: tuple[int, int]) -> _Track:
    clock, _ = _within(data, (b"mdia", b"mdhd"), *track)
    (timescale,) = struct.unpack_from(">I", data, clock + (20 if data[clock] == 1 else 12))
    table = _within(data, (b"mdia", b"minf", b"stbl"), *track)
    channels, rate, description = _described(data, _within(data, (b"stsd",), *table))
    sizes = _sizes(data, _within(data, (b"stsz",), *table))
    offsets = tuple(_offsets(data, table, sizes))
    durations = _durations(data, _within(data, (b"stts",), *table), len(sizes))
    return _Track(channels, rate, timescale, description, sizes, offsets, durations)


def _described(data: bytes, box: tuple[int, int]) -> tuple[int, int, bytes]:
    start, end = box
    name, a, b = next(_boxes(data, start + 8, end))
    if name != b"mp4a":
        raise Refused(Why.DAMAGED)
    channels, _bits = struct.unpack_from(">HH", data, a + 16)
    (rate,) = struct.unpack_from(">I", data, a + 24)
    esds, esds_end = _within(data, (b"esds",), a + 28, b)
    return channels, rate >> 16, _decoder(data[esds + 4 : esds_end])


def _decoder(esds: bytes) -> bytes:
    """How to decode the sound (an AudioSpecificConfig), out of its nested descriptors."""
    tag, body = _descriptor(esds)
    if tag != 3:
        raise Refused(Why.DAMAGED)
    tag, config = _descriptor(body[3:])
    if tag != 4 or config[0] != _AAC:
        raise Refused(Why.DAMAGED)
    tag, specific = _descriptor(config[13:])
    if tag != 5 or not 2 <= len(specific) <= _LONGEST_DESCRIPTION:
        raise Refused(Why.DAMAGED)
    return specific


def _descriptor(data: bytes) -> tuple[int, bytes]:
    length, at = 0, 1
    while at < 5:
        length = length << 7 | data[at] & 0x7F
        at += 1
        if not data[at - 1] & 0x80:
            break
    return data[0], data[at : at + length]


def _sizes(data: bytes, box: tuple[int, int]) -> tuple[int, ...]:
    alike, count = struct.unpack_from(">II", data, box[0] + 4)
    if not 0 < count <= MOST_SAMPLES:
        raise Refused(Why.DAMAGED)
    return (alike,) * count if alike else struct.unpack_from(f">{count}I", data, box[0] + 12)


def _offsets(data: bytes, table: tuple[int, int], sizes: tuple[int, ...]) -> Iterator[int]:
    names = {name: a for name, a, _ in _boxes(data, *table)}
    wide = b"co64" in names
    start = names.get(b"co64", names.get(b"stco"))
    if start is None or b"stsc" not in names:
        raise Refused(Why.DAMAGED)
    (chunks,) = struct.unpack_from(">I", data, start + 4)
    if chunks > MOST_SAMPLES:
        raise Refused(Why.DAMAGED)
    at_chunk = struct.unpack_from(f">{chunks}{'Q' if wide else 'I'}", data, start + 8)
    (runs,) = struct.unpack_from(">I", data, names[b"stsc"] + 4)
    if runs > MOST_SAMPLES:
        raise Refused(Why.DAMAGED)
    told = [struct.unpack_from(">III", data, names[b"stsc"] + 8 + 12 * n) for n in range(runs)]
    sample = 0
    for number, at in enumerate(at_chunk, start=1):
        while len(told) > 1 and told[1][0] <= number:
            told.pop(0)
        within = 0
        for _ in range(told[0][1] if told else 0):
            if sample == len(sizes):
                return
            yield at + within
            within += sizes[sample]
            sample += 1


def _durations(data: bytes, box: tuple[int, int], samples: int) -> tuple[int, ...]:
    (runs,) = struct.unpack_from(">I", data, box[0] + 4)
    if runs > MOST_SAMPLES:
        raise Refused(Why.DAMAGED)
    lasting: list[int] = []
    for n in range(runs):
        count, lasts = struct.unpack_from(">II", data, box[0] + 8 + 8 * n)
        lasting += [lasts] * min(count, samples - len(lasting))
    if len(lasting) != samples:
        raise Refused(Why.DAMAGED)
    return tuple(lasting)


def _written(track: _Track, samples: bytes) -> bytes:
    head = _box(b"ftyp", b"M4A \0\0\0\0M4A isom")
    # The tables are as long whatever the offset is, so their length is known before it.
    empty = _moov(track, 0)
    return head + _moov(track, len(head) + len(empty) + 8) + _box(b"mdat", samples)


def _moov(track: _Track, offset: int) -> bytes:
    lasts = sum(track.durations)
    matrix = struct.pack(">9I", 0x10000, 0, 0, 0, 0x10000, 0, 0, 0, 0x40000000)
    movie = struct.pack(">6IH10x", 0, 0, 0, track.timescale, lasts, 0x10000, 0x100)
    header = struct.pack(">IIIIII8xHHHH", 7, 0, 0, 1, 0, lasts, 0, 0, 0x100, 0)
    media = struct.pack(">5IHH", 0, 0, 0, track.timescale, lasts, 0x55C4, 0)
    handler = struct.pack(">II4s12x", 0, 0, b"soun") + b"\0"
    runs = [(len(list(group)), lasting) for lasting, group in groupby(track.durations)]
    tables = (
        _box(b"stsd", struct.pack(">II", 0, 1) + _description(track)),
        _box(b"stts", _table(len(runs), [number for run in runs for number in run])),
        _box(b"stsc", struct.pack(">5I", 0, 1, 1, len(track.sizes), 1)),
        _box(b"stsz", bytes(4) + _table(len(track.sizes), track.sizes)),
        _box(b"stco", struct.pack(">III", 0, 1, offset)),
    )
    references = _box(b"dref", struct.pack(">II", 0, 1) + _box(b"url ", struct.pack(">I", 1)))
    info = _box(b"smhd", bytes(8)) + _box(b"dinf", references) + _box(b"stbl", b"".join(tables))
    inner = _box(b"mdhd", media) + _box(b"hdlr", handler) + _box(b"minf", info)
    trak = _box(b"tkhd", header + matrix + bytes(8)) + _box(b"mdia", inner)
    return _box(
        b"moov",
        _box(b"mvhd", movie + matrix + bytes(24) + struct.pack(">I", 2)) + _box(b"trak", trak),
    )


def _description(track: _Track) -> bytes:
    specific = bytes([5, len(track.description)]) + track.description
    config = bytes([_AAC, 0x15]) + bytes(11) + specific
    decoder = bytes([4, len(config)]) + config + b"\x06\x01\x02"
    stream = b"\0\0\0" + decoder
    esds = _box(b"esds", bytes(4) + bytes([3, len(stream)]) + stream)
    entry = struct.pack(">6xH8xHH4xI", 1, track.channels, 16, track.rate << 16)
    return _box(b"mp4a", entry + esds)


def _table(rows: int, numbers: Sequence[int]) -> bytes:
    return struct.pack(f">II{len(numbers)}I", 0, rows, *numbers)


def _box(name: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body) + 8) + name + body
