"""The one file that agencies run: its signatures are everybody's, and it refuses what is wrong."""

from __future__ import annotations

import ast
import sys
from base64 import b64encode
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from hypothesis import given, settings
from hypothesis import strategies as st

from tutela.witnesses import verifier
from tutela.witnesses.verifier import (
    LOG,
    WITNESS,
    Checkpoint,
    DoesNotHold,
    Key,
    Note,
    is_signed,
    public_of,
    sign,
)

SECRET = st.binary(min_size=32, max_size=32)
L = 2**252 + 27742317777372353535851937790883648493


def test_it_is_one_file_that_needs_the_standard_library_alone():
    tree = ast.parse(Path(verifier.__file__).read_text())
    named = {
        (node.module if isinstance(node, ast.ImportFrom) else node.names[0].name).split(".")[0]
        for node in ast.walk(tree)
        if isinstance(node, ast.Import | ast.ImportFrom)
    }
    assert named <= sys.stdlib_module_names


@settings(max_examples=25, deadline=None)
@given(SECRET, st.binary(max_size=100))
def test_its_signatures_are_those_of_the_library(secret, message):
    library = Ed25519PrivateKey.from_private_bytes(secret)
    public = library.public_key().public_bytes(Encoding.Raw, PublicFormat.Raw)
    assert public_of(secret) == public
    assert sign(secret, message) == library.sign(message)
    assert is_signed(public, message, library.sign(message))


@settings(max_examples=25, deadline=None)
@given(SECRET, st.integers(0, 511))
def test_a_signature_of_which_one_bit_is_wrong_is_refused(secret, bit):
    signed = bytearray(sign(secret, b"x"))
    signed[bit // 8] ^= 1 << bit % 8
    assert not is_signed(public_of(secret), b"x", bytes(signed))


# RFC 8032, section 7.1, tests 1 to 3.
RFC_8032 = [
    (
        "9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60",
        "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a",
        "",
        "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e3970"
        "1cf9b46bd25bf5f0595bbe24655141438e7a100b",
    ),
    (
        "4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb",
        "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c",
        "72",
        "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da085ac1e43e15996e458f3613"
        "d0f11d8c387b2eaeb4302aeeb00d291612bb0c00",
    ),
    (
        "c5aa8df43f9f837bedb7442f31dcb7b166d38535076f094b85ce3a2e0b4458f7",
        "fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025",
        "af82",
        "6291d657deec24024827e69c3abe01a30ce548a284743a445e3680d7db5ac3ac18ff9b538d16f290ae67f760"
        "984dc6594a7c15e9716ed28dc027beceea1ec40a",
    ),
]


@pytest.mark.parametrize(("secret", "public", "message", "signed"), RFC_8032)
def test_the_vectors_of_the_standard(secret, public, message, signed):
    assert public_of(bytes.fromhex(secret)).hex() == public
    assert sign(bytes.fromhex(secret), bytes.fromhex(message)).hex() == signed
    assert is_signed(bytes.fromhex(public), bytes.fromhex(message), bytes.fromhex(signed))


def test_a_signature_written_in_a_second_way_is_refused():
    secret = bytes(32)
    signed = sign(secret, b"x")
    again = signed[:32] + (int.from_bytes(signed[32:], "little") + L).to_bytes(32, "little")
    assert not is_signed(public_of(secret), b"x", again)
    for public in (b"", b"\xff" * 32, bytes(31) + b"\x80"):
        assert not is_signed(public, b"x", signed)
    assert not is_signed(public_of(secret), b"x", signed[:-1])


SECRET_BYTES = bytes(32)
TEXT = f"a.example\n1\n{b64encode(bytes(32)).decode()}\n"


def note(text=TEXT, secret=SECRET_BYTES):
    key = Key("a.example", LOG, public_of(secret))
    return f"{text}\n" + verifier.signature_line(key.name, key.id, sign(secret, text.encode()))


LOG_KEY = Key("a.example", LOG, public_of(bytes(32)))


def test_a_key_is_read_as_it_is_written():
    assert Key.read(str(LOG_KEY)) == LOG_KEY
    for wrong in ("", "a+b", str(LOG_KEY).replace("a.example", "b.example"), f"{LOG_KEY}A"):
        with pytest.raises(DoesNotHold):
            Key.read(wrong)


def test_a_key_of_c2sps_own_example_is_read():
    # From C2SP's tlog-cosignature: a name, a hash, and a signature that begins with the hash.
    text = (
        "example.com/behind-the-sofa\n20852163\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n\n"
        "— example.com/behind-the-sofa Az3grlgtzPICa5OS8npVmf1Myq/5IZniMp+ZJurmRDeOoRDe4URYN7u5"
        "/Zhcyv2q1gGzGku9nTo+zyWE+xeMcTOAYQ8=\n"
    )
    (name, signed), *_ = Note.read(text).lines
    assert (name, len(signed)) == ("example.com/behind-the-sofa", 68)


@pytest.mark.parametrize(
    "text",
    [
        "", "no note", "a.example\n1\n\n— a.example AAAA\n", note().replace("\n1\n", "\n2\n"),
        note(secret=b"x" * 32), note("b.example\n1\nAAAA\n"), note("a.example\n01\nAAAA\n"),
        note("a.example\n1\n"), note().replace("— ", "- "), note().rstrip("\n"),
    ],
)  # fmt: skip
def test_what_the_log_has_not_signed_is_no_checkpoint(text):
    with pytest.raises(DoesNotHold):
        Checkpoint.read(text, LOG_KEY)


def test_a_witness_signs_when_it_saw_a_checkpoint():
    secret = b"w" * 32
    key = Key("w.example", WITNESS, public_of(secret))
    line = verifier.cosignature(Note.read(note()), key, secret, 1_800_000_000)
    both = Note.read(note() + line)
    assert both.must_be_signed_by(key) == 1_800_000_000
    assert both.must_be_signed_by(LOG_KEY) == 0
    # The same bytes under another name or as a log's signature prove nothing.
    for other in (Key("v.example", WITNESS, key.public), Key("w.example", LOG, key.public)):
        with pytest.raises(DoesNotHold, match="has not signed"):
            both.must_be_signed_by(other)
