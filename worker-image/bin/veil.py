"""Hides the secrets of a job in what is said, in each form in which programs print them."""

import array
import base64
import json
import os
import re
import sys
import urllib.parse

SHORTEST = 6
VEIL = b"***"
USER_INFO = re.compile(rb"""(://)[^/@\s"'\\<>]+@""")
ENCODED = re.compile(rb"[A-Za-z0-9+/_-]{11,}")
HEAD = 8
STRIDE = 4
LEAST = HEAD + STRIDE - 1  # what is as long has a head at one of the places that are looked at


class Veil:
    """Hides what it has learnt; nothing at first but what is an address's user."""

    def __init__(self):
        self.forms = []
        self.short = []  # forms that have to be looked for one by one
        self.heads = set()  # all that is in any other form, as numbers, which are found fast
        self.parts = {}  # where each head is in a value's base64

    def learn(self, folder):
        forms = set()
        self.parts = {}
        for entry in os.scandir(folder):
            with open(entry.path, "rb") as file:
                value = file.read().strip()
            if len(value) >= SHORTEST:
                forms.update(form for line in {value, *value.splitlines()} for form in forms_of(line.strip()))
                for form in base64_of(value):
                    self.parts.update((head, (form, at)) for at, head in enumerate(heads_of(form)))
        self.forms = sorted((form for form in forms if len(form) >= SHORTEST), key=len, reverse=True)
        self.short = [form for form in self.forms if len(form) < LEAST]
        heads = {head for form in self.forms for head in heads_of(form)}.union(self.parts)
        self.heads = {int.from_bytes(head, sys.byteorder) for head in heads}

    def over(self, data):
        suspect = any(not self.heads.isdisjoint(numbers(data[start:])) for start in (0, STRIDE))
        for form in self.forms if suspect else self.short:
            if form in data:
                data = data.replace(form, VEIL)
        if suspect:
            data = ENCODED.sub(lambda run: self._without_parts(run.group()), data)
        return USER_INFO.sub(rb"\1" + VEIL + b"@", data) if b"://" in data else data

    def _without_parts(self, run):
        """Base64 is mostly broken into lines, wherever a secret lies in it."""
        out = []
        at = shown = 0
        while at <= len(run) - HEAD:
            start, end = self._part(run, at, shown)
            if end - start >= LEAST:
                out += run[shown:start], VEIL
                at = shown = end
            else:
                at += 1
        return b"".join(out) + run[shown:]

    def _part(self, run, at, shown):
        """Returns from where to where the run is the same as the base64 whose head it has there."""
        form, place = self.parts.get(run[at:at + HEAD], (b"", 0))
        start = end = at
        if form:
            end += HEAD
            while start > shown and place > at - start and run[start - 1] == form[place - (at - start) - 1]:
                start -= 1
            while end < len(run) and place + end - at < len(form) and run[end] == form[place + end - at]:
                end += 1
        return start, end

    def over_text(self, text):
        return self.over(text.encode("utf-8", "replace")).decode("utf-8", "replace")

    def pending(self, data):
        """Returns how many of the last bytes may be the beginning of a secret."""
        return max((begun(form, data) for form in self.forms), default=0)


def heads_of(form):
    return [form[at:at + HEAD] for at in range(len(form) - HEAD + 1)]


def numbers(data):
    """Returns each head of what lies one after the other, as a number."""
    found = array.array("Q")
    found.frombytes(data[:len(data) // HEAD * HEAD])
    return found


def begun(form, data):
    """Returns how long a beginning of the form the data ends with."""
    tail = data[1 - len(form):]
    at = tail.find(form[:4])
    while at >= 0:
        if form.startswith(tail[at:]):
            return len(tail) - at
        at = tail.find(form[:4], at + 1)
    return next((length for length in (3, 2, 1) if tail.endswith(form[:length])), 0)


def forms_of(value):
    """Returns the forms of a value that are in one line."""
    text = value.decode("utf-8", "replace")
    forms = {value, *base64_of(value), *urls_of(text), *json_of(text)}
    return (form for form in forms if b"\n" not in form)


def base64_of(value):
    """What comes before shifts the rest, a user's name say, and what comes after changes the last group."""
    for shift in range(3):
        encoded = base64.b64encode((b"x" * shift + value)[:(shift + len(value)) // 3 * 3])[4 if shift else 0:]
        yield encoded
        yield encoded.translate(bytes.maketrans(b"+/", b"-_"))


def urls_of(text):
    """As RFC 3986 encodes it, as Python, browsers and JavaScript do; and with digits in lower case."""
    plus = urllib.parse.quote_plus(text, "*").replace("~", "%7E")
    for encoded in urllib.parse.quote(text, ""), urllib.parse.quote_plus(text), plus, urllib.parse.quote(text, "!'()*"):
        yield encoded.encode()
        yield re.sub("%..", lambda digits: digits.group().lower(), encoded).encode()


def json_of(text):
    """JSON is often told inside of JSON, and some programs escape what others don't."""
    for once in escaped_of(text):
        for escaped in once, *escaped_of(once):
            yield escaped.encode("utf-8", "replace")


def escaped_of(text):
    for ascii_only in True, False:
        escaped = json.dumps(text, ensure_ascii=ascii_only)[1:-1]
        yield escaped
        yield escaped.replace("/", "\\/")
