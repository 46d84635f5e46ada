package io.headwater.snapshots;

import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.TensorProto.DataType;
import ai.onnx.proto.OnnxMl.TensorShapeProto.Dimension;
import ai.onnx.proto.OnnxMl.TypeProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import io.headwater.snapshots.RefusedModelException.Reason;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Goes through the nodes of a graph, and knows the type and shape of each value. */
final class OnnxWalk {
  /** Dimensions of the largest shape that anything is given. */
  private static final int MAX_DIMENSIONS = 4;

  private static final int EXPONENT = 0x7F800000;

  private final ModelLimits limits;
  private final Set<String> inputs;
  private final Map<String, GraphValue> known;
  private final Map<String, List<Long>> wholeConstants = new HashMap<>();
  private final Map<String, List<Float>> shortConstants = new HashMap<>();
  private long values;
  private double multiplications;

  OnnxWalk(Map<String, GraphValue> inputs, ModelLimits limits) {
    this.limits = limits;
    this.inputs = Set.copyOf(inputs.keySet());
    this.known = new HashMap<>(inputs);
  }

  /** The type and shape that an input or an output is declared to have. */
  static GraphValue declared(ValueInfoProto value) {
    TypeProto.Tensor tensor = value.getType().getTensorType();
    List<Dimension> dimensions = tensor.getShape().getDimList();
    boolean perImage = !dimensions.isEmpty() && dimensions.get(0).hasDimParam();
    List<Long> shape =
        dimensions.stream().skip(perImage ? 1 : 0).map(Dimension::getDimValue).toList();
    return new GraphValue(type(value.getName(), tensor.getElemType()), perImage, shape);
  }

  /** What the nodes make under that name. */
  @Nullable GraphValue made(String name) {
    return inputs.contains(name) ? null : known.get(name);
  }

  /** How many values all nodes together make of one image. */
  long values() {
    return values;
  }

  /** The default of an input is checked, but left out: it is not used here, and no constant. */
  void addConstant(TensorProto tensor) {
    String name = tensor.getName();
    DataType type = type(name, tensor.getDataType());
    GraphValue value = new GraphValue(type, false, tensor.getDimsList());
    requireWhole(name, value, tensor);
    if (type == DataType.FLOAT) {
      requireNumbers(name, littleEndian(tensor));
    }
    if (!inputs.contains(name)) {
      define(name, value);
      if (type == DataType.INT64) {
        wholeConstants.put(name, wholes(name, value, tensor));
      } else if (value.shape().size() == 1 && value.size() <= MAX_DIMENSIONS) {
        shortConstants.put(name, floats(tensor));
      }
    }
  }

  void add(NodeProto node) {
    OnnxOperator operator =
        OnnxOperator.named(node.getOpType())
            .orElseThrow(
                () -> foreign(node, "there is no such operator among those that we export"));
    try {
      operator.requireAttributes(node.getAttributeList());
      if (node.getOutputCount() != 1) {
        throw new IllegalArgumentException(node.getOutputCount() + " outputs; there must be 1");
      }
      add(node.getOutput(0), operator.shapeOf(inputsOf(node)));
    } catch (IllegalArgumentException e) {
      throw foreign(node, String.valueOf(e.getMessage()));
    }
  }

  private void add(String output, OnnxShapes.Result result) {
    define(output, GraphValue.ofImage(result.shape()));
    long size = result.values();
    if (size < 1) {
      throw new IllegalArgumentException("the output has no values");
    }
    multiplications += (double) size * result.multiplications();
    if (size > limits.maxValues() - values || multiplications > limits.maxMultiplications()) {
      throw new RefusedModelException(
          Reason.TOO_LARGE,
          "up to '%s' the payload takes more than %,d values or %,d multiplications for an image"
              .formatted(output, limits.maxValues(), limits.maxMultiplications()));
    }
    values += size;
  }

  private OnnxNode inputsOf(NodeProto node) {
    List<GraphValue> values = node.getInputList().stream().map(this::input).toList();
    int count = node.getInputCount();
    String last = count == 0 ? "" : node.getInput(count - 1);
    return new OnnxNode(
        values,
        node.getAttributeList(),
        node.getInputList().stream()
            .map(name -> wholeConstants.getOrDefault(name, List.of()))
            .toList(),
        shortConstants.getOrDefault(last, List.of()));
  }

  private GraphValue input(String name) {
    GraphValue value = name.isEmpty() ? GraphValue.NONE : known.get(name);
    if (value == null) {
      throw new IllegalArgumentException("nothing before it makes its input '" + name + "'");
    }
    return value;
  }

  private void define(String name, GraphValue value) {
    if (name.isEmpty() || known.put(name, value) != null) {
      throw new RefusedModelException(
          Reason.FOREIGN, "the payload makes '" + name + "' twice, or without a name");
    }
  }

  private static DataType type(String name, int number) {
    DataType type = DataType.forNumber(number);
    if (type != DataType.FLOAT && type != DataType.INT64 && type != DataType.UINT8) {
      throw new RefusedModelException(
          Reason.FOREIGN,
          "'%s' is of type %s; we export FLOAT, INT64 and UINT8"
              .formatted(name, type == null ? number : type));
    }
    return type;
  }

  /** That it has the bytes of its shape; neither its dimensions nor its size can overflow then. */
  private static void requireWhole(String name, GraphValue value, TensorProto tensor) {
    long bytes = tensor.getRawData().size();
    int each = value.type() == DataType.FLOAT ? Float.BYTES : Long.BYTES;
    if (value.type() == DataType.UINT8
        || value.shape().size() > MAX_DIMENSIONS
        || value.size() < 1
        || value.size() > bytes
        || value.size() * each != bytes) {
      throw new RefusedModelException(
          Reason.FOREIGN,
          "the constant '%s', %s, has %,d bytes; it must be FLOAT or INT64 and have those of its shape"
              .formatted(name, value, bytes));
    }
  }

  private static List<Long> wholes(String name, GraphValue value, TensorProto tensor) {
    if (value.shape().size() != 1 || value.size() > MAX_DIMENSIONS) {
      throw new RefusedModelException(
          Reason.FOREIGN,
          "the constant '%s' is %s; whole numbers are dimensions only".formatted(name, value));
    }
    ByteBuffer bytes = littleEndian(tensor);
    List<Long> wholes = new ArrayList<>();
    while (bytes.hasRemaining()) {
      wholes.add(bytes.getLong());
    }
    return wholes;
  }

  private static List<Float> floats(TensorProto tensor) {
    ByteBuffer bytes = littleEndian(tensor);
    List<Float> floats = new ArrayList<>();
    while (bytes.hasRemaining()) {
      floats.add(bytes.getFloat());
    }
    return floats;
  }

  private static void requireNumbers(String name, ByteBuffer floats) {
    for (int at = 0; at < floats.limit(); at += Float.BYTES) {
      int bits = floats.getInt(at);
      if ((bits & EXPONENT) == EXPONENT) {
        throw new RefusedModelException(
            Reason.NO_NUMBERS,
            "value %,d of '%s' is %s; the model has diverged, or is damaged"
                .formatted(at / Float.BYTES, name, Float.intBitsToFloat(bits)));
      }
    }
  }

  private static ByteBuffer littleEndian(TensorProto tensor) {
    return tensor.getRawData().asReadOnlyByteBuffer().slice().order(ByteOrder.LITTLE_ENDIAN);
  }

  private static RefusedModelException foreign(NodeProto node, String why) {
    return new RefusedModelException(
        Reason.FOREIGN,
        "the payload's node '%s' of operator '%s' is none of ours: %s"
            .formatted(Excerpt.of(node.getName()), Excerpt.of(node.getOpType()), why));
  }
}
