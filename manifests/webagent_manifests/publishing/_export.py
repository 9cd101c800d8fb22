"""The manifest for a site that is only files."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from ._document import load_document
from ._link import WELL_KNOWN_PATH, link_header, link_tag

if TYPE_CHECKING:
    import os

_MARK = "# agent-permissions"

_HEADERS = f"""{_MARK}: Netlify and Cloudflare Pages read this file
{WELL_KNOWN_PATH}
  Content-Type: application/json
  Cache-Control: public, max-age={{max_age}}
  Access-Control-Allow-Origin: *
  X-Content-Type-Options: nosniff
/*
  Link: {link_header()}
"""

_NGINX = f"""{_MARK}: include this file in the site's server block
location = {WELL_KNOWN_PATH} {{{{
    default_type application/json;
    add_header Cache-Control "public, max-age={{max_age}}";
    add_header Access-Control-Allow-Origin "*";
    add_header X-Content-Type-Options "nosniff";
}}}}
# A location with an add_header of its own needs this line too.
add_header Link '{link_header()}';
"""

_APACHE = f"""{_MARK}: include this file in the site's virtual host (mod_headers)
<Location "{WELL_KNOWN_PATH}">
    ForceType application/json
    Header set Cache-Control "public, max-age={{max_age}}"
    Header set Access-Control-Allow-Origin "*"
    Header set X-Content-Type-Options "nosniff"
</Location>
Header add Link '{link_header()}'
"""


@dataclass(frozen=True, slots=True)
class Exported:
    """What an export has written, and the tag that pages may carry in their heads."""

    files: tuple[Path, ...]
    link_tag: str


def export(
    manifest: str | os.PathLike[str], folder: str | os.PathLike[str], *, max_age: int = 3600
) -> Exported:
    """Write a manifest into the folder of a static site, with its server's configuration.

    Written are the manifest at its well-known path, `_headers` (Netlify and Cloudflare Pages; one
    that is there is added to, once), and `agent-permissions.nginx.conf` and
    `agent-permissions.apache.conf` to include.

    Raises NotPublishable when the manifest is not valid, OSError when the folder can't be written.
    """
    body = load_document(Path(manifest)).body
    root = Path(folder)
    target = root / WELL_KNOWN_PATH.lstrip("/")
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_bytes(body)
    nginx, apache = root / "agent-permissions.nginx.conf", root / "agent-permissions.apache.conf"
    nginx.write_text(_NGINX.format(max_age=max_age), encoding="utf-8")
    apache.write_text(_APACHE.format(max_age=max_age), encoding="utf-8")
    headers = _add_headers(root / "_headers", _HEADERS.format(max_age=max_age))
    return Exported((target, headers, nginx, apache), link_tag())


def _add_headers(path: Path, block: str) -> Path:
    written = path.read_text(encoding="utf-8") if path.exists() else ""
    if _MARK not in written:
        separator = "" if not written or written.endswith("\n") else "\n"
        path.write_text(f"{written}{separator}{block}", encoding="utf-8")
    return path
