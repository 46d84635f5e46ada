"""The ingest stages as a PyTorch user writes them, on one thread.

Decoding ends with the same on both sides: unsigned bytes [C, H, W], plane after plane. What the
libraries give is a view of interleaved pixels, on which flipping and stacking are slower.

Called with a directory of files CASE-NUMBER.FORMAT, where CASE is FORMAT-CHANNELSxHEIGHTxWIDTH.
Says what it runs on, then answers each line "STAGE CASE EVENTS" with the seconds that it took.
"""

import io
import os
import sys
import time

from PIL import Image

try:
    import torch
    import torchvision
    from torchvision.io import ImageReadMode, decode_image
    from torchvision.transforms import RandomHorizontalFlip
    from torchvision.transforms import functional

    torch.set_num_threads(1)
except ImportError:
    torch = None
    import random

BATCH = 64


def files(directory):
    cases = {}
    for name in sorted(os.listdir(directory)):
        case = name[: name.rindex("-")]
        with open(os.path.join(directory, name), "rb") as file:
            cases.setdefault(case, []).append(file.read())
    return cases


def shape(case):
    return [int(side) for side in case.split("-")[1].split("x")]


def decoder(case):
    channels, height, width = shape(case)
    mode = "L" if channels == 1 else "RGB"

    def pillow(data):
        return Image.open(io.BytesIO(data)).convert(mode)

    def to_tensor(data):
        return functional.pil_to_tensor(pillow(data)).contiguous()

    def native(data):
        read = ImageReadMode.GRAY if channels == 1 else ImageReadMode.RGB
        encoded = torch.frombuffer(bytearray(data), dtype=torch.uint8)
        return decode_image(encoded, mode=read).contiguous()

    def raw(data):
        return torch.frombuffer(bytearray(data), dtype=torch.uint8).view(channels, height, width)

    def raw_pillow(data):
        planes = [
            Image.frombytes("L", (width, height), data[c * height * width : (c + 1) * height * width])
            for c in range(channels)
        ]
        return planes[0] if channels == 1 else Image.merge("RGB", planes)

    if case.startswith("raw"):
        return [raw if torch else raw_pillow]
    return [to_tensor, native] if torch else [pillow]


def flip():
    if torch:
        return RandomHorizontalFlip()
    return lambda image: (
        image.transpose(Image.FLIP_LEFT_RIGHT) if random.random() < 0.5 else image
    )


def stack(images):
    return torch.stack(images) if torch else [image.tobytes() for image in images]


def run(stage, data, decode, augment, events):
    """Returns the seconds that the stage, or all of them "together", took."""
    decoded = [decode(each) for each in data]
    start = time.perf_counter()
    waiting = []
    for i in range(events):
        at = i % len(data)
        image = decode(data[at]) if stage in ("decode", "together") else decoded[at]
        if stage in ("augment", "together"):
            image = augment(image)
        if stage in ("batch", "together"):
            waiting.append(image)
            if len(waiting) == BATCH:
                stack(waiting)
                waiting = []
    return time.perf_counter() - start


def fastest(case, data):
    """The decoder that is the fastest for the case: Pillow, or torchvision's own."""
    augment = flip()
    best = None
    for decode in decoder(case):
        try:
            seconds = min(run("decode", data, decode, augment, len(data)) for _ in range(3))
        except RuntimeError:
            continue
        if best is None or seconds < best[0]:
            best = (seconds, decode)
    return best[1]


def main():
    cases = files(sys.argv[1])
    decoders = {case: fastest(case, data) for case, data in cases.items()}
    augment = flip()
    versions = "Pillow " + Image.__version__
    if torch:
        versions = "torchvision %s, torch %s, %s" % (
            torchvision.__version__,
            torch.__version__,
            versions,
        )
    print("Python %s, %s" % (sys.version.split()[0], versions), flush=True)
    for line in sys.stdin:
        stage, case, events = line.split()
        print(run(stage, cases[case], decoders[case], augment, int(events)), flush=True)


main()
