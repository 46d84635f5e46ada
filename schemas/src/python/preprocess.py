"""Brings an image to the input of a Headwater model, by the rules of schemas/PREPROCESSING.md.

Needs numpy; JPEG files need Pillow, too, which only decodes them: its own resizing is another one.

    pixels = model_input(read(open("photo.jpg", "rb").read()), (1, 28, 28))

    python3 preprocess.py schemas/src/published/preprocessing/v1    # checks itself
"""

import io
import json
import pathlib
import struct
import sys
import zlib

import numpy

PNG_SIGNATURE = b"\x89PNG\r\n\x1a\n"
PASSES = [(0, 0, 8, 8), (4, 0, 8, 8), (0, 4, 4, 8), (2, 0, 4, 4), (0, 2, 2, 4), (1, 0, 2, 2), (0, 1, 1, 2)]


def read(file):
    """uint8 [C, H, W] of a PNG or JPEG file, as it is seen; C is 1 or 3."""
    if file[:8] == PNG_SIGNATURE:
        chunks = png_chunks(file)
        tiff = next((data for kind, data in chunks if kind == b"eXIf"), b"")
        return as_seen(png(chunks), orientation(tiff))
    return as_seen(jpeg(file), orientation(jpeg_exif(file)))


def model_input(image, shape):
    """uint8 [C, H, W] of that shape, from uint8 [C, H, W] of any size."""
    channels, height, width = shape
    values, whole = image.astype(numpy.int64), 1
    if len(image) == 3 and channels == 1:
        values, whole = numpy.tensordot([[299, 587, 114]], values, 1), 1000
    elif len(image) == 1 and channels == 3:
        values = numpy.repeat(values, 3, axis=0)
    rows, whole_rows = smooth(image.shape[1], height)
    columns, whole_columns = smooth(image.shape[2], width)
    whole *= whole_rows * whole_columns
    return ((2 * (rows @ values @ columns.T) + whole) // (2 * whole)).astype(numpy.uint8)


def model_mask(mask, shape):
    """uint8 [H, W] of 0 and 1, from uint8 [C, H, W] of any size."""
    grey = 1000 * mask[0].astype(int) if len(mask) == 1 else numpy.tensordot([299, 587, 114], mask.astype(int), 1)
    rows = covering(mask.shape[1], shape[1])
    columns = covering(mask.shape[2], shape[2])
    return (rows @ (grey >= 128_000).astype(int) @ columns.T > 0).astype(numpy.uint8)


def smooth(size, target):
    """How much of each pixel (columns) goes into each one of the target (rows), and of how much."""
    if size >= target:
        return overlap(size, target), size
    centres = numpy.clip((2 * numpy.arange(target) + 1) * size - target, 0, 2 * target * (size - 1))
    distances = abs(2 * target * numpy.arange(size)[None, :] - centres[:, None])
    return numpy.maximum(0, 2 * target - distances), 2 * target


def covering(size, target):
    if size >= target:
        return overlap(size, target)
    nearest = (2 * numpy.arange(target) + 1) * size // (2 * target)
    return (numpy.arange(size)[None, :] == nearest[:, None]).astype(int)


def overlap(size, target):
    i, j = numpy.arange(size)[None, :], numpy.arange(target)[:, None]
    ends = numpy.minimum((i + 1) * target, (j + 1) * size)
    return numpy.maximum(0, ends - numpy.maximum(i * target, j * size))


def as_seen(image, orientation):
    if orientation >= 5:
        image = image.transpose(0, 2, 1)
    if orientation in (2, 3, 6, 7):
        image = image[:, :, ::-1]
    if orientation in (3, 4, 7, 8):
        image = image[:, ::-1, :]
    return image


def orientation(tiff):
    """Of a TIFF header and what follows it; 1 where it is missing or damaged."""
    order = {b"II*\0": "<", b"MM\0*": ">"}.get(tiff[:4])
    try:
        start, = struct.unpack_from(order + "I", tiff, 4)
        entries, = struct.unpack_from(order + "H", tiff, start)
        for entry in range(entries):
            tag, kind, count, value = struct.unpack_from(order + "HHIH", tiff[: len(tiff) - 2], start + 2 + 12 * entry)
            if tag == 0x0112:
                return value if (kind, count) == (3, 1) and 1 <= value <= 8 else 1
    except (TypeError, struct.error):
        pass
    return 1


def jpeg_exif(file):
    at = 2
    while file[at : at + 1] == b"\xff" and file[at + 1] not in (0xD9, 0xDA):
        if file[at + 1] == 0xFF:
            at += 1
            continue
        end = at + 2 + int.from_bytes(file[at + 2 : at + 4], "big")
        if file[at + 1] == 0xE1 and file[at + 4 : at + 10] == b"Exif\0\0":
            return file[at + 10 : end]
        at = end
    return b""


def jpeg(file):
    from PIL import Image

    image = Image.open(io.BytesIO(file))
    if image.format != "JPEG" or image.mode not in ("L", "RGB"):
        raise ValueError(f"{image.format} in {image.mode}: send PNG or JPEG, grey or RGB")
    pixels = numpy.asarray(image)
    return pixels[None] if pixels.ndim == 2 else pixels.transpose(2, 0, 1)


def png_chunks(file):
    chunks, at = [], 8
    while at < len(file):
        length, = struct.unpack_from(">I", file, at)
        data = file[at + 4 : at + 8 + length]
        if zlib.crc32(data) != struct.unpack_from(">I", file, at + 8 + length)[0]:
            raise ValueError(f"the chunk at byte {at} is damaged")
        chunks.append((data[:4], data[4:]))
        at += 12 + length
    return chunks


def png(chunks):
    found = dict(reversed(chunks))
    width, height, depth, kind, _, _, interlaced = struct.unpack(">IIBBBBB", found[b"IHDR"])
    channels = {0: 1, 2: 3, 3: 1, 4: 2, 6: 4}[kind]
    data = zlib.decompressobj().decompress(b"".join(data for name, data in chunks if name == b"IDAT"))
    samples, at = numpy.zeros((height, width, channels), int), 0
    for x, y, dx, dy in PASSES if interlaced else [(0, 0, 1, 1)]:
        part = samples[y::dy, x::dx]
        if part.size:
            rows, at = unfiltered(data, at, part.shape, depth)
            samples[y::dy, x::dx] = rows
    return over_black(samples.transpose(2, 0, 1), depth, kind, found.get(b"PLTE"), found.get(b"tRNS"))


def unfiltered(data, at, shape, depth):
    height, width, channels = shape
    stride = (width * channels * depth + 7) // 8
    pixel = max(1, channels * depth // 8)
    above, rows = bytearray(stride), []
    for _ in range(height):
        kind, row = data[at], bytearray(data[at + 1 : at + 1 + stride])
        at += 1 + stride
        for i in range(stride):
            a = row[i - pixel] if i >= pixel else 0
            b = above[i]
            c = above[i - pixel] if i >= pixel else 0
            paeth = min((abs(b - c), 0, a), (abs(a - c), 1, b), (abs(a + b - 2 * c), 2, c))[2]
            row[i] = (row[i] + [0, a, b, (a + b) // 2, paeth][kind]) & 0xFF
        rows.append(bytes(row))
        above = row
    bits = numpy.unpackbits(numpy.frombuffer(b"".join(rows), numpy.uint8).reshape(height, stride), axis=1)
    bits = bits[:, : width * channels * depth].reshape(height, width, channels, depth)
    return bits @ (1 << numpy.arange(depth)[::-1]), at


def over_black(samples, depth, kind, palette, transparent):
    full = (1 << depth) - 1
    if kind == 3:
        colours = numpy.frombuffer(palette, numpy.uint8).reshape(-1, 3).astype(int)
        alphas = numpy.full(len(colours), 255)
        alphas[: len(transparent or b"")] = list(transparent or b"")
        colours, alpha = colours[samples[0]].transpose(2, 0, 1), alphas[samples[0]]
    else:
        eight = (255 * samples + full // 2) // full
        if kind in (4, 6):
            colours, alpha = eight[:-1], eight[-1]
        else:
            named = struct.unpack(f">{len(samples)}H", transparent) if transparent else [-1] * len(samples)
            named = [sample if sample < 0 else sample & full for sample in named]
            is_named = (samples == numpy.array(named)[:, None, None]).all(axis=0)
            colours, alpha = eight, numpy.where(is_named, 0, 255)
    return ((colours * alpha + 127) // 255).astype(numpy.uint8)


def check(folder):
    """Brings the golden inputs to their shapes; returns how many came out wrong."""
    wrong = 0
    for case in json.loads((folder / "index.json").read_text()):
        file = (folder / case["input"]).read_bytes()
        if case["format"] == "RAW":
            image = numpy.frombuffer(file, numpy.uint8).reshape(case["inputShape"])
        else:
            try:
                image = read(file)
            except ImportError:
                print(f"skipped  {case['output']}: Pillow is not installed")
                continue
        pixels = (model_mask if case["kind"] == "mask" else model_input)(image, case["shape"])
        expected = numpy.frombuffer((folder / case["output"]).read_bytes(), numpy.uint8)
        error = abs(pixels.ravel().astype(int) - expected).max()
        right = error <= case["tolerance"]
        print(f"{'right' if right else 'WRONG'}    {case['output']}: off by {error} at most")
        wrong += not right
    return wrong


if __name__ == "__main__":
    sys.exit(1 if check(pathlib.Path(sys.argv[1])) else 0)
