"""Clocks in identifiers: ids that platforms make from the moment at which they register a post or an upload.

Every function takes the id as text and returns the instant in UTC that it encodes. It raises ValueError for text
that is no such id and OverflowError for an instant outside of the years 1 to 9999. A number that decodes is no
evidence by itself: `addresses` gates on domain, length and range. The formulas are those of the services' own
documentation or sources, and of public parsers; `address_clocks.csv` names the source of each.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from fractions import Fraction

UNIX = datetime(1970, 1, 1, tzinfo=UTC)
MILLENNIUM = datetime(2000, 1, 1, tzinfo=UTC)

X_EPOCH_MS = 1_288_834_974_657
"""Milliseconds from 1970 to the epoch of X's snowflakes, 2010-11-04 01:42:54.657 UTC (twitter-archive/snowflake)."""
DISCORD_EPOCH_MS = 1_420_070_400_000
"""2015-01-01 UTC (Discord developer documentation, "Snowflakes")."""
INSTAGRAM_EPOCH_MS = 1_314_220_021_721
"""2011-08-24 21:07:01.721 UTC (Instagram Engineering, "Sharding & IDs at Instagram")."""
TUMBLR_EPOCH_MS = 1_000_000_000_000
"""2001-09-09 01:46:40 UTC; fitted to known posts."""
WEIBO_EPOCH_S = 515_483_463
BILIBILI_EPOCH_S = 1_498_838_400
"""2017-07-01 at UTC+8 (Bilibili's dynamics)."""

BASE64_URL = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
BASE62 = "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
BASE32_SORTABLE = "234567abcdefghijklmnopqrstuvwxyz"
BASE32_CROCKFORD = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
BASE58_BILIBILI = "FcwAPNKTMug3GV5Lj7EJnHpWsx4tb8haYeviqBz6rkCy12mUSDQX9RdoZf"


def in_base(alphabet: str, text: str) -> int:
    """The integer that the text writes with these digits, the largest place first."""
    value = 0
    for character in text:
        value = value * len(alphabet) + alphabet.index(character)
    return value


def after(epoch: datetime, seconds: Fraction | int) -> datetime:
    """The instant so many seconds after the epoch, cut to the microsecond."""
    return epoch + timedelta(microseconds=int(seconds * 1_000_000))


def _milliseconds(value: int) -> datetime:
    return after(UNIX, Fraction(value, 1000))


def x_snowflake(text: str) -> datetime:
    return _milliseconds((int(text) >> 22) + X_EPOCH_MS)


def x_image_name(text: str) -> datetime:
    """15 characters of URL-safe base64 are 88 bits; the snowflake is the upper 64 of them."""
    import base64

    return _milliseconds((int.from_bytes(base64.urlsafe_b64decode(text + "=")) >> 46) + X_EPOCH_MS)


def discord_snowflake(text: str) -> datetime:
    return _milliseconds((int(text) >> 22) + DISCORD_EPOCH_MS)


def high_seconds(text: str) -> datetime:
    """TikTok, Douyin, Likee: the upper 32 bits are Unix seconds."""
    return after(UNIX, int(text) >> 32)


def instagram_id(text: str) -> datetime:
    return _milliseconds((int(text) >> 23) + INSTAGRAM_EPOCH_MS)


def instagram_shortcode(text: str) -> datetime:
    """The code of a private post goes on after the 11 characters that hold the id."""
    return instagram_id(str(in_base(BASE64_URL, text[:11])))


def linkedin_id(text: str) -> datetime:
    return _milliseconds(int(text) >> 22)


def mastodon_snowflake(text: str) -> datetime:
    """Mastodon, Truth Social and Gab: the upper 48 bits are Unix milliseconds (mastodon lib/mastodon/snowflake.rb)."""
    return _milliseconds(int(text) >> 16)


def mastodon_path(text: str) -> datetime:
    """The id of a file, written as folders of three digits."""
    return mastodon_snowflake(text.replace("/", ""))


def tid(text: str) -> datetime:
    """AT Protocol timestamp identifier: 53 bits of Unix microseconds above 10 bits of clock id (atproto.com/specs/tid)."""
    return after(UNIX, Fraction(in_base(BASE32_SORTABLE, text) >> 10, 1_000_000))


def misskey_aid(text: str) -> datetime:
    return after(MILLENNIUM, Fraction(int(text[:8], 36), 1000))


def weibo_mid(text: str) -> datetime:
    return after(UNIX, (int(text) >> 22) + WEIBO_EPOCH_S)


def weibo_mblogid(text: str) -> datetime:
    """Groups of four base62 characters, from the right, are seven decimal digits each."""
    groups = [text[max(0, end - 4) : end] for end in range(len(text), 0, -4)]
    return weibo_mid("".join(f"{in_base(BASE62, group):07d}" for group in reversed(groups)))


def tumblr_id(text: str) -> datetime:
    return _milliseconds((int(text) >> 20) + TUMBLR_EPOCH_MS)


def snapchat_spotlight(text: str) -> datetime:
    """The later of the id's two clocks: 48 bits of Unix milliseconds."""
    return _milliseconds(in_base(BASE64_URL, text[45:53]))


def ulid(text: str) -> datetime:
    """The first ten characters are Unix milliseconds (github.com/ulid/spec)."""
    return _milliseconds(in_base(BASE32_CROCKFORD, text[:10]))


def uuid7(text: str) -> datetime:
    """The first 48 bits are Unix milliseconds (RFC 9562, section 5.7)."""
    return _milliseconds(int(text.replace("-", "")[:12], 16))


def object_id(text: str) -> datetime:
    """The first four bytes are Unix seconds (MongoDB manual, "ObjectId")."""
    return after(UNIX, int(text[:8], 16))


def bilibili_dynamic(text: str) -> datetime:
    return after(UNIX, (int(text) >> 32) + BILIBILI_EPOCH_S)


def bilibili_av(text: str) -> datetime:
    return after(UNIX, int(text) >> 16)


def bilibili_bv(text: str) -> datetime:
    """A BV id is an av number in base58 with two pairs of characters exchanged, masked and mixed with a constant."""
    digits = list(text)
    digits[3], digits[9] = digits[9], digits[3]
    digits[4], digits[7] = digits[7], digits[4]
    number = (in_base(BASE58_BILIBILI, "".join(digits[3:])) & ((1 << 51) - 1)) ^ 23_442_827_791_579
    if number < 10**14:
        raise ValueError("an older av number is a counter, not a clock")
    return bilibili_av(str(number))


def hex_seconds(text: str) -> datetime:
    return after(UNIX, int(text, 16))


def unix_microseconds(text: str) -> datetime:
    return after(UNIX, Fraction(int(text), 1_000_000))


def wall_digits(text: str) -> datetime:
    """Fourteen digits of a date and time in UTC, with or without separators."""
    digits = "".join(character for character in text if character.isdigit())
    return datetime.strptime(digits + "+0000", "%Y%m%d%H%M%S%z")


def japanese_digits(text: str) -> datetime:
    """The same in Japanese time, which has been nine hours before UTC all year since 1952."""
    return wall_digits(text) - timedelta(hours=9)


DECODERS: dict[str, tuple[Callable[[str], datetime], timedelta]] = {
    "x_snowflake": (x_snowflake, timedelta(milliseconds=1)),
    "x_image_name": (x_image_name, timedelta(milliseconds=1)),
    "discord_snowflake": (discord_snowflake, timedelta(milliseconds=1)),
    "high_seconds": (high_seconds, timedelta(seconds=1)),
    "instagram_id": (instagram_id, timedelta(milliseconds=1)),
    "instagram_shortcode": (instagram_shortcode, timedelta(milliseconds=1)),
    "linkedin_id": (linkedin_id, timedelta(milliseconds=1)),
    "mastodon_snowflake": (mastodon_snowflake, timedelta(milliseconds=1)),
    "mastodon_path": (mastodon_path, timedelta(milliseconds=1)),
    "tid": (tid, timedelta(microseconds=1)),
    "misskey_aid": (misskey_aid, timedelta(milliseconds=1)),
    "weibo_mid": (weibo_mid, timedelta(seconds=1)),
    "weibo_mblogid": (weibo_mblogid, timedelta(seconds=1)),
    "tumblr_id": (tumblr_id, timedelta(milliseconds=1)),
    "snapchat_spotlight": (snapchat_spotlight, timedelta(milliseconds=1)),
    "ulid": (ulid, timedelta(milliseconds=1)),
    "uuid7": (uuid7, timedelta(milliseconds=1)),
    "object_id": (object_id, timedelta(seconds=1)),
    "bilibili_dynamic": (bilibili_dynamic, timedelta(seconds=1)),
    "bilibili_av": (bilibili_av, timedelta(seconds=1)),
    "bilibili_bv": (bilibili_bv, timedelta(seconds=1)),
    "hex_seconds": (hex_seconds, timedelta(seconds=1)),
    "unix_microseconds": (unix_microseconds, timedelta(microseconds=1)),
    "wall_digits": (wall_digits, timedelta(seconds=1)),
    "japanese_digits": (japanese_digits, timedelta(seconds=1)),
}
"""Each decoder by its name in the tables, with the width of its last digit."""
