package io.headwater.learning.augment;

import io.headwater.learning.task.ImageShape;
import java.util.Optional;

/**
 * An image seen through an affine map, by bilinear interpolation in fixed-point numbers. Beyond its
 * border an image goes on with the border's pixels, so that there is no edge that no label tells
 * of; a mask has no edges there. A pixel of a mask is an edge if at least half of it is.
 *
 * <p>A box becomes the one around its four corners, as far as it lies in the image. If that is less
 * than a quarter of it, the object counts as absent.
 *
 * @param toSource where a point of the result comes from
 */
record Warp(ImageShape shape, Affine toSource) implements Change {
  private static final double LEAST_PART = 0.25;

  /** Whole pixels are above, fractions of pixels below this bit. */
  private static final int POINT = 32;

  private static final int WEIGHT_BITS = 8;
  private static final int ONE = 1 << WEIGHT_BITS;

  @Override
  public byte[] pixels(byte[] pixels) {
    return seen(pixels, true);
  }

  @Override
  public byte[] mask(byte[] mask) {
    return seen(mask, false);
  }

  private byte[] seen(byte[] from, boolean goesOn) {
    byte[] to = new byte[from.length];
    long stepX = fixed(toSource.xx());
    long stepY = fixed(toSource.yx());
    for (int row = 0; row < shape.height(); row++) {
      long x = fixed(toSource.x(0.5, row + 0.5) - 0.5);
      long y = fixed(toSource.y(0.5, row + 0.5) - 0.5);
      int at = row * shape.width();
      for (int column = 0; column < shape.width(); column++) {
        if (goesOn || isInside(x, y)) {
          sample(from, x, y, to, at + column);
        }
        x += stepX;
        y += stepY;
      }
    }
    return to;
  }

  private static long fixed(double pixels) {
    return (long) Math.rint(pixels * (1L << POINT));
  }

  private boolean isInside(long x, long y) {
    long half = 1L << (POINT - 1);
    int column = (int) ((x + half) >> POINT);
    int row = (int) ((y + half) >> POINT);
    return column >= 0 && column < shape.width() && row >= 0 && row < shape.height();
  }

  /** Of all planes. */
  private void sample(byte[] from, long x, long y, byte[] to, int at) {
    int column = (int) (x >> POINT);
    int row = (int) (y >> POINT);
    int right = (int) (x >>> (POINT - WEIGHT_BITS)) & (ONE - 1);
    int low = (int) (y >>> (POINT - WEIGHT_BITS)) & (ONE - 1);
    int x0 = within(column, shape.width());
    int x1 = within(column + 1, shape.width());
    int above = within(row, shape.height()) * shape.width();
    int below = within(row + 1, shape.height()) * shape.width();
    for (int plane = 0; plane < from.length; plane += shape.pixels()) {
      int top = mixed(from[plane + above + x0], from[plane + above + x1], right);
      int bottom = mixed(from[plane + below + x0], from[plane + below + x1], right);
      int mean = top * (ONE - low) + bottom * low;
      to[plane + at] = (byte) ((mean + ONE * ONE / 2) >> (2 * WEIGHT_BITS));
    }
  }

  private static int mixed(byte left, byte right, int weight) {
    return (left & 0xff) * (ONE - weight) + (right & 0xff) * weight;
  }

  private static int within(int index, int size) {
    return Math.max(0, Math.min(size - 1, index));
  }

  @Override
  public Optional<Box> box(Box box) {
    Affine fromSource = toSource.inverse();
    double left = Double.POSITIVE_INFINITY;
    double top = Double.POSITIVE_INFINITY;
    double right = Double.NEGATIVE_INFINITY;
    double bottom = Double.NEGATIVE_INFINITY;
    for (double u : new double[] {box.left(), box.right()}) {
      for (double v : new double[] {box.top(), box.bottom()}) {
        double x = fromSource.x(u * shape.width(), v * shape.height()) / shape.width();
        double y = fromSource.y(u * shape.width(), v * shape.height()) / shape.height();
        left = Math.min(left, x);
        top = Math.min(top, y);
        right = Math.max(right, x);
        bottom = Math.max(bottom, y);
      }
    }
    Box whole = new Box(left, top, right, bottom);
    Box seen = whole.clipped();
    return Optional.of(seen).filter(part -> part.area() >= LEAST_PART * whole.area());
  }
}
