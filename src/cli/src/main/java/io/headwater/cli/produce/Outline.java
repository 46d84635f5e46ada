package io.headwater.cli.produce;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.geom.Path2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import javax.imageio.ImageIO;

/** The edges of objects, as a mask: a line of one pixel along their polygons. */
final class Outline {
  static {
    ImageIO.setUseCache(false);
  }

  private Outline() {}

  /**
   * A grey PNG, 255 on an edge and 0 elsewhere.
   *
   * @param polygons x, y, x, y, ... in pixels
   */
  static byte[] png(int width, int height, List<float[]> polygons) throws IOException {
    BufferedImage mask = new BufferedImage(width, height, BufferedImage.TYPE_BYTE_GRAY);
    Graphics2D pen = mask.createGraphics();
    pen.setColor(Color.WHITE);
    for (float[] points : polygons) {
      if (points.length >= 4) {
        pen.draw(path(points, width - 1f, height - 1f));
      }
    }
    pen.dispose();
    ByteArrayOutputStream out = new ByteArrayOutputStream(1 << 10);
    ImageIO.write(mask, "png", out);
    return out.toByteArray();
  }

  private static Path2D path(float[] points, float right, float bottom) {
    Path2D path = new Path2D.Float();
    for (int i = 0; i + 1 < points.length; i += 2) {
      float x = Math.max(0, Math.min(points[i], right));
      float y = Math.max(0, Math.min(points[i + 1], bottom));
      if (i == 0) {
        path.moveTo(x, y);
      } else {
        path.lineTo(x, y);
      }
    }
    path.closePath();
    return path;
  }
}
