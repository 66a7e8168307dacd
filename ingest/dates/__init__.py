"""French dates as people write them, read into EDTF."""

from ingest.dates.grammar import find_dates
from ingest.dates.mention import DateMention
from ingest.dates.period import Period, period_of, read_period

__all__ = ["DateMention", "Period", "find_dates", "period_of", "read_period"]
