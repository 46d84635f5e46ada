package io.headwater.snapshots;

import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.StringStringEntryProto;
import ai.onnx.proto.OnnxMl.TensorShapeProto.Dimension;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import io.headwater.learning.digest.Sha256;
import io.headwater.learning.learner.Lineage;
import io.headwater.learning.model.Port;
import io.headwater.learning.task.ImageShape;
import io.headwater.learning.task.Task;
import io.headwater.snapshots.RefusedModelException.Reason;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/**
 * A payload that was kept as a file, without its manifest. What a manifest says of the model's
 * inputs and outputs is in the payload's metadata; where it comes from is not known any more.
 */
public final class OnnxFile {
  private static final String UNKNOWN = "unknown";

  private OnnxFile() {}

  /**
   * The snapshot, with a manifest made from the metadata. As with any other, nothing is proven
   * before it is loaded.
   *
   * @param payload an ONNX ModelProto
   * @throws RefusedModelException if it is no ONNX, or {@link OnnxExport} did not write it
   */
  public static Snapshot read(byte[] payload) {
    String sha256 = Sha256.hex(ByteBuffer.wrap(payload));
    try {
      OnnxFields.require(payload);
      Provenance provenance = provenance(ModelProto.parseFrom(payload));
      PayloadDigest digest =
          new PayloadDigest(PayloadDigest.ONNX, payload.length, sha256, List.of(sha256));
      return new Snapshot(new Manifest(provenance, digest), payload);
    } catch (IOException e) {
      throw new RefusedModelException(
          Reason.UNREADABLE, "the file is no ONNX: " + e.getMessage(), e);
    } catch (IllegalArgumentException e) {
      throw foreign(String.valueOf(e.getMessage()));
    }
  }

  private static Provenance provenance(ModelProto model) {
    Map<String, String> metadata = new HashMap<>();
    for (StringStringEntryProto entry : model.getMetadataPropsList()) {
      metadata.put(entry.getKey(), entry.getValue());
    }
    return new Provenance(
        value(metadata, "model"),
        "",
        Long.parseLong(value(metadata, "version")),
        OptionalLong.empty(),
        Instant.EPOCH,
        0,
        UNKNOWN,
        input(model),
        value(metadata, "tasks").lines().map(name -> task(name, metadata)).toList(),
        Lineage.EMPTY,
        List.of(),
        UNKNOWN,
        UNKNOWN,
        UNKNOWN);
  }

  private static Task task(String name, Map<String, String> metadata) {
    List<String> classes = metadata.getOrDefault(name + ".classes", "").lines().toList();
    return new Task(name, TaskScoreCodec.kind(value(metadata, name + ".kind")), 1, classes);
  }

  private static ImageShape input(ModelProto model) {
    for (ValueInfoProto input : model.getGraph().getInputList()) {
      List<Dimension> shape = input.getType().getTensorType().getShape().getDimList();
      if (input.getName().equals(Port.IMAGE) && shape.size() == 4) {
        return new ImageShape(size(shape.get(1)), size(shape.get(2)), size(shape.get(3)));
      }
    }
    throw foreign("there is no input '" + Port.IMAGE + "' of images");
  }

  private static int size(Dimension dimension) {
    return (int) Math.min(Integer.MAX_VALUE, dimension.getDimValue());
  }

  private static String value(Map<String, String> metadata, String key) {
    String value = metadata.get(key);
    if (value == null) {
      throw foreign("its metadata have no '" + key + "'");
    }
    return value;
  }

  private static RefusedModelException foreign(String what) {
    return new RefusedModelException(
        Reason.FOREIGN, "the file is no payload of a snapshot: " + what);
  }
}
