"""The MIME types of what is published: Python's own table lacks half of them."""

TYPES = {
    ".xml": "application/rss+xml; charset=utf-8",
    ".html": "text/html; charset=utf-8",
    ".css": "text/css; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".md": "text/markdown; charset=utf-8",
    ".vtt": "text/vtt; charset=utf-8",
    ".srt": "application/x-subrip; charset=utf-8",
    ".json": "application/json",
    ".jpg": "image/jpeg",
    ".png": "image/png",
    ".mp3": "audio/mpeg",
    ".m4a": "audio/mp4",
    ".opus": "audio/ogg",
}
"""What is served, by ending."""


def type_of(name: str) -> str:
    """The MIME type of the file called ``name``."""
    if name.endswith(".chapters.json"):
        return "application/json+chapters"
    suffix = name[name.rfind(".") :] if "." in name else ""
    return TYPES.get(suffix, "application/octet-stream")
