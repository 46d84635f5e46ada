package io.headwater.snapshots;

import static io.headwater.learning.model.Architecture.FEATURES;
import static io.headwater.learning.model.Architecture.IMAGE;
import static io.headwater.learning.model.Architecture.REFERENCE;
import static java.util.Objects.requireNonNull;

import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import io.headwater.learning.task.ImageShape;
import io.headwater.learning.task.Task;
import io.headwater.learning.task.TaskKind;
import java.nio.ByteBuffer;
import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * A snapshot's model, ready to score with ONNX Runtime. May be used by several threads at once.
 * Images are unsigned bytes [N, C, H, W] of the manifest's input shape; predictions are [N][K] by
 * task name, as {@link OnnxExport} describes them, edges with K = H x W.
 */
public final class OnnxModel implements AutoCloseable {
  /** The first finds out how much memory a run needs, the second takes it in one piece. */
  private static final int WARM_UP_RUNS = 2;

  private final Manifest manifest;
  private final OnnxSession session;
  private final Set<String> ofImages;
  private final Set<String> ofPairs;
  private final float[] noReference;
  private final AtomicInteger mostImages = new AtomicInteger();
  private final AtomicInteger mostPairs = new AtomicInteger();

  /**
   * With all cores for one prediction.
   *
   * @throws IllegalArgumentException if ONNX Runtime can't load the payload, or it lacks a task
   */
  public OnnxModel(Snapshot snapshot) {
    this(snapshot, Runtime.getRuntime().availableProcessors());
  }

  /**
   * @param threads that one prediction takes, the caller's among them; at least 1
   * @throws IllegalArgumentException if ONNX Runtime can't load the payload, or it lacks a task
   */
  public OnnxModel(Snapshot snapshot, int threads) {
    if (threads < 1) {
      throw new IllegalArgumentException("threads is " + threads + "; it must be at least 1");
    }
    manifest = snapshot.manifest();
    ofImages = tasks(kind -> kind != TaskKind.SIMILARITY);
    ofPairs = tasks(kind -> kind == TaskKind.SIMILARITY);
    session = new OnnxSession(snapshot.payload(), outputs(), threads);
    noReference = new float[session.width(FEATURES)];
  }

  public Manifest manifest() {
    return manifest;
  }

  /** Predictions of all tasks but those of pairs. */
  public Map<String, float[][]> predict(byte[] images, int count) {
    mostImages.accumulateAndGet(count, Math::max);
    return run(images, count, noReference, ofImages);
  }

  /** Predictions of the tasks of pairs: image i is compared with other i. */
  public Map<String, float[][]> predictPairs(byte[] images, byte[] others, int count) {
    mostPairs.accumulateAndGet(count, Math::max);
    return run(images, count, featureValues(others, count), ofPairs);
  }

  /** What the trunk makes of each image: [N][F]. */
  public float[][] features(byte[] images, int count) {
    return rows(featureValues(images, count), count);
  }

  @Override
  public void close() {
    session.close();
  }

  /** See {@link OnnxSession#closeBeside()}. */
  void closeBeside() {
    session.closeBeside();
  }

  /**
   * Scores as many images at once as the other model did at most, so that memory is there and in
   * the caches when the first prediction comes.
   */
  void warmUpLike(OnnxModel other) {
    int size = manifest.provenance().input().size();
    int images = other.mostImages.get();
    int pairs = other.mostPairs.get();
    for (int i = 0; i < WARM_UP_RUNS; i++) {
      if (images > 0) {
        run(new byte[images * size], images, noReference, ofImages);
      }
      if (pairs > 0) {
        byte[] others = new byte[pairs * size];
        run(others, pairs, featureValues(others, pairs), ofPairs);
      }
    }
  }

  private float[] featureValues(byte[] images, int count) {
    Map<String, float[]> outputs =
        session.run(inputs(images, count, noReference), Set.of(FEATURES));
    return requireNonNull(outputs.get(FEATURES));
  }

  private Map<String, float[][]> run(
      byte[] images, int count, float[] reference, Set<String> wanted) {
    Map<String, float[]> outputs =
        wanted.isEmpty() ? Map.of() : session.run(inputs(images, count, reference), wanted);
    Map<String, float[][]> predictions = new LinkedHashMap<>();
    outputs.forEach((task, values) -> predictions.put(task, rows(values, count)));
    return predictions;
  }

  private Map<String, OnnxTensor> inputs(byte[] images, int count, float[] reference) {
    ImageShape shape = manifest.provenance().input();
    if (count < 1 || images.length != (long) count * shape.size()) {
      throw new IllegalArgumentException(
          images.length + " bytes are not " + count + " images of " + shape + " bytes");
    }
    try {
      OrtEnvironment environment = OrtEnvironment.getEnvironment();
      Map<String, OnnxTensor> inputs = new HashMap<>();
      long[] imageShape = {count, shape.channels(), shape.height(), shape.width()};
      inputs.put(
          IMAGE,
          OnnxTensor.createTensor(
              environment, ByteBuffer.wrap(images), imageShape, OnnxJavaType.UINT8));
      if (session.hasInput(REFERENCE)) {
        long[] referenceShape = {reference.length / noReference.length, noReference.length};
        inputs.put(
            REFERENCE,
            OnnxTensor.createTensor(environment, FloatBuffer.wrap(reference), referenceShape));
      }
      return inputs;
    } catch (OrtException e) {
      throw new IllegalStateException("ONNX Runtime refused the images: " + e.getMessage(), e);
    }
  }

  private Set<String> outputs() {
    Set<String> outputs = new HashSet<>(tasks(kind -> true));
    outputs.add(FEATURES);
    return outputs;
  }

  private Set<String> tasks(Predicate<TaskKind> kinds) {
    return manifest.provenance().tasks().stream()
        .filter(task -> kinds.test(task.kind()))
        .map(Task::name)
        .collect(Collectors.toUnmodifiableSet());
  }

  private static float[][] rows(float[] values, int count) {
    int width = values.length / count;
    float[][] rows = new float[count][];
    for (int i = 0; i < count; i++) {
      rows[i] = Arrays.copyOfRange(values, i * width, (i + 1) * width);
    }
    return rows;
  }
}
