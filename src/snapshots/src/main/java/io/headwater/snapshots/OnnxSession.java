package io.headwater.snapshots;

import static java.util.Objects.requireNonNull;

import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OnnxValue;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtLoggingLevel;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.OrtSession.SessionOptions;
import ai.onnxruntime.TensorInfo;
import com.google.protobuf.InvalidProtocolBufferException;
import java.nio.FloatBuffer;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** ONNX Runtime on the CPU, in arrays of Java. May be run by several threads at once. */
final class OnnxSession implements AutoCloseable {
  private final OrtSession session;

  /**
   * @throws IllegalArgumentException if ONNX Runtime can't load the model, or an output is missing
   */
  OnnxSession(byte[] onnx, Set<String> outputs) {
    try (SessionOptions options = new SessionOptions()) {
      options.setSessionLogLevel(OrtLoggingLevel.ORT_LOGGING_LEVEL_ERROR);
      // Spinning threads would starve the others of the process.
      options.addConfigEntry("session.intra_op.allow_spinning", "0");
      session =
          OrtEnvironment.getEnvironment().createSession(withoutDefaultsOfInputs(onnx), options);
      if (!session.getOutputNames().containsAll(outputs)) {
        session.close();
        throw new IllegalArgumentException(
            "the payload has outputs " + session.getOutputNames() + "; it must have " + outputs);
      }
    } catch (InvalidProtocolBufferException | OrtException e) {
      throw new IllegalArgumentException("the payload is no usable ONNX: " + e.getMessage(), e);
    }
  }

  boolean hasInput(String name) {
    return session.getInputNames().contains(name);
  }

  /** Values in a row of an output [N, width]. */
  int width(String output) {
    try {
      TensorInfo info = (TensorInfo) requireNonNull(session.getOutputInfo().get(output)).getInfo();
      return (int) info.getShape()[1];
    } catch (OrtException e) {
      throw new IllegalStateException("ONNX Runtime has lost its model: " + e.getMessage(), e);
    }
  }

  /**
   * @param inputs one for each input; closed when it has run
   * @return values of the wanted outputs, by name
   */
  Map<String, float[]> run(Map<String, OnnxTensor> inputs, Set<String> wanted) {
    try (OrtSession.Result result = session.run(inputs, wanted)) {
      Map<String, float[]> outputs = new HashMap<>();
      for (Map.Entry<String, OnnxValue> entry : result) {
        FloatBuffer values = ((OnnxTensor) entry.getValue()).getFloatBuffer();
        float[] array = new float[values.remaining()];
        values.get(array);
        outputs.put(entry.getKey(), array);
      }
      return outputs;
    } catch (OrtException e) {
      throw new IllegalStateException("ONNX Runtime could not score: " + e.getMessage(), e);
    } finally {
      inputs.values().forEach(OnnxTensor::close);
    }
  }

  @Override
  public void close() {
    try {
      session.close();
    } catch (OrtException e) {
      throw new IllegalStateException("ONNX Runtime could not close: " + e.getMessage(), e);
    }
  }

  /** ONNX Runtime's Java interface can't feed an input that has a default; others can. */
  private static byte[] withoutDefaultsOfInputs(byte[] onnx) throws InvalidProtocolBufferException {
    ModelProto model = ModelProto.parseFrom(onnx);
    GraphProto graph = model.getGraph();
    Set<String> inputs =
        graph.getInputList().stream().map(input -> input.getName()).collect(Collectors.toSet());
    GraphProto.Builder without = graph.toBuilder().clearInitializer();
    graph.getInitializerList().stream()
        .filter(initializer -> !inputs.contains(initializer.getName()))
        .forEach(without::addInitializer);
    return model.toBuilder().setGraph(without).build().toByteArray();
  }
}
