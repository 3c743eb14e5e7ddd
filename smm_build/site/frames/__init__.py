"""How each network shows a post, one module a network, found by file name; a network without one gets a plain frame."""

from __future__ import annotations

import functools
import importlib
import pkgutil

from smm_build.site.frames._base import Crop, Cut, Frame, Gallery, Layout

__all__ = ["Crop", "Cut", "Frame", "Gallery", "Layout", "frame_of"]


@functools.cache
def frame_of(network: str) -> Frame:
    """Return the frame of the network called ``network``."""
    if network.startswith("_") or network not in {module.name for module in pkgutil.iter_modules(__path__)}:
        return Frame()
    frame: Frame = importlib.import_module(f"{__name__}.{network}").FRAME
    return frame
