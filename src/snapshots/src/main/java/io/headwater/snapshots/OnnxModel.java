package io.headwater.snapshots;

import static io.headwater.learning.model.Architecture.FEATURES;
import static io.headwater.learning.model.Architecture.REFERENCE;
import static io.headwater.learning.model.Port.IMAGE;
import static java.util.Objects.requireNonNull;

import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import io.headwater.learning.task.ImageShape;
import io.headwater.snapshots.RefusedModelException.Reason;
import java.nio.ByteBuffer;
import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A snapshot's model, which has scored an image of every task with ONNX Runtime and is ready to
 * score. May be used by several threads at once. Images are unsigned bytes [N, C, H, W] of the
 * manifest's input shape; predictions are [N][K] by task name, as {@link OnnxExport} describes
 * them, edges with K = H x W.
 */
public final class OnnxModel implements AutoCloseable {
  private static final long MAX_WARM_UP_BYTES = 1 << 29;

  private final Manifest manifest;
  private final OnnxSession session;
  private final Set<String> ofImages;
  private final Set<String> ofPairs;
  private final float[] noReference;
  private final Map<String, List<Long>> outputs;
  private final long valuesOfImage;
  private final long outputsOfImage;
  private final AtomicInteger mostImages = new AtomicInteger();
  private int imagesOfWarmUp;

  /**
   * With all cores for one prediction, and the default limits.
   *
   * @throws RefusedModelException if it is not to be served
   */
  public OnnxModel(Snapshot snapshot) {
    this(snapshot, Runtime.getRuntime().availableProcessors(), ModelLimits.DEFAULT);
  }

  /**
   * @param threads that one prediction takes, the caller's among them; at least 1
   * @throws RefusedModelException if it is not to be served
   * @throws java.io.UncheckedIOException if java.io.tmpdir has no room for the payload
   */
  public OnnxModel(Snapshot snapshot, int threads, ModelLimits limits) {
    if (threads < 1) {
      throw new IllegalArgumentException("threads is " + threads + "; it must be at least 1");
    }
    OnnxCheck.Checked checked = OnnxCheck.of(snapshot, limits);
    ModelContract contract = ModelContract.of(snapshot.manifest());
    manifest = snapshot.manifest();
    ofImages = contract.ofImages();
    ofPairs = contract.ofPairs();
    noReference = new float[ofPairs.isEmpty() ? 0 : checked.features()];
    outputs = Collections.unmodifiableMap(new LinkedHashMap<>(checked.outputs()));
    valuesOfImage = checked.values();
    outputsOfImage = checked.outputValues();
    try {
      session = new OnnxSession(checked.model(), checked.outputs(), threads);
    } catch (IllegalStateException e) {
      throw cannotScore(e);
    }
    orClose(() -> new ModelProof(this, 1).require());
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
    mostImages.accumulateAndGet(count, Math::max);
    return run(images, count, featureValues(others, count), ofPairs);
  }

  /** What the trunk makes of each image: [N][F]. */
  public float[][] features(byte[] images, int count) {
    return rows(featureValues(images, count), count);
  }

  /** The shape of each output for one image, by its name: the features and every task. */
  public Map<String, List<Long>> outputs() {
    return outputs;
  }

  /** How many features an image has. */
  public int featureCount() {
    return Math.toIntExact(GraphValue.size(requireNonNull(outputs.get(FEATURES))));
  }

  /** Whether an image may be given features to compare it with. */
  public boolean comparesPairs() {
    return noReference.length > 0;
  }

  /**
   * Any outputs, as ONNX Runtime gives them, for who compares images by their features.
   *
   * @param images unsigned bytes [N, C, H, W]
   * @param count N
   * @param reference features [M, F] to compare with, M = N or 1; empty: compared with zeros
   * @param wanted names of outputs, at least one
   * @return by name, N times the values of {@link #outputs()}, one image after the other
   */
  public Map<String, float[]> values(
      byte[] images, int count, float[] reference, Set<String> wanted) {
    long rows = reference.length / Math.max(1, noReference.length);
    boolean whole = reference.length == rows * noReference.length;
    if (!whole || (rows > 1 && rows != count) || !outputs.keySet().containsAll(wanted)) {
      throw new IllegalArgumentException(
          "%d features and the outputs %s are not for %d images; the model has %s"
              .formatted(reference.length, wanted, count, outputs));
    }
    mostImages.accumulateAndGet(count, Math::max);
    return session.run(inputs(images, count, rows == 0 ? noReference : reference), count, wanted);
  }

  /** How many images at once the heap has room for, with all that is made of them; at least 1. */
  public int maxImages() {
    return (int) Math.max(1, affordableImages());
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
   * Scores as many images at once as are to be expected after the other model, so that memory is
   * there and in the caches when the first prediction comes; fewer, if that would take much more
   * memory than it took that model, or much of the heap; none, if the heap has no room. Closes this
   * if it fails.
   *
   * @throws RefusedModelException if it fails
   */
  void warmUpLike(OnnxModel other) {
    imagesOfWarmUp = other.expectedImages();
    long values = Math.max(valuesOfImage, other.valuesOfImage);
    long count = Math.min(affordableImages(), imagesOfWarmUp * other.valuesOfImage / values);
    if (count > 1) {
      orClose(() -> warmUp((int) count));
    }
  }

  /**
   * How many images at once the next model has to expect: as many as this scored at most, or half
   * of what it was to expect itself, so that one large batch does not count for ever.
   */
  int expectedImages() {
    return Math.max(mostImages.get(), imagesOfWarmUp / 2);
  }

  /** For how many images at once this was to be ready. */
  int imagesOfWarmUp() {
    return imagesOfWarmUp;
  }

  private long affordableImages() {
    long share = ModelLimits.shareOfHeap(Runtime.getRuntime().maxMemory());
    long inputs = (long) ModelLimits.INPUT_COPIES * manifest.provenance().input().size();
    long outputs = ModelLimits.OUTPUT_COPIES * Float.BYTES * outputsOfImage;
    return Math.min(MAX_WARM_UP_BYTES, share) / (inputs + outputs);
  }

  private void warmUp(int count) {
    try {
      new ModelProof(this, count).require();
    } catch (OutOfMemoryError e) {
      // It can score, as the first proof showed; the heap is full of other things.
    }
  }

  private void orClose(Runnable proof) {
    boolean proven = false;
    try {
      proof.run();
      proven = true;
    } catch (IllegalStateException e) {
      throw cannotScore(e);
    } finally {
      if (!proven) {
        close();
      }
    }
  }

  private static RefusedModelException cannotScore(IllegalStateException e) {
    return new RefusedModelException(Reason.CANNOT_SCORE, String.valueOf(e.getMessage()), e);
  }

  private float[] featureValues(byte[] images, int count) {
    Map<String, float[]> outputs =
        session.run(inputs(images, count, noReference), count, Set.of(FEATURES));
    return requireNonNull(outputs.get(FEATURES));
  }

  private Map<String, float[][]> run(
      byte[] images, int count, float[] reference, Set<String> wanted) {
    Map<String, float[]> outputs =
        wanted.isEmpty() ? Map.of() : session.run(inputs(images, count, reference), count, wanted);
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
    OrtEnvironment environment = OrtEnvironment.getEnvironment();
    Map<String, OnnxTensor> inputs = new HashMap<>();
    try {
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
      inputs.values().forEach(OnnxTensor::close);
      throw new IllegalStateException("ONNX Runtime refused the images: " + e.getMessage(), e);
    }
  }

  private static float[][] rows(float[] values, int count) {
    int width = values.length / count;
    float[][] rows = new float[count][];
    for (int i = 0; i < count; i++) {
      rows[i] = Arrays.copyOfRange(values, i * width, (i + 1) * width);
    }
    return rows;
  }

  /** Every output for that many images, and pairs of them; this counts as no use. */
  Map<String, float[][]> allOutputs(byte[] images, byte[] others, int count) {
    float[] features = featureValues(others, count);
    Map<String, float[][]> outputs = new LinkedHashMap<>();
    outputs.put(FEATURES, rows(features, count));
    outputs.putAll(run(images, count, noReference, ofImages));
    outputs.putAll(run(images, count, features, ofPairs));
    return outputs;
  }
}
