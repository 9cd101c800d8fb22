"""Which parts of a page the agent sees."""

from __future__ import annotations

import base64
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from ._scene import Scene

_MASK = (0x3B, 0x3F, 0x46)
_TOLERANCE = 6
_PIXELS = """async ([jpeg, points]) => {
  const data = Uint8Array.from(atob(jpeg), (letter) => letter.charCodeAt(0));
  const image = await createImageBitmap(new Blob([data], { type: "image/jpeg" }));
  const canvas = new OffscreenCanvas(image.width, image.height);
  const context = canvas.getContext("2d");
  context.drawImage(image, 0, 0);
  return points.map(([x, y]) => [...context.getImageData(x, y, 1, 1).data.slice(0, 3)]);
}"""


async def read(scene: Scene) -> dict[str, Any]:
    """Return which of the probed elements have their text in what the agent reads."""
    text = scene.situation.observation.text
    found: dict[str, Any] = {"hidden": [], "visible": []}
    for probe in scene.stage.question.probe:
        _, element = await scene.target(probe)
        shown = element is not None and (await element.inner_text()).strip() in text
        found["visible" if shown else "hidden"].append(probe)
    return found


async def pictured(scene: Scene) -> dict[str, Any]:
    """Return which of the probed elements are not covered in the agent's picture of the page."""
    jpeg = await scene.session.picture()
    probes = scene.stage.question.probe
    if jpeg is None:
        return {"hidden": list(probes), "visible": []}
    points: list[tuple[float, float]] = []
    for probe in probes:
        _, element = await scene.target(probe)
        box = None if element is None else await element.bounding_box()
        if box is None:
            raise LookupError(f"{probe} has no box on the page.")
        # The middle of the right half: text begins at the left, and a mask covers all of it.
        points.append((box["x"] + box["width"] * 0.75, box["y"] + box["height"] / 2))
    picture = base64.b64encode(jpeg).decode()
    pixels: list[list[int]] = await scene.session.page.evaluate(_PIXELS, [picture, points])
    found: dict[str, Any] = {"hidden": [], "visible": []}
    for probe, pixel in zip(probes, pixels, strict=True):
        covered = all(abs(is_ - mask) <= _TOLERANCE for is_, mask in zip(pixel, _MASK, strict=True))
        found["hidden" if covered else "visible"].append(probe)
    return found
