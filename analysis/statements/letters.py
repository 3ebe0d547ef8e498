"""A statement that came as a letter (.eml): its words, sender and date.

The Date field is written by the sender's program and carries its offset (RFC 5322, section 3.3).
"""

from __future__ import annotations

import email
import email.policy
import re
from email.errors import MessageError
from email.message import EmailMessage
from email.utils import parseaddr, parsedate_to_datetime

from analysis.statements.decoding import Unreadable, decode, page_of, tidy
from analysis.statements.draft import Entry, Origin
from analysis.when import Reading

MAX_HEADER = 2_000
_LONG_FIELD = re.compile(rb"^content-[a-z-]{1,40}:[^\n]{2000}", re.I | re.M)
MAX_PARTS = 1_000
"""Boundaries of a letter; a hostile one nests thousands."""


def entry(data: bytes, file: str) -> Entry:
    """The letter. Raises Unreadable."""
    if data.lower().count(b"content-type:") > MAX_PARTS:
        raise Unreadable("The letter has more parts than are read.")
    if _LONG_FIELD.search(data):
        raise Unreadable("The letter is damaged (a field is too long).")
    try:
        letter = email.message_from_bytes(data, policy=email.policy.default)
        assert isinstance(letter, EmailMessage)
        text = _body(letter)
        sender, released = _header(letter, "From"), _release(_header(letter, "Date"))
    except (MessageError, ValueError, LookupError, RecursionError, AttributeError, TypeError, IndexError) as error:
        raise Unreadable(f"The letter is damaged ({type(error).__name__}).") from error
    name, address = parseaddr(sender)
    subject = _header(letter, "Subject")
    return Entry(
        "\n\n".join(part for part in (subject, text) if part),
        Origin(file),
        released,
        "the letter’s Date field, by the sender’s clock" if released is not None else "",
        source=tidy(name or address),
    )


def _header(letter: EmailMessage, name: str) -> str:
    """A field's value; "" for one longer than any real one, over which the parser would take quadratic time."""
    if any(key.lower() == name.lower() and len(str(raw)) > MAX_HEADER for key, raw in letter.raw_items()):
        return ""
    value = letter.get(name)
    return "" if value is None else tidy(str(value))


def _body(letter: EmailMessage) -> str:
    part = letter.get_body(("plain", "html"))
    if part is None:
        return ""
    payload = part.get_payload(decode=True)
    data = payload if isinstance(payload, bytes) else b""
    charset = part.get_content_charset()
    try:
        text = data.decode(charset or "utf-8")
    except (LookupError, UnicodeDecodeError):
        text = decode(data).text
    return page_of(text).text if part.get_content_subtype() == "html" else tidy(text)


def _release(value: str) -> Reading | None:
    """The Date field; -0000 says that the zone is not known (RFC 5322)."""
    if not value:
        return None
    try:
        moment = parsedate_to_datetime(value)
    except (ValueError, OverflowError, IndexError):
        return None
    if moment.tzinfo is None:
        return Reading(moment.year, moment.month, moment.day, moment.hour, moment.minute, moment.second, raw=value)
    reading = Reading.of(moment, raw=value)
    return None if reading.unset else reading
