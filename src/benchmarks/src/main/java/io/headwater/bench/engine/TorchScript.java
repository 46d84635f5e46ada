package io.headwater.bench.engine;

import static java.util.Objects.requireNonNull;

import io.headwater.learning.engine.Precision;
import io.headwater.learning.model.Architecture;
import io.headwater.learning.model.Auxiliary;
import io.headwater.learning.model.Layer;
import io.headwater.learning.model.Layer.Add;
import io.headwater.learning.model.Layer.AveragePool;
import io.headwater.learning.model.Layer.BatchNorm;
import io.headwater.learning.model.Layer.Concatenate;
import io.headwater.learning.model.Layer.Convolution;
import io.headwater.learning.model.Layer.Dense;
import io.headwater.learning.model.Layer.Flatten;
import io.headwater.learning.model.Layer.GlobalAveragePool;
import io.headwater.learning.model.Layer.MaxPool;
import io.headwater.learning.model.Layer.Relu;
import io.headwater.learning.model.Layer.Scale;
import io.headwater.learning.model.Member;
import io.headwater.learning.model.Network;
import io.headwater.learning.model.Node;
import io.headwater.learning.model.Port;
import io.headwater.learning.model.Window;
import io.headwater.learning.optimise.Adam;
import io.headwater.learning.task.Task;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The joint step of an architecture as TorchScript, operation by operation what torchvision's
 * models, torch.autograd and torch.optim.Adam(fused=True) run, without Python between them. In
 * bfloat16 it casts where torch.autocast does: inputs, weights and biases of convolutions and dense
 * layers. In double precision, for tests, all parameters must be given so.
 */
final class TorchScript {
  /** c10::ScalarType. */
  private static final int FLOAT = 6;

  private static final int DOUBLE = 7;
  private static final int BFLOAT16 = 15;

  private final Precision precision;
  private final MemoryFormat format;
  private final List<String> lines = new ArrayList<>();
  private final Map<Port, String> ports = new HashMap<>();
  private int parameters;
  private int statistics;
  private int values;

  private TorchScript(Precision precision, MemoryFormat format) {
    this.precision = precision;
    this.format = format;
  }

  /**
   * A class with the methods "forward", which takes lists of parameters, first and second moments,
   * counts of updates and (if there are any) running statistics, then the images (unsigned bytes
   * [N, C, H, W]) and the class indices of each head, and returns the loss; and "update", which
   * takes the first four lists and one of gradients.
   *
   * @throws IllegalArgumentException if it has layers or pairs that the compared models don't have
   */
  static String of(Architecture architecture, Precision precision, MemoryFormat format) {
    return new TorchScript(precision, format).source(architecture);
  }

  private String source(Architecture architecture) {
    String lists =
        "self: __torch__.Step, p: List[Tensor], m: List[Tensor], v: List[Tensor], t: List[Tensor]";
    String images = ", images: Tensor, first: Tensor, second: Tensor";
    lines.add("class Step(Module):");
    lines.add("  __parameters__ = []");
    lines.add("  __buffers__ = []");
    lines.add("  training : bool");
    lines.add("  def forward(" + lists + running(architecture) + images + ") -> Tensor:");
    // DJL runs methods without gradients.
    add("torch.set_grad_enabled(True)");
    architecture.members().forEach(this::network);
    List<String> losses = new ArrayList<>();
    List<String> labels = List.of("first", "second");
    for (int h = 0; h < labels.size(); h++) {
      Task task = architecture.tasks().get(h);
      Port logits = Port.of(task.name(), architecture.head(task.name()).outputs().get(0));
      losses.add(loss(variable(logits), labels.get(h), task.lossWeight()));
    }
    add("loss = torch.add(%s, %s)", losses.get(0), losses.get(1));
    String all = "loss";
    for (Auxiliary auxiliary : architecture.auxiliaries()) {
      Member head = auxiliary.member();
      Task task = architecture.task(auxiliary.task());
      Port logits = Port.of(head.name(), head.network().outputs().get(0));
      String own =
          loss(
              variable(logits),
              labels.get(architecture.tasks().indexOf(task)),
              auxiliary.weight() * task.lossWeight());
      all = value("torch.add(%s, %s)", all, own);
    }
    add(
        "g = annotate(List[Optional[Tensor]]," + " torch.grad([%s], p, None, None, False, False))",
        all);
    add("torch.set_grad_enabled(False)");
    add("gradients = annotate(List[Tensor], [])");
    add("values = annotate(List[Tensor], [])");
    add("for i in range(%d):", parameters);
    // As backward() would, which gives a gradient its parameter's layout; the fused update reads
    // and writes all in the order in which it lies in memory.
    add("  _0 = torch.append(gradients, torch.contiguous(unchecked_cast(Tensor, g[i])))");
    add("  _1 = torch.append(values, torch.detach(p[i]))");
    adam("values", "gradients");
    add("return torch.detach(loss)");
    lines.add("  def update(" + lists + ", g: List[Tensor]) -> Tensor:");
    adam("p", "g");
    add("return t[0]");
    return String.join("\n", lines) + "\n";
  }

  /** DJL can't pass an empty list. */
  private static String running(Architecture architecture) {
    boolean any = architecture.networks().stream().anyMatch(n -> !n.statisticsShapes().isEmpty());
    return any ? ", s: List[Tensor]" : "";
  }

  private void adam(String values, String gradients) {
    Adam adam = OurStep.OPTIMISER;
    add("torch._foreach_add_(t, 1)");
    add(
        "torch._fused_adam_(%s, %s, m, v, annotate(List[Tensor], []), t, lr=%s, beta1=%s, beta2=%s,"
            + " weight_decay=0., eps=%s, amsgrad=False, maximize=False, grad_scale=None,"
            + " found_inf=None)",
        values, gradients, adam.learningRate(), adam.beta1(), adam.beta2(), adam.epsilon());
  }

  private String loss(String logits, String labels, double weight) {
    String numbers = precision == Precision.BF16 ? cast(logits, FLOAT) : logits;
    return value(
        "torch.mul(torch.cross_entropy_loss(%s, %s, None, 1, -100, 0.), %s)",
        numbers, labels, weight);
  }

  private void network(Member member) {
    Network network = member.network();
    Map<String, String> variables = new HashMap<>();
    member.reads().forEach((input, port) -> variables.put(input, variable(port)));
    for (Node node : network.nodes()) {
      List<String> inputs =
          node.inputs().stream().map(input -> requireNonNull(variables.get(input))).toList();
      variables.put(node.name(), layer(node, inputs, isReadOnce(network, node.inputs().get(0))));
    }
    for (String output : network.outputs()) {
      ports.put(Port.of(network.name(), output), requireNonNull(variables.get(output)));
    }
  }

  private String variable(Port port) {
    if (port.side() == Port.Side.SECOND) {
      throw new IllegalArgumentException("libtorch has not been told of pairs of images");
    }
    return port.isImage() ? "images" : requireNonNull(ports.get(port));
  }

  /** By one node, and by no other network. */
  private static boolean isReadOnce(Network network, String node) {
    long readers =
        network.nodes().stream()
            .flatMap(each -> each.inputs().stream())
            .filter(node::equals)
            .count();
    return readers == 1 && !network.outputs().contains(node) && !network.inputs().containsKey(node);
  }

  private String layer(Node node, List<String> inputs, boolean inPlace) {
    Layer layer = node.layer();
    String x = inputs.get(0);
    if (layer instanceof Scale) {
      String scaled = value("torch.div(torch.to(%s, %d), 255.)", x, whole());
      return format == MemoryFormat.CONTIGUOUS
          ? scaled
          : value("torch.contiguous(%s, memory_format=%d)", scaled, format.code());
    } else if (layer instanceof Convolution convolution) {
      String weight = reduced(parameter());
      String bias = convolution.hasBias() ? reduced(parameter()) : "None";
      return value(
          "torch.conv2d(%s, %s, %s, %s, %d)",
          reduced(x), weight, bias, steps(convolution.window()), convolution.groups());
    } else if (layer instanceof Dense) {
      return value(
          "torch.linear(%s, %s, %s)", reduced(x), reduced(parameter()), reduced(parameter()));
    } else if (layer instanceof BatchNorm norm) {
      return value(
          "torch.batch_norm(%s, %s, %s, s[%d], s[%d], True, %s, %s, False)",
          x, parameter(), parameter(), statistics++, statistics++, norm.momentum(), norm.epsilon());
    } else if (layer instanceof MaxPool pool) {
      Window window = pool.window();
      return value(
          "torch.max_pool2d(%s, [%d, %d], %s, %s)",
          x, window.height(), window.width(), steps(window), window.ceil() ? "True" : "False");
    } else if (layer instanceof AveragePool pool) {
      Window window = pool.window();
      return value(
          "torch.avg_pool2d(%s, [%d, %d], [%d, %d], [%d, %d], False, %s, None)",
          x,
          window.height(),
          window.width(),
          window.rowStride(),
          window.columnStride(),
          window.rowPadding(),
          window.columnPadding(),
          pool.countsPadding() ? "True" : "False");
    } else if (layer instanceof Concatenate) {
      return value("torch.cat([%s], 1)", String.join(", ", inputs));
    } else if (layer instanceof Relu) {
      return value(inPlace ? "torch.relu_(%s)" : "torch.relu(%s)", x);
    } else if (layer instanceof Add) {
      return value("torch.add(%s, %s)", x, inputs.get(1));
    } else if (layer instanceof GlobalAveragePool) {
      return value("torch.flatten(torch.adaptive_avg_pool2d(%s, [1, 1]), 1, -1)", x);
    } else if (layer instanceof Flatten) {
      return value("torch.flatten(%s, 1, -1)", x);
    }
    throw new IllegalArgumentException("libtorch has not been told of layer " + layer);
  }

  /** Strides, padding and dilations, as libtorch's operations take them. */
  static String steps(Window window) {
    return String.format(
        Locale.ROOT,
        "[%d, %d], [%d, %d], [%d, %d]",
        window.rowStride(),
        window.columnStride(),
        window.rowPadding(),
        window.columnPadding(),
        window.rowDilation(),
        window.columnDilation());
  }

  private int whole() {
    return precision == Precision.F64 ? DOUBLE : FLOAT;
  }

  private String parameter() {
    return "p[" + parameters++ + "]";
  }

  private String reduced(String variable) {
    return precision == Precision.BF16 ? cast(variable, BFLOAT16) : variable;
  }

  private static String cast(String variable, int type) {
    return "torch.to(" + variable + ", " + type + ")";
  }

  private String value(String format, Object... arguments) {
    String name = "x" + values++;
    add(name + " = " + format, arguments);
    return name;
  }

  private void add(String format, Object... arguments) {
    lines.add("    " + String.format(Locale.ROOT, format, arguments));
  }
}
