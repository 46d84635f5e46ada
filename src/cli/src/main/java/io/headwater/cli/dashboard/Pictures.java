package io.headwater.cli.dashboard;

import io.headwater.cli.PlanarImage;
import io.headwater.learning.digest.Sha256;
import io.headwater.learning.task.ImageShape;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import javax.imageio.ImageIO;

/**
 * The newest pictures, as PNGs that this process wrote itself: none of a producer's own bytes
 * reaches the browser. At most 256 and at most 16 MiB. Safe for use by several threads.
 */
final class Pictures {
  static final String PATH = "/images/";

  private static final int MOST = 256;
  private static final long MOST_BYTES = 16 << 20;
  private static final int NAME_LENGTH = 24;
  private static final int EDGE_COLOUR = 0xff6d00;

  private final Map<String, byte[]> files = new LinkedHashMap<>();
  private long bytes;

  /**
   * @param pixels unsigned bytes [C, H, W]
   */
  Picture ofPixels(ImageShape shape, byte[] pixels) {
    return add(PlanarImage.toRgb(shape, pixels));
  }

  /**
   * Edges to be laid over an image, the less transparent the more probable.
   *
   * @param probabilities [H x W]
   */
  Picture ofEdges(ImageShape shape, float[] probabilities) {
    BufferedImage image =
        new BufferedImage(shape.width(), shape.height(), BufferedImage.TYPE_INT_ARGB);
    for (int i = 0; i < probabilities.length; i++) {
      int opacity = Math.round(0xff * Math.min(1, Math.max(0, probabilities[i])));
      image.setRGB(i % shape.width(), i / shape.width(), opacity << 24 | EDGE_COLOUR);
    }
    return add(image);
  }

  /** The PNG of that path; empty if there is none, or it has gone. */
  synchronized Optional<byte[]> find(String path) {
    return Optional.ofNullable(files.get(path));
  }

  private Picture add(BufferedImage image) {
    byte[] png = png(image);
    String name = Sha256.hex(ByteBuffer.wrap(png)).substring(0, NAME_LENGTH);
    String path = PATH + name + ".png";
    put(path, png);
    return new Picture(path, image.getWidth(), image.getHeight());
  }

  private synchronized void put(String path, byte[] png) {
    byte[] before = files.remove(path);
    bytes += png.length - (before == null ? 0 : before.length);
    files.put(path, png);
    var oldest = files.entrySet().iterator();
    while (files.size() > MOST || bytes > MOST_BYTES) {
      bytes -= oldest.next().getValue().length;
      oldest.remove();
    }
  }

  private static byte[] png(BufferedImage image) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try {
      ImageIO.write(image, "png", out);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }
}
