package io.headwater.learning.augment;

/** Brightness and contrast of a grey image, as factors. */
record GreyChange(double brightness, double contrast) implements Change {
  @Override
  public byte[] pixels(byte[] pixels) {
    long sum = 0;
    for (byte pixel : pixels) {
      sum += pixel & 0xff;
    }
    float factor = (float) (brightness * contrast);
    float offset = (float) ((1 - contrast) * brightness * sum / pixels.length);
    byte[] changed = new byte[pixels.length];
    for (int i = 0; i < pixels.length; i++) {
      changed[i] = Grey.rounded(factor * (pixels[i] & 0xff) + offset);
    }
    return changed;
  }
}
