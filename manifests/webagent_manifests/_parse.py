"""A manifest's body as a `Manifest`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pydantic import ValidationError

from ._errors import ForeignManifest, ManifestInvalid, ManifestTooLarge
from ._explain import explain
from ._foreign import foreign_format
from ._json import child_path, load_json
from ._manifest import Manifest
from ._profile import Profile

if TYPE_CHECKING:
    from ._json import Json

_LISTS = ("resource_rules", "action_guidelines", "api")
_MOST_ENTRIES = 2_000
LONGEST_SELECTOR = 10_000
# Far more than the format defines: a few unknown keys get the message that lists the known ones.
_MOST_KEYS = 50


def parse_manifest(body: bytes | str, *, profile: Profile = Profile.HEAD) -> Manifest:
    """Read a manifest as strictly as its schema reads: what an author should publish.

    Raises, all of them ManifestError: ManifestTooLarge above 1 MiB, 20 levels, 2,000 entries in a
    list or 10,000 characters in a selector; ForeignManifest for a policy in another known format;
    ManifestInvalid for anything else that is not a valid manifest.
    """
    return validate(load_document(body), profile)


def load_document(body: bytes | str) -> dict[str, Json]:
    """Read the JSON object of a manifest within the bounds of what is worked with.

    Raises as `parse_manifest` does, but for violations of the schema.
    """
    document = load_json(body)
    if not isinstance(document, dict):
        raise ManifestInvalid("The manifest must be a JSON object, with `metadata` and `strict`.")
    name = foreign_format(document)
    if name is not None:
        raise ForeignManifest(name)
    _bound(document)
    _check(document, "$")
    return document


def validate(document: dict[str, Json], profile: Profile) -> Manifest:
    """Return a document that was loaded as a manifest. Raises ManifestInvalid."""
    if profile is Profile.LEGACY:
        document = {"strict": True, **document}
    try:
        return Manifest.model_validate(document)
    except ValidationError as error:
        raise explain(error) from error


def _bound(document: dict[str, Json]) -> None:
    """Refuse what is small enough to read and too large to work with."""
    for key in _LISTS:
        entries = document.get(key)
        if isinstance(entries, tuple) and len(entries) > _MOST_ENTRIES:
            raise ManifestTooLarge(
                f"$.{key}: There are {len(entries):,} entries, and at most {_MOST_ENTRIES:,} are "
                "read; shorten the list."
            )
    rules = document.get("resource_rules")
    for index, rule in enumerate(rules if isinstance(rules, tuple) else ()):
        selector = rule.get("selector") if isinstance(rule, dict) else None
        if isinstance(selector, str) and len(selector) > LONGEST_SELECTOR:
            raise ManifestTooLarge(
                f"$.resource_rules[{index}].selector: It has {len(selector):,} characters, and at "
                f"most {LONGEST_SELECTOR:,} are read; split the rule."
            )


def _check(value: Json, path: str) -> None:
    """Reject null, which no key accepts and the models take for absence, and swarms of keys."""
    if value is None:
        raise ManifestInvalid("null is not a value here; leave the key out.", path)
    if isinstance(value, dict):
        if len(value) > _MOST_KEYS:
            raise ManifestInvalid(
                f"The object has {len(value):,} keys, and no object of the format has more than "
                f"{len(Manifest.model_fields)}.",
                path,
            )
        for key, member in value.items():
            _check(member, child_path(path, key))
    elif isinstance(value, tuple):
        for index, element in enumerate(value):
            _check(element, child_path(path, index))
