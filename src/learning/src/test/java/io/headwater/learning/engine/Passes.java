package io.headwater.learning.engine;

import java.util.List;

/** Passes of one network whose only output is read at once. */
public final class Passes {
  private Passes() {}

  /** Over all images. */
  public static double[] forward(EngineNetwork network, byte[] images, int count, Mode mode) {
    network.forward(List.of(Feed.images(images, count)), new Pass(mode, new long[count]));
    return network.output(0).values();
  }

  /** Over numbers, an array for each input. */
  public static double[] forward(
      EngineNetwork network, List<double[]> inputs, int count, Mode mode) {
    List<Feed> feeds = inputs.stream().map(Feed::values).toList();
    network.forward(feeds, new Pass(mode, new long[count]));
    return network.output(0).values();
  }

  /** From the gradient on the output. */
  public static void backward(EngineNetwork network, double... onOutput) {
    network.backward(List.of(new OutputGradient.Values(0, onOutput)));
  }
}
