"""The reliability curve as an SVG picture: how often what is said with so much confidence is right."""

from __future__ import annotations

from collections.abc import Sequence
from xml.sax.saxutils import escape

from luukku.learning.measure import Bin

_SIDE, _LEFT, _TOP = 320, 56, 40


def reliability_svg(bins: Sequence[Bin], error: float, title: str) -> str:
    """A self-contained picture of 440 × 430; it reads in black and white, and names its figures for a screen reader."""
    most = max((one.texts for one in bins), default=1)
    said = "; ".join(f"confidence {one.confidence:.2f}: {one.accuracy:.2f} right of {one.texts}" for one in bins)
    parts = [
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 440 430" width="440" height="430" role="img" font-family="sans-serif" font-size="12" fill="#222">',
        f"<title>{escape(title)}</title><desc>{escape(said)}</desc>",
        '<rect width="440" height="430" fill="#fff"/>',
        f'<text x="{_LEFT}" y="24" font-size="14">{escape(title)} (calibration error {error:.3f})</text>',
    ]
    for step in range(6):
        share = step / 5
        parts.append(f'<path d="M{_x(0)} {_y(share)}H{_x(1)}" stroke="#ddd"/><text x="{_LEFT - 8}" y="{_y(share) + 4}" text-anchor="end">{share:.1f}</text>')
        parts.append(f'<text x="{_x(share)}" y="{_y(0) + 18}" text-anchor="middle">{share:.1f}</text>')
    parts.append(f'<path d="M{_x(0)} {_y(0)}L{_x(1)} {_y(1)}" stroke="#777" stroke-dasharray="5 4" fill="none"/>')
    if bins:
        line = "L".join(f"{_x(one.confidence)} {_y(one.accuracy)}" for one in bins)
        parts.append(f'<path d="M{line}" stroke="#00529b" stroke-width="2" fill="none"/>')
    parts += [f'<circle cx="{_x(one.confidence)}" cy="{_y(one.accuracy)}" r="{2 + 8 * (one.texts / most) ** 0.5:.1f}" fill="#00529b" fill-opacity="0.55"/>' for one in bins]
    parts += [
        f'<text x="{_x(0.5)}" y="{_y(0) + 40}" text-anchor="middle">confidence</text>',
        f'<text transform="translate(16 {_y(0.5)}) rotate(-90)" text-anchor="middle">share that is right</text>',
        "</svg>",
    ]
    return "\n".join(parts) + "\n"


def _x(share: float) -> float:
    return round(_LEFT + share * _SIDE, 1)


def _y(share: float) -> float:
    return round(_TOP + (1 - share) * _SIDE, 1)
