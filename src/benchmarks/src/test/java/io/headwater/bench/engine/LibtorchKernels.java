package io.headwater.bench.engine;

import static java.util.Objects.requireNonNull;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.Shape;
import ai.djl.pytorch.engine.PtNDManager;
import ai.djl.pytorch.engine.PtSymbolBlock;
import ai.djl.pytorch.jni.IValueUtils;
import ai.djl.pytorch.jni.JniUtils;
import io.headwater.learning.engine.EngineNetwork;
import io.headwater.learning.engine.Feed;
import io.headwater.learning.engine.NetworkState;
import io.headwater.learning.engine.OutputGradient;
import io.headwater.learning.engine.Pass;
import io.headwater.learning.engine.Precision;
import io.headwater.learning.engine.Tensor;
import io.headwater.learning.engine.plain.PlainJavaEngine;
import io.headwater.learning.learner.InitialState;
import io.headwater.learning.model.Input;
import io.headwater.learning.model.Layer;
import io.headwater.learning.model.Layer.Convolution;
import io.headwater.learning.model.Layer.Dense;
import io.headwater.learning.model.Network;
import io.headwater.learning.model.NetworkBuilder;
import io.headwater.learning.model.Node;
import io.headwater.learning.optimise.Adam;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;
import java.util.Set;

/**
 * Whether libtorch's own convolutions and dense layers are right on this machine, one call of each,
 * forward and backward, at the shapes of a model and against plain Java. Nothing of the script that
 * is compared with has a part in it.
 */
record LibtorchKernels(EngineCase asked, PeerSetting setting) {
  /**
   * @return the first that is wrong, with how far it is off; empty if all are right
   */
  Optional<String> fault() throws IOException {
    Libtorch.useThreads(setting.threads());
    Set<String> tried = new HashSet<>();
    for (Network network : asked.architecture().networks()) {
      for (Node node : network.nodes()) {
        boolean multiplies = node.layer() instanceof Convolution || node.layer() instanceof Dense;
        List<Integer> input = requireNonNull(network.shapes().get(node.inputs().get(0)));
        String kind = node.layer() + " of " + asked.batch() + " x " + input;
        if (multiplies && tried.add(kind)) {
          Optional<String> fault = fault(node.layer(), input);
          if (fault.isPresent()) {
            return fault.map(each -> kind + ": " + each);
          }
        }
      }
    }
    return Optional.empty();
  }

  private Optional<String> fault(Layer layer, List<Integer> input) throws IOException {
    Network network =
        NetworkBuilder.of("one").input("x", Input.floats(input)).then("y", layer).build();
    NetworkState state = InitialState.of(network, 1);
    Random random = new Random(2);
    double[] x = random(asked.batch() * Tensor.size(input), random);
    double[] onOutput = random(asked.batch() * network.outputSize(), random);
    List<double[]> expected = new ArrayList<>();
    try (EngineNetwork plain =
        new PlainJavaEngine().open(network, state, Adam.withLearningRate(0.1), Precision.F64)) {
      plain.forward(List.of(Feed.values(x)), Pass.training(asked.batch()));
      expected.add(plain.output(0).values());
      plain.backward(List.of(new OutputGradient.Values(0, onOutput)));
      expected.add(plain.inputGradient(0).values());
      plain.gradients().values().forEach(each -> expected.add(doubles(each.values())));
    }
    return fault(actual(layer, network, state, x, onOutput), expected);
  }

  private Optional<String> fault(float[] actual, List<double[]> expected) {
    double tolerance = asked.precision() == Precision.BF16 ? 0.02 : 1e-4;
    int at = 0;
    for (int part = 0; part < expected.size(); part++) {
      double differences = 0;
      double squares = 0;
      for (double value : requireNonNull(expected.get(part))) {
        double difference = actual[at++] - value;
        differences += difference * difference;
        squares += value * value;
      }
      double off = Math.sqrt(differences / squares);
      if (!(off <= tolerance)) {
        String what =
            List.of("output", "input gradient", "weight gradient", "bias gradient").get(part);
        return Optional.of(String.format(Locale.ROOT, "%s off by %.2g of its norm", what, off));
      }
    }
    return Optional.empty();
  }

  /** Output and gradients, one after the other. */
  private float[] actual(
      Layer layer, Network network, NetworkState state, double[] x, double[] onOutput)
      throws IOException {
    try (PtNDManager manager = Libtorch.manager();
        PtSymbolBlock module =
            JniUtils.loadModule(
                manager,
                new ByteArrayInputStream(TorchArchive.of(script(layer, state.parameters().size()))),
                false,
                false)) {
      NDList arguments = new NDList();
      arguments.add(array(manager, x, network.shape("x")));
      arguments.add(array(manager, onOutput, network.outputShape()));
      for (Tensor parameter : state.parameters().values()) {
        arguments.add(manager.create(parameter.values(), shape(parameter.shape())));
      }
      for (int i = 0; i < arguments.size(); i++) {
        arguments.get(i).setRequiresGradient(i != 1);
      }
      try (NDList answers = IValueUtils.forward(module, arguments, true)) {
        return answers.get(0).toFloatArray();
      }
    }
  }

  private String script(Layer layer, int parameters) {
    boolean bias = parameters == 2;
    boolean bf16 = asked.precision() == Precision.BF16;
    String b = bias ? bf16 ? "torch.to(b, 15)" : "b" : "None";
    String x = layer instanceof Dense ? "x" : "torch.contiguous(x, memory_format=%d)";
    String in = String.format(Locale.ROOT, x, setting.format().code());
    String w = layer instanceof Dense ? "torch.t(w)" : "w";
    String product =
        layer instanceof Convolution convolution
            ? String.format(
                Locale.ROOT,
                "torch.conv2d(xx, ww, %s, %s, %d)",
                b,
                TorchScript.steps(convolution.window()),
                convolution.groups())
            : "torch.linear(xx, ww, " + b + ")";
    List<String> lines =
        List.of(
            "class Step(Module):",
            "  __parameters__ = []",
            "  __buffers__ = []",
            "  training : bool",
            "  def forward(self: __torch__.Step, x: Tensor, o: Tensor, w: Tensor"
                + (bias ? ", b: Tensor" : "")
                + ") -> Tensor:",
            "    torch.set_grad_enabled(True)",
            "    xx = " + (bf16 ? "torch.to(" + in + ", 15)" : in),
            "    ww = " + (bf16 ? "torch.to(" + w + ", 15)" : w),
            "    y = torch.to(" + product + ", 6)",
            "    loss = torch.sum(torch.mul(y, o))",
            "    g = annotate(List[Optional[Tensor]], torch.grad([loss], [x, w"
                + (bias ? ", b" : "")
                + "], None, None, False, False))",
            "    torch.set_grad_enabled(False)",
            "    all = annotate(List[Tensor], [torch.flatten(y, 0, -1)])",
            "    for i in range(" + (1 + parameters) + "):",
            "      _0 = torch.append(all, torch.flatten(unchecked_cast(Tensor, g[i]), 0, -1))",
            "    return torch.detach(torch.cat(all, 0))");
    return String.join("\n", lines) + "\n";
  }

  private NDArray array(PtNDManager manager, double[] values, List<Integer> each) {
    float[] floats = new float[values.length];
    for (int i = 0; i < floats.length; i++) {
      floats[i] = (float) values[i];
    }
    List<Integer> shape = new ArrayList<>(List.of(asked.batch()));
    shape.addAll(each);
    return manager.create(floats, shape(shape));
  }

  private static Shape shape(List<Integer> shape) {
    return new Shape(shape.stream().mapToLong(Integer::longValue).toArray());
  }

  private static double[] random(int size, Random random) {
    return random.doubles(size, -1, 1).map(value -> (float) value).toArray();
  }

  private static double[] doubles(float[] values) {
    double[] doubles = new double[values.length];
    for (int i = 0; i < values.length; i++) {
      doubles[i] = values[i];
    }
    return doubles;
  }
}
