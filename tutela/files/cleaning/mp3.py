"""MP3: the frames of sound, one after the other, and none of the tags around and between them."""

from __future__ import annotations

from tutela.files.cleaning.outcome import Cleaned, Form, Refused, Why

FEWEST_FRAMES = 4
MOST_BETWEEN = 64 * 1024
"""Bytes that are no sound between frames, beside a tag at either end."""
# Kilobits a second of Layer III, by version. Source: ISO/IEC 11172-3 and 13818-3.
_RATES = {
    3: (0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320),
    2: (0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160),
}
_RATES[0] = _RATES[2]
# Samples a second, by version (3 is MPEG-1, 2 is MPEG-2, 0 is MPEG-2.5).
_SAMPLES = {3: (44100, 48000, 32000), 2: (22050, 24000, 16000), 0: (11025, 12000, 8000)}


def clean_mp3(data: bytes) -> Cleaned:
    """The frames of sound alone. Raises Refused."""
    frames: list[bytes] = []
    at, between, first = _after_tag(data), 0, None
    while at + 4 <= len(data):
        length, kind = _frame(data, at)
        whole = 0 < length <= len(data) - at
        # A frame that another thing breaks into is followed by no frame, and is left out.
        if whole and first in {None, kind} and _ends_well(data, at + length):
            first = kind
            frame = data[at : at + length]
            if frames or not _is_about_the_file(frame):
                frames.append(frame)
            at += length
            continue
        if _is_tag(data, at):
            break
        at, between = at + 1, between + 1
        if between > MOST_BETWEEN:
            raise Refused(Why.DAMAGED)
    if len(frames) < FEWEST_FRAMES:
        raise Refused(Why.DAMAGED)
    return Cleaned(Form.MP3, b"".join(frames))


def _ends_well(data: bytes, at: int) -> bool:
    return len(data) - at < 4 or _frame(data, at)[0] > 0 or _is_tag(data, at)


def _is_tag(data: bytes, at: int) -> bool:
    return data[at : at + 3] in {b"TAG", b"ID3"} or data[at : at + 8] in {b"APETAGEX", b"LYRICSBE"}


def _after_tag(data: bytes) -> int:
    at = 0
    while data[at : at + 3] == b"ID3" and at + 10 <= len(data):
        size = 0
        for byte in data[at + 6 : at + 10]:
            size = size << 7 | byte & 0x7F
        at += 10 + size + (10 if data[at + 5] & 0x10 else 0)
    return at


def _frame(data: bytes, at: int) -> tuple[int, tuple[int, int]]:
    """The length of the frame that begins here, and its version and rate; 0 where none does."""
    head = data[at : at + 4]
    if len(head) < 4 or head[0] != 0xFF or head[1] & 0xE0 != 0xE0:
        return 0, (0, 0)
    version, layer = head[1] >> 3 & 3, head[1] >> 1 & 3
    rate, samples = head[2] >> 4, head[2] >> 2 & 3
    if version == 1 or layer != 1 or rate in {0, 15} or samples == 3:
        return 0, (0, 0)
    per_second = _SAMPLES[version][samples]
    slots = 144 if version == 3 else 72
    length = slots * _RATES[version][rate] * 1000 // per_second + (head[2] >> 1 & 1)
    return length, (version, per_second)


def _is_about_the_file(frame: bytes) -> bool:
    """A first frame that holds no sound: how long the file is, and what program made it."""
    return any(mark in frame[:200] for mark in (b"Xing", b"Info", b"VBRI"))
