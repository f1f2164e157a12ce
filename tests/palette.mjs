// Makes a picture of a page small: few colours, each pixel the number of its colour.

import { deflateSync, inflateSync } from "node:zlib";

/** Steps between the shades that are kept, of 256; what differs less is one colour. */
const STEP = 17;

/**
 * A PNG of whole colours as one with a palette.
 * @param {Buffer} png as a browser takes it: eight bits, red, green and blue, not interlaced
 * @throws where it is another kind of PNG, or has more than 256 colours after rounding
 */
export function withPalette(png) {
  const { width, height, bytes, pixels } = pixelsOf(png);
  const colours = new Map();
  const rows = Buffer.alloc(height * (width + 1));
  for (let y = 0; y < height; y += 1)
    for (let x = 0; x < width; x += 1) {
      const at = (y * width + x) * bytes;
      const colour = [0, 1, 2].reduce((sum, part) => sum * 256 + Math.round(pixels[at + part] / STEP) * STEP, 0);
      if (!colours.has(colour)) colours.set(colour, colours.size);
      rows[y * (width + 1) + 1 + x] = colours.get(colour);
    }
  if (colours.size > 256) throw new Error(`${colours.size} colours are too many for a palette`);
  const palette = Buffer.alloc(colours.size * 3);
  for (const [colour, index] of colours) palette.writeUIntBE(colour, index * 3, 3);
  const head = Buffer.from(png.subarray(16, 29));
  head[9] = 3;
  const parts = [["IHDR", head], ["PLTE", palette], ["IDAT", deflateSync(rows, { level: 9 })], ["IEND", Buffer.alloc(0)]];
  return Buffer.concat([png.subarray(0, 8), ...parts.map(([name, content]) => chunk(name, content))]);
}

function chunk(name, content) {
  const named = Buffer.concat([Buffer.from(name), content]);
  const length = Buffer.alloc(4);
  const sum = Buffer.alloc(4);
  length.writeUInt32BE(content.length);
  sum.writeUInt32BE(crc32(named));
  return Buffer.concat([length, named, sum]);
}

/** The checksum of a chunk, as PNG has it. */
function crc32(content) {
  let sum = 0xffffffff;
  for (const byte of content) {
    sum ^= byte;
    for (let bit = 0; bit < 8; bit += 1) sum = sum & 1 ? (sum >>> 1) ^ 0xedb88320 : sum >>> 1;
  }
  return (sum ^ 0xffffffff) >>> 0;
}

function pixelsOf(png) {
  const [width, height] = [png.readUInt32BE(16), png.readUInt32BE(20)];
  const [depth, kind, , , interlaced] = png.subarray(24, 29);
  const bytes = { 2: 3, 6: 4 }[kind];
  if (depth !== 8 || !bytes || interlaced) throw new Error("not a PNG of eight bits, red, green and blue");
  const packed = [];
  for (let at = 8; at < png.length; at += 12 + png.readUInt32BE(at))
    if (png.toString("latin1", at + 4, at + 8) === "IDAT") packed.push(png.subarray(at + 8, at + 8 + png.readUInt32BE(at)));
  return { width, height, bytes, pixels: unfiltered(inflateSync(Buffer.concat(packed)), width * bytes, height, bytes) };
}

/** Each row of a PNG is written as differences, by the rule that its first byte names. */
function unfiltered(rows, length, height, bytes) {
  const pixels = Buffer.alloc(length * height);
  for (let y = 0; y < height; y += 1) {
    const rule = rows[y * (length + 1)];
    for (let x = 0; x < length; x += 1) {
      const left = x < bytes ? 0 : pixels[y * length + x - bytes];
      const above = y === 0 ? 0 : pixels[(y - 1) * length + x];
      const corner = x < bytes || y === 0 ? 0 : pixels[(y - 1) * length + x - bytes];
      const guess = [0, left, above, (left + above) >> 1, nearest(left, above, corner)][rule];
      pixels[y * length + x] = rows[y * (length + 1) + 1 + x] + guess;
    }
  }
  return pixels;
}

function nearest(left, above, corner) {
  const guess = left + above - corner;
  const [toLeft, toAbove, toCorner] = [left, above, corner].map((value) => Math.abs(guess - value));
  if (toLeft <= toAbove && toLeft <= toCorner) return left;
  return toAbove <= toCorner ? above : corner;
}
