package io.headwater.snapshots;

import static io.headwater.learning.model.Architecture.FEATURES;
import static io.headwater.learning.model.Architecture.REFERENCE;
import static io.headwater.learning.model.Port.IMAGE;
import static io.headwater.snapshots.OnnxGraph.attribute;
import static java.util.Objects.requireNonNull;

import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.OperatorSetIdProto;
import ai.onnx.proto.OnnxMl.TensorProto.DataType;
import io.headwater.learning.engine.NetworkState;
import io.headwater.learning.engine.Tensor;
import io.headwater.learning.learner.LearnerState;
import io.headwater.learning.model.Architecture;
import io.headwater.learning.model.Ensemble;
import io.headwater.learning.model.Member;
import io.headwater.learning.model.Network;
import io.headwater.learning.model.Port;
import io.headwater.learning.task.ImageShape;
import io.headwater.learning.task.Task;
import java.util.List;

/**
 * A model as an ONNX ModelProto (opset 17), for any runtime.
 *
 * <p>Inputs: "image", unsigned bytes [N, C, H, W], scaled inside the graph; and, if the model
 * compares pairs, "reference", floats [M, F] with M = N or 1: the "features" of the images to
 * compare with, zeros if not given. Outputs: "features" [N, F], and one for each task, by its name:
 * classification [N, classes], probabilities; edges [N, H, W], probabilities; location [N, 5]:
 * probability that the object is there, and the box's centre x, y, width, height as fractions of
 * the image; similarity [N, 1], probability that the images are of one kind; regression [N, 1], the
 * number, in the unit of the labels.
 *
 * <p>"features" are those of {@link Architecture#features}, maps channel after channel, row after
 * row. Auxiliary heads are left out.
 */
public final class OnnxExport {
  static final long IR_VERSION = 8;
  static final long OPSET = 17;
  private static final String COUNT = "N";
  private static final String REFERENCE_COUNT = "M";

  private final Architecture architecture;
  private final LearnerState state;
  private final OnnxGraph graph;
  private final OnnxPorts ports;

  private OnnxExport(Architecture architecture, LearnerState state, String model) {
    this.architecture = architecture;
    this.state = state;
    this.graph = new OnnxGraph(model, "One trunk, and a head for each task.");
    this.ports = new OnnxPorts(architecture, graph);
  }

  /**
   * @param model the model's name
   * @param version the snapshot's version
   * @param state if it lies in native memory, so do the result's tensors (see {@link
   *     io.headwater.learning.engine.Captured})
   * @return its metadata have "model", "version", "tasks" (names, one a line), and for each task
   *     "NAME.kind" and, of a classification, "NAME.classes" (names, one a line)
   * @throws IllegalArgumentException if the state does not fit the architecture, or a task reads
   *     what consumers don't give it
   */
  public static ModelProto toOnnx(
      Architecture architecture, LearnerState state, String model, long version) {
    state.requireFits(architecture);
    OnnxExport export = new OnnxExport(architecture, state, model);
    export.addInputs();
    architecture.towers().forEach(export::add);
    architecture.ensembles().stream()
        .flatMap(ensemble -> ensemble.members().values().stream())
        .forEach(export::add);
    architecture.tasks().forEach(export::addHead);
    return export.model(model, version);
  }

  private void addInputs() {
    graph.input(
        IMAGE,
        DataType.UINT8,
        COUNT,
        architecture.input().dimensions(),
        "Images, 0 is black and 255 is full; channels are grey, or red, green, blue.");
    if (ports.comparePairs()) {
      graph.input(
          REFERENCE,
          DataType.FLOAT,
          REFERENCE_COUNT,
          List.of(ports.featureCount()),
          "Features of the images to compare with, one for each image or one for all.");
      float[] zeros = new float[ports.featureCount()];
      graph.floats(REFERENCE, new Tensor(List.of(1, zeros.length), zeros));
    }
  }

  private void add(Member member) {
    Network network = member.network();
    boolean complete =
        ports.add(
            network, OnnxLayers.add(graph, network, stateOf(network.name()), ports.inputs(member)));
    if (complete) {
      graph.output(
          FEATURES, COUNT, List.of(ports.featureCount()), "What the trunk makes of each image.");
    }
  }

  private void addHead(Task task) {
    Member head = OnnxPorts.head(architecture, task);
    add(head);
    ImageShape input = architecture.input();
    String name = task.name();
    String output = ports.value(Port.of(name, head.network().outputs().get(0)));
    switch (task.kind()) {
      case CLASSIFICATION -> {
        if (predicts(task)) {
          graph.node(OnnxOperator.IDENTITY, name, vector(task, output));
        } else {
          graph.node(OnnxOperator.SOFTMAX, name, vector(task, output), attribute("axis", 1));
        }
        graph.output(name, COUNT, List.of(task.classes().size()), "Probability of each class.");
      }
      case EDGES -> {
        String flat = graph.node(sigmoid(task), name + ".flat", List.of(output));
        String shape = graph.longs(name + ".shape", -1, input.height(), input.width());
        graph.node(OnnxOperator.RESHAPE, name, List.of(flat, shape));
        graph.output(
            name, COUNT, List.of(input.height(), input.width()), "Probability of an edge.");
      }
      case LOCATION -> {
        graph.node(sigmoid(task), name, vector(task, output));
        graph.output(
            name,
            COUNT,
            List.of(5),
            "Probability that the object is there; the box's centre x, y, width, height as"
                + " fractions of the image.");
      }
      case SIMILARITY -> {
        graph.node(sigmoid(task), name, vector(task, output));
        graph.output(
            name, COUNT, List.of(1), "Probability that image and reference are of one kind.");
      }
      case REGRESSION -> {
        graph.node(OnnxOperator.IDENTITY, name, vector(task, output));
        graph.output(name, COUNT, List.of(1), "The number, in the unit of the labels.");
      }
    }
  }

  private OnnxOperator sigmoid(Task task) {
    return predicts(task) ? OnnxOperator.IDENTITY : OnnxOperator.SIGMOID;
  }

  /** Whether the task's head gives predictions already. */
  private boolean predicts(Task task) {
    return architecture.ensemble(task.name()).map(Ensemble::givesPredictions).orElse(false);
  }

  /** The head may end in maps of one pixel. */
  private List<String> vector(Task task, String output) {
    boolean isVector = architecture.head(task.name()).outputShape().size() == 1;
    return List.of(
        isVector
            ? output
            : graph.node(
                OnnxOperator.FLATTEN,
                task.name() + ".flat",
                List.of(output),
                attribute("axis", 1)));
  }

  private ModelProto model(String model, long version) {
    ModelProto.Builder builder =
        ModelProto.newBuilder()
            .setIrVersion(IR_VERSION)
            .addOpsetImport(OperatorSetIdProto.newBuilder().setVersion(OPSET))
            .setProducerName("headwater")
            .setModelVersion(version)
            .setDocString("Model " + model + ", version " + version)
            .addMetadataProps(OnnxGraph.property("model", model))
            .addMetadataProps(OnnxGraph.property("version", Long.toString(version)))
            .addMetadataProps(
                OnnxGraph.property(
                    "tasks",
                    String.join("\n", architecture.tasks().stream().map(Task::name).toList())))
            .setGraph(graph.build());
    for (Task task : architecture.tasks()) {
      builder.addMetadataProps(OnnxGraph.property(task.name() + ".kind", task.kind().id()));
      if (!task.classes().isEmpty()) {
        builder.addMetadataProps(
            OnnxGraph.property(task.name() + ".classes", String.join("\n", task.classes())));
      }
    }
    return builder.build();
  }

  private NetworkState stateOf(String network) {
    return requireNonNull(state.networks().get(network));
  }
}
