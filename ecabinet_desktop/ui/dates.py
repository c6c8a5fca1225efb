"""Days, times and time left, as a cabinet writes them; the order of their parts is a translation.

Local time exists only here: callers pass aware datetimes, and a `zone` where the government's differs from the
computer's.
"""

from datetime import date, datetime, timedelta, tzinfo
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from ecabinet_desktop.ui.i18n import count_of, mark, tr

_WEEKDAYS = (
    mark("Monday"), mark("Tuesday"), mark("Wednesday"), mark("Thursday"), mark("Friday"), mark("Saturday"),
    mark("Sunday"),
)  # fmt: skip
_MONTHS = (
    mark("January"), mark("February"), mark("March"), mark("April"), mark("May"), mark("June"), mark("July"),
    mark("August"), mark("September"), mark("October"), mark("November"), mark("December"),
)  # fmt: skip


def zone_named(name: str) -> tzinfo | None:
    """The zone a government lives by; None, the computer's own, when this system does not know it."""
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError):
        return None


def format_day(moment: date | datetime, zone: tzinfo | None = None) -> str:
    """ "Thursday 26 November 2026" or "Thứ Năm, ngày 26/11/2026"."""
    return _filled(tr("{weekday} {day} {month_name} {year}"), _local_day(moment, zone))


def format_short_day(moment: date | datetime, zone: tzinfo | None = None) -> str:
    """ "26 Nov 2026" or "26/11/2026"."""
    return _filled(tr("{day} {month_short} {year}"), _local_day(moment, zone))


def format_time(moment: datetime, zone: tzinfo | None = None) -> str:
    """ "08:05" in both languages."""
    return moment.astimezone(zone).strftime("%H:%M")


def format_moment(moment: datetime, now: datetime, zone: tzinfo | None = None) -> str:
    """ "today at 08:05", "tomorrow at 09:00", else day and time."""
    days = (moment.astimezone(zone).date() - now.astimezone(zone).date()).days
    time = format_time(moment, zone)
    if days == 0:
        return tr("today at {time}").format(time=time)
    if days == 1:
        return tr("tomorrow at {time}").format(time=time)
    if days == -1:
        return tr("yesterday at {time}").format(time=time)
    return tr("{day} at {time}").format(day=format_short_day(moment, zone), time=time)


def time_left(until: datetime, now: datetime) -> str:
    """How long until then, in one or two units: "3 days 4 hours", "25 minutes"; "now" from the moment on."""
    minutes = -((now - until) // timedelta(minutes=1))
    if minutes <= 0:
        return tr("now")
    days, rest = divmod(minutes, 24 * 60)
    hours, minutes = divmod(rest, 60)
    parts = []
    if days:
        parts.append(count_of(days, "%n day", "%n days"))
    if hours:
        parts.append(count_of(hours, "%n hour", "%n hours"))
    if minutes and not days:
        parts.append(count_of(minutes, "%n minute", "%n minutes"))
    return " ".join(parts)


def format_duration(minutes: int) -> str:
    """ "25 minutes", "4 hours 55 minutes"."""
    hours, rest = divmod(minutes, 60)
    parts = [count_of(hours, "%n hour", "%n hours")] if hours else []
    if rest or not hours:
        parts.append(count_of(rest, "%n minute", "%n minutes"))
    return " ".join(parts)


def _local_day(moment: date | datetime, zone: tzinfo | None) -> date:
    return moment.astimezone(zone).date() if isinstance(moment, datetime) else moment


def _filled(pattern: str, day: date) -> str:
    month = tr(_MONTHS[day.month - 1])
    return pattern.format(
        weekday=tr(_WEEKDAYS[day.weekday()]),
        day=day.day,
        day_two=f"{day.day:02}",
        month=f"{day.month:02}",
        month_name=month,
        month_short=month[:3],
        year=day.year,
    )
