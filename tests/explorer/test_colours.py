"""The colours of the site: each named once, in light and in dark, far enough from what is behind it to be read."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest

from explorer.layout import STYLE
from explorer.network_svg import FAMILIES, OTHER

ROOT = Path(__file__).parents[2]
SERVICE = ROOT / "service" / "style.css"
LITERAL = re.compile(r"#[0-9a-fA-F]{3,8}\b|\brgba?\([^)]*\)|\bhsla?\([^)]*\)|: (?:white|black)\b")
READ = [
    ("ink", "paper"), ("ink", "card"), ("ink", "hover"), ("ink", "mark"), ("soft", "paper"), ("soft", "card"),
    ("soft", "hover"), ("soft-strong", "card"), ("accent", "paper"), ("accent", "card"), ("accent", "hover"),
    ("on-accent", "accent"), ("on-accent", "accent-strong"), ("tint-ink", "tint"), ("warn-ink", "warn"),
    ("ink", "seen-actor"), ("ink", "seen-theme"), ("ink", "seen-territory"), ("ink", "seen-audience"),
]  # fmt: skip
"""What is written in which colour on which ground."""
SEEN = [("focus", "card"), ("doubt", "card"), *((shape, "card") for _, shape in (*FAMILIES.values(), OTHER))]
"""What is drawn and means something."""


def palettes(path: Path) -> list[dict[str, str]]:
    """Return the colours of a style sheet by name: those of the light, then those of the dark."""
    blocks = re.findall(r":root \{(.*?)\}", path.read_text("utf-8"), re.DOTALL)
    return [dict(re.findall(r"--([\w-]+): ([^;]+);", block)) for block in blocks]


def luminance(colour: str) -> float:
    """Return the relative luminance of a colour (WCAG 2.2)."""
    digits = colour.lstrip("#")
    digits = "".join(2 * digit for digit in digits) if len(digits) == 3 else digits
    parts = [int(digits[at : at + 2], 16) / 255 for at in (0, 2, 4)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    """Return the contrast of two colours, from 1 to 21."""
    high, low = sorted((luminance(one), luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("path", [STYLE, SERVICE])
def test_a_colour_is_written_where_it_is_named_and_nowhere_else(path: Path) -> None:
    light, dark = palettes(path)
    assert light.keys() - {"color-scheme"} == dark.keys()
    used = re.sub(r":root \{.*?\}", "", path.read_text("utf-8"), flags=re.DOTALL)
    assert not LITERAL.findall(used)
    assert {*re.findall(r"var\(--([\w-]+)\)", used)} <= light.keys()


@pytest.mark.parametrize("scheme", [0, 1], ids=["light", "dark"])
def test_what_is_written_is_read_and_what_is_drawn_is_seen(scheme: int) -> None:
    colours = palettes(STYLE)[scheme]
    for front, ground in READ:
        assert contrast(colours[front], colours[ground]) >= 4.5, (front, ground)
    for front, ground in SEEN:
        assert contrast(colours[front], colours[ground]) >= 3, (front, ground)


def test_streamlit_and_our_style_have_the_same_grounds() -> None:
    theme = tomllib.loads((ROOT / ".streamlit" / "config.toml").read_text("utf-8"))["theme"]
    assert "base" not in theme, "a base would keep the dark from those who ask for it"
    for ours, name in zip(palettes(STYLE), ("light", "dark"), strict=True):
        theirs = {key: value.lower() for key, value in theme[name].items()}
        assert theirs["backgroundColor"] == ours["paper"]
        assert theirs["textColor"] == ours["ink"]
        assert theirs["linkColor"] == ours["accent"]
        assert theirs["borderColor"] == ours["line"]
        assert contrast(theirs["primaryColor"], "#ffffff") >= 4.5


def test_a_picture_taken_away_has_the_colours_of_the_light() -> None:
    light = palettes(STYLE)[0]
    for colour, shape in (*FAMILIES.values(), OTHER):
        assert light[shape] == colour
