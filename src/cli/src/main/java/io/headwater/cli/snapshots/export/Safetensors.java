package io.headwater.cli.snapshots.export;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.headwater.snapshots.Manifest;
import io.headwater.snapshots.Weights;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The safetensors format (huggingface/safetensors, "Format"): the length of the header in 8 bytes,
 * little-endian; the header, JSON that is filled up with blanks; the tensors, one after the other.
 */
final class Safetensors {
  private static final int ALIGNMENT = 8;
  private static final ObjectMapper JSON = new ObjectMapper();

  private Safetensors() {}

  /**
   * @param path of a file that is not there yet
   */
  static void write(Path path, Manifest manifest, List<Weights.Tensor> tensors) throws IOException {
    byte[] header = header(manifest, tensors);
    try (FileChannel file =
        FileChannel.open(path, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
      write(
          file,
          ByteBuffer.allocate(Long.BYTES)
              .order(ByteOrder.LITTLE_ENDIAN)
              .putLong(header.length)
              .flip());
      write(file, ByteBuffer.wrap(header));
      for (Weights.Tensor tensor : tensors) {
        write(file, tensor.bytes().duplicate());
      }
    }
  }

  private static void write(FileChannel file, ByteBuffer bytes) throws IOException {
    while (bytes.hasRemaining()) {
      file.write(bytes);
    }
  }

  private static byte[] header(Manifest manifest, List<Weights.Tensor> tensors) throws IOException {
    Map<String, Object> header = new LinkedHashMap<>();
    header.put("__metadata__", SourceTags.of(manifest));
    long at = 0;
    for (Weights.Tensor tensor : tensors) {
      long end = at + tensor.bytes().remaining();
      Map<String, Object> description = new LinkedHashMap<>();
      description.put("dtype", "F32");
      description.put("shape", tensor.shape());
      description.put("data_offsets", List.of(at, end));
      header.put(tensor.name(), description);
      at = end;
    }
    String json = JSON.writeValueAsString(header);
    int length = json.getBytes(StandardCharsets.UTF_8).length;
    int blanks = (ALIGNMENT - length % ALIGNMENT) % ALIGNMENT;
    return (json + " ".repeat(blanks)).getBytes(StandardCharsets.UTF_8);
  }
}
