package io.headwater.bench.consume;

import io.headwater.bench.Rounds;
import java.util.ArrayList;
import java.util.List;

/**
 * How long predictions take while a snapshot is assembled, verified, loaded and swapped in, and how
 * long while nothing else happens. A prediction's delay is what it takes over the median of those
 * that nothing disturbed.
 */
final class SwapDelay implements Rounds.Turn, AutoCloseable {
  /** Also covers the first predictions of the new model, and the closing of the old one. */
  private static final int PREDICTIONS_AFTER = 20;

  private final Service service;
  private final PublishedSnapshot published;
  private final byte[] image;
  private final List<Window> taken = new ArrayList<>();

  /**
   * Latencies of one turn.
   *
   * @param swapping those that ran during the swap or right after it
   * @param quiet as many later ones
   */
  record Window(Latencies swapping, Latencies quiet) {
    double worstDelay() {
      return swapping.max() - quiet.median();
    }
  }

  SwapDelay(Service service, PublishedSnapshot published, byte[] image) {
    this.service = service;
    this.published = published;
    this.image = image;
  }

  /** The longest delay of a prediction by one swap, in milliseconds. */
  @Override
  public double take() throws Exception {
    try (PredictionLoop loop = PredictionLoop.start(() -> service.predict(image))) {
      loop.awaitCount(PREDICTIONS_AFTER);
      int begin = loop.count();
      service.swap(published.assembled());
      int end = loop.count() + PREDICTIONS_AFTER;
      int quietEnd = end + end - begin;
      loop.awaitCount(quietEnd);
      Window window =
          new Window(
              new Latencies(loop.latencies(begin, end)),
              new Latencies(loop.latencies(end, quietEnd)));
      taken.add(window);
      return window.worstDelay();
    }
  }

  /** Of all turns. */
  List<Window> taken() {
    return taken;
  }

  @Override
  public void close() {
    service.close();
  }
}
