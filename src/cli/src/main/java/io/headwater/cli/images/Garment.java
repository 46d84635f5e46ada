package io.headwater.cli.images;

import boofcv.struct.image.GrayU8;

/**
 * An image of one garment on black.
 *
 * @param image 28 x 28 pixels; not to be changed
 * @param label index into {@link FashionMnist#CLASSES}
 */
public record Garment(GrayU8 image, int label) {}
