package io.headwater.cli.predict;

import io.headwater.cli.CommandFailure;
import io.headwater.cli.WholeOutput;
import io.headwater.learning.task.ImageShape;
import io.headwater.serve.predict.Prediction;
import io.headwater.serve.predict.Prediction.Box;
import io.headwater.serve.predict.Prediction.Edges;
import io.headwater.serve.predict.Prediction.Place;
import io.headwater.serve.predict.Predictions;
import io.headwater.serve.predict.SeenImage;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.FontMetrics;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import javax.imageio.ImageIO;

/** The image, enlarged if it is small, with edges and boxes on it, and all predictions below. */
final class PredictionDrawing {
  private static final int LEAST_SIDE = 280;
  private static final int MOST_SIDE = 2_000;
  private static final int LEAST_WIDTH = 560;
  private static final int MOST_TEXT = 2_000;
  private static final int LINE = 20;
  private static final int MARGIN = 8;
  private static final int EDGE_COLOUR = 0xff7a00;
  private static final int MOST_OPAQUE = 220;
  private static final Color BOX_COLOUR = new Color(0x00c878);
  private static final Color UNLIKELY_BOX_COLOUR = new Color(0x909090);
  private static final Font FONT = new Font(Font.SANS_SERIF, Font.PLAIN, 14);

  private final SeenImage image;
  private final int scale;
  private final int width;
  private final int height;
  private final BufferedImage canvas;

  private PredictionDrawing(SeenImage image, List<String> lines) {
    ImageShape shape = image.shape();
    this.image = image;
    this.scale = scale(shape.width(), shape.height());
    this.width = scale * shape.width();
    this.height = scale * shape.height();
    this.canvas =
        new BufferedImage(
            Math.max(
                Math.max(LEAST_WIDTH, width), Math.min(MOST_TEXT, 2 * MARGIN + textWidth(lines))),
            height + lines.size() * LINE + 2 * MARGIN,
            BufferedImage.TYPE_INT_RGB);
  }

  /** As large as it takes to see it; a long strip does not grow beyond {@link #MOST_SIDE}. */
  static int scale(int width, int height) {
    int wanted = LEAST_SIDE / Math.min(width, height);
    return Math.max(1, Math.min(wanted, MOST_SIDE / Math.max(width, height)));
  }

  /**
   * @throws CommandFailure if there is no font to write with, or the file can't be written
   */
  static void write(Path file, SeenImage image, Predictions predictions) {
    List<String> lines =
        predictions.predictions().entrySet().stream()
            .map(each -> each.getKey() + ": " + each.getValue().sentence())
            .toList();
    PredictionDrawing drawing = new PredictionDrawing(image, lines);
    drawing.drawImage();
    Graphics2D graphics = drawing.canvas.createGraphics();
    graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
    drawing.draw(graphics, predictions.predictions());
    drawing.write(graphics, lines);
    graphics.dispose();
    WholeOutput.file(
        file,
        path -> {
          boolean unused = ImageIO.write(drawing.canvas, "png", path.toFile());
        });
  }

  private void drawImage() {
    ImageShape shape = image.shape();
    byte[] planes = image.planes();
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        int at = y / scale * shape.width() + x / scale;
        int rgb = 0;
        for (int c = 0; c < 3; c++) {
          int plane = shape.channels() == 1 ? 0 : c;
          rgb = rgb << 8 | planes[plane * shape.pixels() + at] & 0xff;
        }
        canvas.setRGB(x, y, rgb);
      }
    }
  }

  private void draw(Graphics2D graphics, Map<String, Prediction> predictions) {
    for (Prediction prediction : predictions.values()) {
      if (prediction instanceof Edges edges) {
        graphics.drawImage(overlay(edges), 0, 0, width, height, null);
      }
    }
    for (Prediction prediction : predictions.values()) {
      if (prediction instanceof Place place) {
        draw(graphics, place);
      }
    }
  }

  /** The likelier an edge, the less of the image is seen. */
  private static BufferedImage overlay(Edges edges) {
    BufferedImage overlay =
        new BufferedImage(edges.width(), edges.height(), BufferedImage.TYPE_INT_ARGB);
    for (int i = 0; i < edges.map().length; i++) {
      if (edges.map()[i] >= Prediction.EDGE) {
        int opacity = (int) (MOST_OPAQUE * edges.map()[i]);
        overlay.setRGB(i % edges.width(), i / edges.width(), opacity << 24 | EDGE_COLOUR);
      }
    }
    return overlay;
  }

  private void draw(Graphics2D graphics, Place place) {
    Box box = place.box();
    boolean likely = place.probability() >= Prediction.EDGE;
    graphics.setColor(likely ? BOX_COLOUR : UNLIKELY_BOX_COLOUR);
    graphics.setStroke(new BasicStroke(3));
    graphics.drawRect(
        Math.round((box.x() - box.width() / 2) * width),
        Math.round((box.y() - box.height() / 2) * height),
        Math.round(box.width() * width),
        Math.round(box.height() * height));
  }

  private void write(Graphics2D graphics, List<String> lines) {
    graphics.setFont(FONT);
    graphics.setColor(Color.WHITE);
    for (int i = 0; i < lines.size(); i++) {
      graphics.drawString(lines.get(i), MARGIN, height + MARGIN + (i + 1) * LINE - LINE / 4);
    }
  }

  private static int textWidth(List<String> lines) {
    Graphics2D scratch = new BufferedImage(1, 1, BufferedImage.TYPE_INT_RGB).createGraphics();
    try {
      FontMetrics metrics = scratch.getFontMetrics(FONT);
      return lines.stream().mapToInt(metrics::stringWidth).max().orElse(0);
    } catch (Error | RuntimeException e) {
      throw CommandFailure.environment(
          "cannot write on the image: this Java finds no font (%s); install one (Debian: apt-get install fontconfig fonts-dejavu-core), or leave out --draw"
              .formatted(e),
          e);
    } finally {
      scratch.dispose();
    }
  }
}
