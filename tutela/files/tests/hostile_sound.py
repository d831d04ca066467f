"""Hostile sound and film."""

from __future__ import annotations

import struct
from collections.abc import Iterator

from tutela.files.tests.hostile import CLEANED, EITHER, REFUSED, Hostile
from tutela.files.tests.samples import box, m4a, mp3, photograph


def made() -> Iterator[Hostile]:
    """All of them."""
    yield from _mp3()
    yield from _m4a()
    yield from _film()


def heavy() -> Iterator[Hostile]:
    """None: sound is never unpacked."""
    yield from ()


def _mp3() -> Iterator[Hostile]:
    plain = mp3()
    yield Hostile("MP3 with tags", "a.mp3", plain, CLEANED)
    picture = b"APIC" + struct.pack(">I", 2_000) + b"\0\0CANARY" + photograph()[:1_992]
    tag = b"ID3\x03\0\0" + bytes([0, 0, len(picture) >> 7, len(picture) & 127]) + picture
    yield Hostile("MP3 with a picture", "a.mp3", tag + plain, CLEANED)
    ape = b"APETAGEX" + struct.pack("<4I8x", 2000, 40, 1, 0) + b"CANARYAPE"
    yield Hostile("MP3 with a tag of another kind", "a.mp3", plain + ape, CLEANED)
    lyrics = b"LYRICSBEGINCANARYLYRICS" + b"LYRICS200"
    yield Hostile("MP3 with words", "a.mp3", plain + lyrics, CLEANED)
    between = plain[: len(plain) // 2] + b"CANARYBETWEEN" * 9 + plain[len(plain) // 2 :]
    yield Hostile("MP3 with something in the middle", "a.mp3", between, EITHER)
    yield Hostile("MP3 of nothing but a tag", "a.mp3", tag + b"CANARY" * 99, REFUSED)
    endless = b"ID3\x03\0\0\x7f\x7f\x7f\x7f" + b"CANARY" * 99
    yield Hostile("MP3 with an endless tag", "a.mp3", endless, REFUSED)
    yield Hostile("MP3 that is none", "a.mp3", b"\xff\xfb" + b"CANARY" * 90_000, REFUSED)
    frame = b"\xff\xfb\x90\x64" + bytes(32) + b"Info\0CANARYENCODER".ljust(381, b"\0")
    yield Hostile("MP3 that says what made it", "a.mp3", frame + plain[35:], EITHER)
    yield Hostile("page of the web as MP3", "a.mp3", b"<html>CANARY", REFUSED)


def _m4a() -> Iterator[Hostile]:
    plain = m4a()
    yield Hostile("M4A with a place", "a.m4a", plain, CLEANED)
    cover = box(b"covr", photograph())
    yield Hostile("M4A with a cover", "a.m4a", m4a(more=cover), CLEANED)
    yield Hostile("M4A that is a film", "a.m4a", m4a(track=b"vide"), REFUSED)
    yield Hostile("M4A without sound", "a.m4a", m4a(track=b"text"), REFUSED)
    yield Hostile("M4A cut in half", "a.m4a", plain[: len(plain) // 2], REFUSED)
    yield Hostile("M4A in pieces", "a.m4a", plain + box(b"moof", b"CANARY"), REFUSED)
    yield Hostile("M4A with something behind", "a.m4a", plain + box(b"free", b"CANARY"), CLEANED)
    for about, where, wrong in (
        ("with four thousand million samples", b"stsz", struct.pack(">III", 0, 0, 0xFFFFFFFF)),
        ("with one size for all of them", b"stsz", struct.pack(">III", 0, 0xFFFFFF, 2_000_000)),
        ("whose sound lies elsewhere", b"stco", struct.pack(">III", 0, 1, 0xFFFFFFF0)),
        ("with endless runs", b"stts", struct.pack(">II", 0, 0xFFFFFFFF)),
        ("with endless chunks", b"stsc", struct.pack(">IIIII", 0, 0xFFFFFFFF, 1, 0xFFFFFFF, 1)),
    ):
        at = plain.index(where) + 4
        data = plain[:at] + wrong + plain[at + len(wrong) :]
        yield Hostile(f"M4A {about}", "a.m4a", data, REFUSED)
    at = plain.index(b"moov") - 4
    endless = plain[:at] + struct.pack(">I", 0xFFFFFFFF) + plain[at + 4 :]
    yield Hostile("M4A with an endless box", "a.m4a", endless, REFUSED)
    zero = plain[:at] + struct.pack(">I", 2) + plain[at + 4 :]
    yield Hostile("M4A with a box of no size", "a.m4a", zero, REFUSED)
    huge = plain[:at] + struct.pack(">I4sQ", 1, b"moov", 2**63) + plain[at + 8 :]
    yield Hostile("M4A with a box of 2^63 bytes", "a.m4a", huge, REFUSED)


def _film() -> Iterator[Hostile]:
    film = m4a(track=b"vide", brand=b"isom")
    for end in ("mp4", "mov", "m4v", "3gp"):
        yield Hostile(f"film as {end}", f"a.{end}", film, REFUSED)
    yield Hostile("film as sound", "a.m4a", film, REFUSED)
    yield Hostile("film as a picture", "a.heic", film, REFUSED)
    yield Hostile("film of the web", "a.webm", b"\x1aE\xdf\xa3CANARY", REFUSED)
    yield Hostile("film of the web as text", "a.txt", b"\x1aE\xdf\xa3CANARY", REFUSED)
    yield Hostile("film of Windows", "a.avi", b"RIFF\0\0\0\0AVI CANARY", REFUSED)
