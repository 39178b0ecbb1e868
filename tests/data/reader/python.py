"""Reads texts with Python's json. Input: frames of a length (4 bytes, little-endian), a byte and a text.

Output: one line per text, `-` if rejected, `?` if accepted beyond RFC 8259 (NaN, Infinity, half a surrogate pair), or
`+` if accepted, followed by the value in canonical form if the byte is 1.
"""

import json
import struct
import sys


class Number(str):
    """As written."""


class Members(list):
    """Pairs, so that a key may stand twice."""


def said(value):
    if isinstance(value, Number):
        return str(value)
    if isinstance(value, str):
        return json.dumps(value)
    if isinstance(value, Members):
        return "{" + ",".join(json.dumps(k) + ":" + said(v) for k, v in value) + "}"
    if isinstance(value, list):
        return "[" + ",".join(map(said, value)) + "]"
    return {None: "null", True: "true", False: "false"}[value]


def half(value):
    if isinstance(value, Members):
        return any(half(k) or half(v) for k, v in value)
    if isinstance(value, list):
        return any(map(half, value))
    return isinstance(value, str) and any("\ud800" <= c <= "\udfff" for c in value)


def answer(raw, values):
    beyond = []
    try:
        text = raw.decode("utf-8")
        value = json.loads(
            text,
            parse_int=Number,
            parse_float=Number,
            parse_constant=lambda name: beyond.append(name) or Number(name),
            object_pairs_hook=Members,
        )
    except (ValueError, RecursionError):
        return "-"
    if beyond or ("\\ud" in text.lower() and half(value)):
        return "?"
    return "+" + said(value) if values else "+"


def main():
    sys.setrecursionlimit(20_000)
    source, out = sys.stdin.buffer, sys.stdout
    while head := source.read(5):
        length, values = struct.unpack("<IB", head)
        out.write(answer(source.read(length), values) + "\n")


main()
