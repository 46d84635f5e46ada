package io.headwater.job.decode;

/**
 * An image brought to the model's input shape.
 *
 * @param width the original width, as the image is seen
 * @param height the original height, as the image is seen
 * @param pixels unsigned bytes [C, H, W] of the input shape
 */
record DecodedImage(int width, int height, byte[] pixels) {}
