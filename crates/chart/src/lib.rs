//! Lays an Answer out as a Scene, in pixels, and writes the Scene as SVG.
