"""A QR code of an address, for the terminal and for the page. The only file that knows segno."""

import io

import segno


def terminal(address: str) -> str:
    """``address`` as a QR code of characters."""
    lines = io.StringIO()
    segno.make(address, error="m").terminal(out=lines, compact=True)
    return lines.getvalue()


def svg(address: str) -> str:
    """``address`` as an SVG element with a white ground, to stand inside a page."""
    code = segno.make(address, error="m", micro=False)
    return str(code.svg_inline(omitsize=True))
