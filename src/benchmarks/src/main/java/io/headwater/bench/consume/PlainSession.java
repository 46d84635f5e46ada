package io.headwater.bench.consume;

import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.OrtSession.SessionOptions;
import io.headwater.learning.model.Architecture;
import io.headwater.learning.model.Port;
import io.headwater.learning.task.ImageShape;
import io.headwater.learning.task.Task;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** ONNX Runtime as one would use it by hand: its default options, and the values it returns. */
public final class PlainSession implements AutoCloseable {
  private final OrtEnvironment environment = OrtEnvironment.getEnvironment();
  private final OrtSession session;
  private final Architecture architecture;
  private final Set<String> outputs;

  /**
   * @param architecture without tasks of pairs
   */
  public PlainSession(byte[] onnx, Architecture architecture) throws OrtException {
    this(onnx, architecture, new SessionOptions());
  }

  private PlainSession(byte[] onnx, Architecture architecture, SessionOptions options)
      throws OrtException {
    try (options) {
      this.session = environment.createSession(onnx, options);
    }
    this.architecture = architecture;
    this.outputs = architecture.tasks().stream().map(Task::name).collect(Collectors.toSet());
  }

  /** One that runs in the caller's thread alone, for callers that keep all cores busy. */
  public static PlainSession ofOneThread(byte[] onnx, Architecture architecture)
      throws OrtException {
    SessionOptions options = new SessionOptions();
    options.setIntraOpNumThreads(1);
    return new PlainSession(onnx, architecture, options);
  }

  /** Its name and version. */
  public static String name() {
    return "ONNX Runtime " + OrtEnvironment.getEnvironment().getVersion();
  }

  /** Values of each task, by its name. */
  public Map<String, Object> predict(byte[] images, int count) throws OrtException {
    ImageShape shape = architecture.input();
    long[] all = {count, shape.channels(), shape.height(), shape.width()};
    try (OnnxTensor input =
            OnnxTensor.createTensor(environment, ByteBuffer.wrap(images), all, OnnxJavaType.UINT8);
        OrtSession.Result result = session.run(Map.of(Port.IMAGE, input), outputs)) {
      Map<String, Object> values = new HashMap<>();
      for (var output : result) {
        values.put(output.getKey(), output.getValue().getValue());
      }
      return values;
    }
  }

  @Override
  public void close() throws OrtException {
    session.close();
  }
}
