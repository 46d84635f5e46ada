package io.headwater.snapshots;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.OperatorSetIdProto;
import ai.onnx.proto.OnnxMl.StringStringEntryProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.TensorShapeProto;
import ai.onnx.proto.OnnxMl.TypeProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import com.google.protobuf.CodedInputStream;
import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.WireFormat;
import io.headwater.snapshots.RefusedModelException.Reason;
import java.io.IOException;
import java.util.Map;
import java.util.Set;

/**
 * Walks the bytes of an ONNX file, keeping nothing: they may have only the fields that the exporter
 * writes, and not too many of them. So there are no external data, subgraphs, functions, sparse
 * tensors or training, and what is parsed afterwards takes little memory beside the tensors.
 */
final class OnnxFields {
  /** Messages, names and numbers outside of tensors. ResNet-152 would have some 25,000. */
  static final int MAX_ITEMS = 1 << 18;

  /** Bytes of names, descriptions and metadata. */
  static final int MAX_TEXT_BYTES = 1 << 24;

  /** By message. None of these messages can contain itself, which bounds the depth. */
  static final Map<Descriptor, Set<String>> WRITTEN =
      Map.ofEntries(
          Map.entry(
              ModelProto.getDescriptor(),
              Set.of(
                  "ir_version",
                  "opset_import",
                  "producer_name",
                  "model_version",
                  "doc_string",
                  "metadata_props",
                  "graph")),
          Map.entry(OperatorSetIdProto.getDescriptor(), Set.of("version")),
          Map.entry(StringStringEntryProto.getDescriptor(), Set.of("key", "value")),
          Map.entry(
              GraphProto.getDescriptor(),
              Set.of("name", "doc_string", "node", "initializer", "input", "output")),
          Map.entry(
              NodeProto.getDescriptor(), Set.of("name", "op_type", "input", "output", "attribute")),
          Map.entry(AttributeProto.getDescriptor(), Set.of("name", "type", "i", "f", "s", "ints")),
          Map.entry(TensorProto.getDescriptor(), Set.of("name", "data_type", "dims", "raw_data")),
          Map.entry(ValueInfoProto.getDescriptor(), Set.of("name", "doc_string", "type")),
          Map.entry(TypeProto.getDescriptor(), Set.of("tensor_type")),
          Map.entry(TypeProto.Tensor.getDescriptor(), Set.of("elem_type", "shape")),
          Map.entry(TensorShapeProto.getDescriptor(), Set.of("dim")),
          Map.entry(TensorShapeProto.Dimension.getDescriptor(), Set.of("dim_param", "dim_value")));

  private final CodedInputStream bytes;
  private long items;
  private long textBytes;

  private OnnxFields(byte[] onnx) {
    bytes = CodedInputStream.newInstance(onnx);
  }

  /**
   * @throws RefusedModelException if there are others, or too many
   * @throws InvalidProtocolBufferException if it is no protobuf message
   */
  static void require(byte[] onnx) throws IOException {
    new OnnxFields(onnx).walk(ModelProto.getDescriptor());
  }

  private void walk(Descriptor message) throws IOException {
    for (int tag = bytes.readTag(); tag != 0; tag = bytes.readTag()) {
      int number = WireFormat.getTagFieldNumber(tag);
      FieldDescriptor field = message.findFieldByNumber(number);
      if (field == null || !WRITTEN.getOrDefault(message, Set.of()).contains(field.getName())) {
        String name = field == null ? "number " + number : "'" + field.getName() + "'";
        throw new RefusedModelException(
            Reason.FOREIGN,
            "the payload has a field %s in a %s, which no exporter of ours writes"
                .formatted(name, message.getName()));
      }
      count(1);
      if (WireFormat.getTagWireType(tag) == WireFormat.WIRETYPE_LENGTH_DELIMITED) {
        walkDelimited(field);
      } else {
        requireOfType(field, WireFormat.getTagWireType(tag));
        bytes.skipField(tag);
      }
    }
  }

  private void walkDelimited(FieldDescriptor field) throws IOException {
    int length = bytes.readRawVarint32();
    switch (field.getJavaType()) {
      case MESSAGE -> {
        int outer = bytes.pushLimit(length);
        walk(field.getMessageType());
        bytes.checkLastTagWas(0);
        if (bytes.getBytesUntilLimit() != 0) {
          throw new InvalidProtocolBufferException("a message ends too early");
        }
        bytes.popLimit(outer);
      }
      case STRING -> {
        countText(length);
        bytes.skipRawBytes(length);
      }
      case BYTE_STRING -> bytes.skipRawBytes(length);
      default -> {
        requireOfType(field, WireFormat.WIRETYPE_LENGTH_DELIMITED);
        count(length);
        bytes.skipRawBytes(length);
      }
    }
  }

  /** Numbers may be packed. */
  private static void requireOfType(FieldDescriptor field, int wireType)
      throws InvalidProtocolBufferException {
    boolean packed = wireType == WireFormat.WIRETYPE_LENGTH_DELIMITED && field.isPackable();
    if (!packed && wireType != field.getLiteType().getWireType()) {
      throw new InvalidProtocolBufferException(
          "field '%s' has the wire type %d".formatted(field.getName(), wireType));
    }
  }

  private void count(int more) {
    items += more;
    if (items > MAX_ITEMS) {
      throw new RefusedModelException(
          Reason.TOO_LARGE,
          "the payload has over %,d messages, names and numbers outside of tensors"
              .formatted(MAX_ITEMS));
    }
  }

  private void countText(int more) {
    textBytes += more;
    if (textBytes > MAX_TEXT_BYTES) {
      throw new RefusedModelException(
          Reason.TOO_LARGE,
          "the payload has over %,d bytes of names and descriptions".formatted(MAX_TEXT_BYTES));
    }
  }
}
