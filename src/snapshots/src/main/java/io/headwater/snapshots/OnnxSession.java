package io.headwater.snapshots;

import static java.util.Objects.requireNonNull;

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

/** ONNX Runtime on the CPU, in arrays of Java. May be run by several threads at once. */
final class OnnxSession implements AutoCloseable {
  private final OrtSession session;
  private volatile boolean closed;

  /**
   * @param threads that one run takes, the caller's among them
   * @throws IllegalArgumentException if ONNX Runtime can't load the model, or an output is missing
   */
  OnnxSession(byte[] onnx, Set<String> outputs, int threads) {
    try (ModelFile file = ModelFile.of(onnx);
        SessionOptions options = new SessionOptions()) {
      options.setSessionLogLevel(OrtLoggingLevel.ORT_LOGGING_LEVEL_ERROR);
      options.setIntraOpNumThreads(threads);
      // Spinning threads would starve the others of the process.
      options.addConfigEntry("session.intra_op.allow_spinning", "0");
      session = OrtEnvironment.getEnvironment().createSession(file.path().toString(), options);
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
   * @throws IllegalStateException if it is closed, or ONNX Runtime fails
   */
  Map<String, float[]> run(Map<String, OnnxTensor> inputs, Set<String> wanted) {
    if (closed) {
      inputs.values().forEach(OnnxTensor::close);
      throw new IllegalStateException("the model is closed");
    }
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
