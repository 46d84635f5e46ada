package io.headwater.learning.model;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * One operation of a network, without the dimension of the mini-batch. Shapes are [C, H, W] for
 * feature maps and [F] for feature vectors.
 */
public sealed interface Layer {
  /** Name of a parameter that weighs inputs. */
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

  /** Parameters by name, in a fixed order; empty if the layer has none. */
  default Map<String, Variable> parameters(List<List<Integer>> inputs) {
    return Map.of();
  }

  /** Running statistics by name, in a fixed order; empty if the layer has none. */
  default Map<String, Variable> statistics(List<List<Integer>> inputs) {
    return Map.of();
  }

  /** Multiplications of weights and inputs for one example; 0 if it has no weights. */
  default long multiplications(List<List<Integer>> inputs) {
    return 0;
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
   * 2-d cross-correlation with zero padding. Parameters: "weight" [out, in / groups, height, width]
   * and, where it has one, "bias" [out].
   *
   * @param groups into how many parts the channels are cut, each convolved by itself
   */
  record Convolution(int outputChannels, Window window, int groups, boolean hasBias)
      implements Layer {
    public Convolution {
      if (window.ceil() || groups < 1 || outputChannels % groups != 0) {
        throw new IllegalArgumentException(
            "a convolution has " + groups + " groups of " + outputChannels + ", with " + window);
      }
    }

    /** Of square windows. */
    public Convolution(int outputChannels, int kernel, int stride, int padding, boolean hasBias) {
      this(outputChannels, Window.square(kernel, stride, padding), 1, hasBias);
    }

    /** With a bias. */
    public Convolution(int outputChannels, int kernel, int stride, int padding) {
      this(outputChannels, kernel, stride, padding, true);
    }

    /** The same of fewer or more channels. */
    public Convolution withOutputs(int channels) {
      return new Convolution(channels, window, groups, hasBias);
    }

    @Override
    public List<Integer> outputShape(List<List<Integer>> inputs) {
      List<Integer> input = Shapes.featureMap(Shapes.only(inputs));
      if (input.get(0) % groups != 0) {
        throw new IllegalArgumentException(
            "a convolution of " + groups + " groups reads " + input + "; they must divide it");
      }
      return window.over(input, outputChannels);
    }

    @Override
    public long multiplications(List<List<Integer>> inputs) {
      int in = Shapes.only(inputs).get(0) / groups;
      return (long) Shapes.size(outputShape(inputs)) * in * window.size();
    }

    @Override
    public Map<String, Variable> parameters(List<List<Integer>> inputs) {
      int in = Shapes.only(inputs).get(0) / groups;
      List<Integer> shape = List.of(outputChannels, in, window.height(), window.width());
      Variable weight = Variable.weight(shape);
      return hasBias ? Shapes.weightAndBias(weight, outputChannels) : Map.of(WEIGHT, weight);
    }

    @Override
    public LayerDescription description() {
      LayerDescription description =
          window
              .describe(LayerDescription.of("convolution").with("outputChannels", outputChannels))
              .with("hasBias", hasBias);
      return groups == 1 ? description : description.with("groups", groups);
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
    public Map<String, Variable> parameters(List<List<Integer>> inputs) {
      int channels = Shapes.only(inputs).get(0);
      return Shapes.weightAndBias(Variable.vector(channels, 1), channels);
    }

    @Override
    public Map<String, Variable> statistics(List<List<Integer>> inputs) {
      int channels = Shapes.only(inputs).get(0);
      Map<String, Variable> statistics = new LinkedHashMap<>();
      statistics.put(MEAN, Variable.vector(channels, 0));
      statistics.put(VARIANCE, Variable.vector(channels, 1));
      return statistics;
    }

    @Override
    public LayerDescription description() {
      return LayerDescription.of("batchNorm").with("epsilon", epsilon).with("momentum", momentum);
    }
  }

  /** Maximum over windows of each channel; padding never is the maximum. */
  record MaxPool(Window window) implements Layer {
    public MaxPool {
      Shapes.requirePooling(window);
    }

    /** Of square windows. */
    public MaxPool(int kernel, int stride, int padding) {
      this(Window.square(kernel, stride, padding));
    }

    /** Without padding. */
    public MaxPool(int kernel, int stride) {
      this(kernel, stride, 0);
    }

    @Override
    public List<Integer> outputShape(List<List<Integer>> inputs) {
      return window.over(Shapes.only(inputs), Shapes.only(inputs).get(0));
    }

    @Override
    public LayerDescription description() {
      return window.describe(LayerDescription.of("maxPool"));
    }
  }

  /**
   * Mean over windows of each channel.
   *
   * @param countsPadding whether padding counts as zeros, or not at all
   */
  record AveragePool(Window window, boolean countsPadding) implements Layer {
    public AveragePool {
      Shapes.requirePooling(window);
      if (window.ceil()) {
        throw new IllegalArgumentException("an average pool has whole windows; got " + window);
      }
    }

    @Override
    public LayerDescription description() {
      return window
          .describe(LayerDescription.of("averagePool"))
          .with("countsPadding", countsPadding);
    }

    @Override
    public List<Integer> outputShape(List<List<Integer>> inputs) {
      return window.over(Shapes.only(inputs), Shapes.only(inputs).get(0));
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

  /** The channels of all inputs, one after another: maps [C, H, W] of one height and width. */
  record Concatenate() implements Layer {
    @Override
    public List<Integer> outputShape(List<List<Integer>> inputs) {
      return Shapes.stacked(inputs);
    }

    @Override
    public LayerDescription description() {
      return LayerDescription.of("concatenate");
    }
  }

  /**
   * In training sets numbers to 0 at random and multiplies the others by 1 / (1 - rate); else
   * changes nothing. Srivastava et al., "Dropout", 2014. Which numbers follows from the seed of
   * each example in the pass and from the node's name, alike on every engine.
   *
   * @param rate the share of numbers that become 0, in (0, 1)
   */
  record Dropout(double rate) implements Layer {
    public Dropout {
      if (!(rate > 0 && rate < 1)) {
        throw new IllegalArgumentException(
            "the rate of a dropout is " + rate + "; it must be over 0 and under 1");
      }
    }

    @Override
    public List<Integer> outputShape(List<List<Integer>> inputs) {
      return Shapes.only(inputs);
    }

    @Override
    public LayerDescription description() {
      return LayerDescription.of("dropout").with("rate", rate);
    }
  }

  /**
   * Feature maps at another height and width by bilinear interpolation between the centres of
   * pixels, as of ONNX's Resize in mode "linear" with "half_pixel" coordinates.
   *
   * @param height rows after it
   * @param width columns after it
   */
  record Resize(int height, int width) implements Layer {
    public Resize {
      if (height < 1 || width < 1) {
        throw new IllegalArgumentException(
            "maps are resized to %dx%d; both must be 1 or more".formatted(height, width));
      }
    }

    @Override
    public List<Integer> outputShape(List<List<Integer>> inputs) {
      return List.of(Shapes.featureMap(Shapes.only(inputs)).get(0), height, width);
    }

    @Override
    public LayerDescription description() {
      return LayerDescription.of("resize").with("height", height).with("width", width);
    }
  }

  /** 1 / (1 + exp(-x)). */
  record Sigmoid() implements Layer {
    @Override
    public List<Integer> outputShape(List<List<Integer>> inputs) {
      return Shapes.only(inputs);
    }

    @Override
    public LayerDescription description() {
      return LayerDescription.of("sigmoid");
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
    public long multiplications(List<List<Integer>> inputs) {
      return (long) Shapes.vector(Shapes.only(inputs)) * outputs;
    }

    @Override
    public Map<String, Variable> parameters(List<List<Integer>> inputs) {
      int in = Shapes.vector(Shapes.only(inputs));
      return Shapes.weightAndBias(Variable.weight(List.of(in, outputs)), outputs);
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

  /**
   * The sum of several inputs of one shape, each times a number that is learned: y = sum of w_i
   * x_i. Parameter: "weight" [inputs].
   *
   * @param initial what each input is weighed with before anything is learned; no part of the
   *     description
   */
  record WeightedSum(List<Float> initial) implements Layer {
    public WeightedSum {
      initial = List.copyOf(initial);
    }

    /** The mean of so many inputs, as long as nothing is learned. */
    public static WeightedSum mean(int inputs) {
      return new WeightedSum(Collections.nCopies(inputs, 1f / inputs));
    }

    @Override
    public List<Integer> outputShape(List<List<Integer>> inputs) {
      if (inputs.size() != initial.size()) {
        throw new IllegalArgumentException(
            "a sum with the weights %s has %d inputs; it must have %d"
                .formatted(initial, inputs.size(), initial.size()));
      }
      return Shapes.allAlike("a sum", inputs);
    }

    @Override
    public long multiplications(List<List<Integer>> inputs) {
      return (long) Shapes.size(inputs.get(0)) * inputs.size();
    }

    @Override
    public Map<String, Variable> parameters(List<List<Integer>> inputs) {
      return Map.of(
          WEIGHT, new Variable(List.of(initial.size()), new Initialiser.Values(initial), false));
    }

    @Override
    public LayerDescription description() {
      return LayerDescription.of("weightedSum");
    }
  }

  /**
   * The sum of several inputs of one shape, each times a number that the last input, a vector [I],
   * has for it: y = sum of g_i x_i, of each example with its own g.
   */
  record GatedSum() implements Layer {
    @Override
    public List<Integer> outputShape(List<List<Integer>> inputs) {
      int summed = inputs.size() - 1;
      if (summed < 1 || !inputs.get(summed).equals(List.of(summed))) {
        throw new IllegalArgumentException(
            "the last input of a gated sum is a vector with a number for each other input; got "
                + inputs);
      }
      return Shapes.allAlike("a gated sum", inputs.subList(0, summed));
    }

    @Override
    public long multiplications(List<List<Integer>> inputs) {
      return (long) Shapes.size(inputs.get(0)) * (inputs.size() - 1);
    }

    @Override
    public LayerDescription description() {
      return LayerDescription.of("gatedSum");
    }
  }

  /** exp(x_i) over the sum of all exp(x_k), of a vector. */
  record Softmax() implements Layer {
    @Override
    public List<Integer> outputShape(List<List<Integer>> inputs) {
      Shapes.vector(Shapes.only(inputs));
      return Shapes.only(inputs);
    }

    @Override
    public LayerDescription description() {
      return LayerDescription.of("softmax");
    }
  }
}
