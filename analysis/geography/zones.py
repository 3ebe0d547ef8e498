"""The time zone that clocks keep at a place, from boundaries that come with the library (timezone-boundary-builder, by way of tzfpy)."""

from __future__ import annotations

from zoneinfo import available_timezones

from analysis.geography.coordinates import Coordinates


def zones_at(place: Coordinates) -> tuple[str, ...]:
    """IANA names of the zones at a point: several where the boundary is disputed, none at sea or without the library.

    Borders are simplified by up to some kilometres, and a front line moves clocks: it is a proposal, not a finding.
    """
    try:
        import tzfpy  # loaded when a place is looked at
    except ImportError:
        return ()
    known = available_timezones()
    found = tzfpy.get_tzs(place.longitude, place.latitude)
    return tuple(sorted({name for name in found if name in known and "/" in name and not name.startswith("Etc/")}))
