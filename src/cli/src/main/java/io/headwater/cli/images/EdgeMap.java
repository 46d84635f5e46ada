package io.headwater.cli.images;

import boofcv.alg.filter.derivative.DerivativeType;
import boofcv.alg.filter.derivative.GImageDerivativeOps;
import boofcv.struct.border.BorderType;
import boofcv.struct.image.GrayS16;
import boofcv.struct.image.GrayU8;

/** Where the brightness of an image changes fast. */
final class EdgeMap {
  /** Sum of the absolute Sobel derivatives, of an image at its original size, at an edge. */
  private static final double THRESHOLD = 320;

  private EdgeMap() {}

  /**
   * 255 on an edge and 0 elsewhere, of the image's size.
   *
   * @param scale by which the image was enlarged, which makes its gradients smaller
   */
  static GrayU8 of(GrayU8 image, double scale) {
    GrayS16 dx = new GrayS16(image.width, image.height);
    GrayS16 dy = new GrayS16(image.width, image.height);
    GImageDerivativeOps.gradient(DerivativeType.SOBEL, image, dx, dy, BorderType.EXTENDED);
    GrayU8 edges = new GrayU8(image.width, image.height);
    for (int i = 0; i < edges.data.length; i++) {
      int magnitude = Math.abs(dx.data[i]) + Math.abs(dy.data[i]);
      edges.data[i] = (byte) (magnitude * scale >= THRESHOLD ? 255 : 0);
    }
    return edges;
  }
}
