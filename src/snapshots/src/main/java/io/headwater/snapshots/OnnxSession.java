package io.headwater.snapshots;

import static java.util.Objects.requireNonNull;

import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OnnxValue;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtLoggingLevel;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.OrtSession.SessionOptions;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** ONNX Runtime on the CPU, in arrays of Java. May be run by several threads at once. */
final class OnnxSession implements AutoCloseable {
  private final OrtSession session;
  private final Set<String> inputs;
  private final Map<String, List<Long>> outputs;
  private volatile boolean closed;

  /**
   * @param outputs shape for one image, by name
   * @param threads that one run takes, the caller's among them
   * @throws IllegalStateException if ONNX Runtime can't load the model
   * @throws java.io.UncheckedIOException if there is no room for its file
   */
  OnnxSession(ModelProto model, Map<String, List<Long>> outputs, int threads) {
    this.outputs = Map.copyOf(outputs);
    this.session = load(model, threads);
    this.inputs = Set.copyOf(session.getInputNames());
  }

  private static OrtSession load(ModelProto model, int threads) {
    try (ModelFile file = ModelFile.of(model);
        SessionOptions options = new SessionOptions()) {
      // What it has to say comes as an exception.
      options.setSessionLogLevel(OrtLoggingLevel.ORT_LOGGING_LEVEL_FATAL);
      options.setIntraOpNumThreads(threads);
      // Spinning threads would starve the others of the process.
      options.addConfigEntry("session.intra_op.allow_spinning", "0");
      return OrtEnvironment.getEnvironment().createSession(file.path().toString(), options);
    } catch (OrtException e) {
      throw new IllegalStateException(
          "ONNX Runtime could not load the payload: " + e.getMessage(), e);
    }
  }

  boolean hasInput(String name) {
    return inputs.contains(name);
  }

  /**
   * @param inputs one for each input, of that many images; closed when it has run
   * @return values of the wanted outputs, by name
   * @throws IllegalStateException if it is closed, or ONNX Runtime fails
   */
  Map<String, float[]> run(Map<String, OnnxTensor> inputs, int count, Set<String> wanted) {
    if (closed) {
      inputs.values().forEach(OnnxTensor::close);
      throw new IllegalStateException("the model is closed");
    }
    try (OrtSession.Result result = session.run(inputs, wanted)) {
      Map<String, float[]> values = new HashMap<>();
      for (Map.Entry<String, OnnxValue> entry : result) {
        values.put(entry.getKey(), values(entry.getKey(), entry.getValue(), count));
      }
      return values;
    } catch (OrtException e) {
      throw new IllegalStateException("ONNX Runtime could not score: " + e.getMessage(), e);
    } finally {
      inputs.values().forEach(OnnxTensor::close);
    }
  }

  private float[] values(String output, OnnxValue value, int count) {
    List<Long> expected = new ArrayList<>(requireNonNull(outputs.get(output)));
    expected.add(0, (long) count);
    long[] shape = expected.stream().mapToLong(Long::longValue).toArray();
    if (!(value instanceof OnnxTensor tensor)
        || tensor.getInfo().type != OnnxJavaType.FLOAT
        || !Arrays.equals(tensor.getInfo().getShape(), shape)) {
      throw new IllegalStateException(
          "ONNX Runtime made %s of output '%s'; it must be FLOAT %s"
              .formatted(value.getInfo(), output, expected));
    }
    FloatBuffer floats = tensor.getFloatBuffer();
    float[] array = new float[floats.remaining()];
    floats.get(array);
    return array;
  }

  @Override
  public void close() {
    closed = true;
    try {
      session.close();
    } catch (OrtException e) {
      throw new IllegalStateException("ONNX Runtime could not close: " + e.getMessage(), e);
    }
  }

  /** Refuses to run from now on. A thread of its own frees the memory: that takes milliseconds. */
  void closeBeside() {
    closed = true;
    new Thread(this::close, "headwater-model-close").start();
  }
}
