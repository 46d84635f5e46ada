package io.headwater.serve;

import io.headwater.learning.task.ImageShape;
import io.headwater.serve.ServeConfig.Limits;
import io.headwater.serve.predict.ImageFileReader;
import io.headwater.serve.predict.SeenImage;
import io.headwater.serve.predict.UnreadableImageException;
import io.headwater.snapshots.LiveModel;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import javax.imageio.ImageIO;

/** A server on any free port, without a model at first. */
record TestServer(ModelServer server, LiveModel live, ServeMetrics metrics)
    implements AutoCloseable {
  static TestServer start(Limits limits) {
    LiveModel live = new LiveModel();
    ServeMetrics metrics = new ServeMetrics(GarmentSnapshots.MODEL);
    return new TestServer(
        ModelServer.start(ServeConfig.onPort(0).with(limits), live, metrics, new Grey()),
        live,
        metrics);
  }

  static TestServer serving(long version) {
    TestServer server = start(Limits.DEFAULT);
    server.live().swap(GarmentSnapshots.snapshot(version));
    return server;
  }

  String url(String path) {
    return server.url() + path;
  }

  String inferUrl() {
    return url("/v2/models/garments/infer");
  }

  @Override
  public void close() {
    server.close();
    live.close();
  }

  /** Reads grey files with the JDK: how files are read is not this module's. */
  private record Grey() implements ImageFileReader {
    @Override
    public SeenImage read(byte[] file) throws UnreadableImageException {
      try {
        BufferedImage image = ImageIO.read(new ByteArrayInputStream(file));
        if (image == null) {
          throw new UnreadableImageException("it is no image", new IOException());
        }
        int width = image.getWidth();
        byte[] pixels = new byte[width * image.getHeight()];
        for (int i = 0; i < pixels.length; i++) {
          pixels[i] = (byte) image.getRaster().getSample(i % width, i / width, 0);
        }
        return new SeenImage(pixels, new ImageShape(1, image.getHeight(), width));
      } catch (IOException e) {
        throw new UnreadableImageException("it can't be read", e);
      }
    }
  }
}
