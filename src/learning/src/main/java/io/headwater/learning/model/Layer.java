package io.headwater.learning.model;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * One operation of a network, without the dimension of the mini-batch. Shapes are [C, H, W] for
 * feature maps and [F] for feature vectors.
 */
public sealed interface Layer {
  /** Name of a parameter that weighs inputs, and that starts at random. */
  String WEIGHT = "weight";

  /** Name of a parameter that is added. */
  String BIAS = "bias";

  /** Shape of the output for these shapes of the inputs; throws if they don't fit. */
  List<Integer> outputShape(List<List<Integer>> inputs);

  /**
   * What the layer computes; two layers that differ have different ones. Fingerprints are made of
   * it, so that it stays as it is: an attribute that comes later is left out where it has the value
   * that all layers had before.
   */
  LayerDescription description();

  /** Parameters by name with their shapes, in a fixed order; empty if the layer has none. */
  default Map<String, List<Integer>> parameterShapes(List<List<Integer>> inputs) {
    return Map.of();
  }

  /**
   * Running statistics by name with their shapes, in a fixed order: numbers that training keeps up
   * to date by observation, not by gradient. Empty if the layer has none.
   */
  default Map<String, List<Integer>> statisticsShapes(List<List<Integer>> inputs) {
    return Map.of();
  }

  /** Unsigned bytes to numbers from 0 to 1: divides by 255. The first layer of a trunk. */
  record Scale() implements Layer {
    @Override
    public List<Integer> outputShape(List<List<Integer>> inputs) {
      return Shapes.only(inputs);
    }

    @Override
    public LayerDescription description() {
      return LayerDescription.of("scale");
    }
  }

  /**
   * 2-d cross-correlation with zero padding. Parameters: "weight" [out, in, kernel, kernel] and,
   * where it has one, "bias" [out].
   */
  record Convolution(int outputChannels, int kernel, int stride, int padding, boolean hasBias)
      implements Layer {
    /** With a bias. */
    public Convolution(int outputChannels, int kernel, int stride, int padding) {
      this(outputChannels, kernel, stride, padding, true);
    }

    @Override
    public List<Integer> outputShape(List<List<Integer>> inputs) {
      return Shapes.window(Shapes.only(inputs), outputChannels, kernel, stride, padding);
    }

    @Override
    public Map<String, List<Integer>> parameterShapes(List<List<Integer>> inputs) {
      int in = Shapes.only(inputs).get(0);
      List<Integer> weight = List.of(outputChannels, in, kernel, kernel);
      return hasBias ? Shapes.weightAndBias(weight, outputChannels) : Map.of(WEIGHT, weight);
    }

    @Override
    public LayerDescription description() {
      return LayerDescription.of("convolution")
          .with("outputChannels", outputChannels)
          .with("kernel", kernel)
          .with("stride", stride)
          .with("padding", padding)
          .with("hasBias", hasBias);
    }
  }

  /**
   * Normalises each channel by its mean and variance over the mini-batch, then scales and shifts
   * it. Ioffe and Szegedy, "Batch normalization", 2015. In inference the running statistics take
   * the place of the mini-batch's, and in training as well where the mini-batch is a single image,
   * which says nothing of how images differ: to its gradients they are constants, and it does not
   * move them. Any other applied training step moves each by (1 - momentum) x running + momentum x
   * that of the mini-batch, whose variance is the unbiased one (over n - 1). Parameters: "weight"
   * [C], "bias" [C]. Statistics: "mean" [C], "variance" [C].
   *
   * @param epsilon added to the variance, over 0
   * @param momentum in (0, 1)
   */
  record BatchNorm(double epsilon, double momentum) implements Layer {
    public static final String MEAN = "mean";
    public static final String VARIANCE = "variance";

    /**
     * Under so many images the statistics of a mini-batch are so far from those of the next that
     * the step is more noise than learning.
     */
    public static final int LEAST_IMAGES = 8;

    /** With the usual epsilon of 1e-5 and momentum of 0.1. */
    public BatchNorm() {
      this(1e-5, 0.1);
    }

    /**
     * Whether a mini-batch of so many images is normalised by its own statistics in training, and
     * moves the running ones.
     */
    public boolean hasStatistics(int images) {
      return images > 1;
    }

    @Override
    public List<Integer> outputShape(List<List<Integer>> inputs) {
      Shapes.featureMap(Shapes.only(inputs));
      return Shapes.only(inputs);
    }

    @Override
    public Map<String, List<Integer>> parameterShapes(List<List<Integer>> inputs) {
      int channels = Shapes.only(inputs).get(0);
      return Shapes.weightAndBias(List.of(channels), channels);
    }

    @Override
    public Map<String, List<Integer>> statisticsShapes(List<List<Integer>> inputs) {
      List<Integer> channels = List.of(Shapes.only(inputs).get(0));
      Map<String, List<Integer>> shapes = new LinkedHashMap<>();
      shapes.put(MEAN, channels);
      shapes.put(VARIANCE, channels);
      return shapes;
    }

    @Override
    public LayerDescription description() {
      return LayerDescription.of("batchNorm").with("epsilon", epsilon).with("momentum", momentum);
    }
  }

  /** Maximum over windows of each channel; padding never is the maximum. */
  record MaxPool(int kernel, int stride, int padding) implements Layer {
    public MaxPool {
      if (padding < 0 || 2 * padding > kernel) {
        throw new IllegalArgumentException(
            "padding of a max pool of " + kernel + " is " + padding + "; it must be 0 to half");
      }
    }

    /** Without padding. */
    public MaxPool(int kernel, int stride) {
      this(kernel, stride, 0);
    }

    @Override
    public List<Integer> outputShape(List<List<Integer>> inputs) {
      List<Integer> input = Shapes.only(inputs);
      return Shapes.window(input, input.get(0), kernel, stride, padding);
    }

    @Override
    public LayerDescription description() {
      return LayerDescription.of("maxPool")
          .with("kernel", kernel)
          .with("stride", stride)
          .with("padding", padding);
    }
  }

  /** Mean of each channel: [C, H, W] to [C]. */
  record GlobalAveragePool() implements Layer {
    @Override
    public List<Integer> outputShape(List<List<Integer>> inputs) {
      return List.of(Shapes.featureMap(Shapes.only(inputs)).get(0));
    }

    @Override
    public LayerDescription description() {
      return LayerDescription.of("globalAveragePool");
    }
  }

  /** a + b of two inputs of one shape. */
  record Add() implements Layer {
    @Override
    public List<Integer> outputShape(List<List<Integer>> inputs) {
      return Shapes.twoAlike("an addition", inputs);
    }

    @Override
    public LayerDescription description() {
      return LayerDescription.of("add");
    }
  }

  /** max(x, 0); its gradient at 0 is 0. */
  record Relu() implements Layer {
    @Override
    public List<Integer> outputShape(List<List<Integer>> inputs) {
      return Shapes.only(inputs);
    }

    @Override
    public LayerDescription description() {
      return LayerDescription.of("relu");
    }
  }

  /** [C, H, W] to [C x H x W], channel after channel, row after row. */
  record Flatten() implements Layer {
    @Override
    public List<Integer> outputShape(List<List<Integer>> inputs) {
      return List.of(Shapes.size(Shapes.only(inputs)));
    }

    @Override
    public LayerDescription description() {
      return LayerDescription.of("flatten");
    }
  }

  /** Fully connected: x W + b. Parameters: "weight" [in, out], "bias" [out]. */
  record Dense(int outputs) implements Layer {
    @Override
    public List<Integer> outputShape(List<List<Integer>> inputs) {
      Shapes.vector(Shapes.only(inputs));
      return List.of(outputs);
    }

    @Override
    public Map<String, List<Integer>> parameterShapes(List<List<Integer>> inputs) {
      return Shapes.weightAndBias(List.of(Shapes.vector(Shapes.only(inputs)), outputs), outputs);
    }

    @Override
    public LayerDescription description() {
      return LayerDescription.of("dense").with("outputs", outputs);
    }
  }

  /** |a - b| of two inputs of one shape; its gradient where they are equal is 0. */
  record AbsoluteDifference() implements Layer {
    @Override
    public List<Integer> outputShape(List<List<Integer>> inputs) {
      return Shapes.twoAlike("an absolute difference", inputs);
    }

    @Override
    public LayerDescription description() {
      return LayerDescription.of("absoluteDifference");
    }
  }
}
