package io.headwater.snapshots;

import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A model in a temporary file, for ONNX Runtime to load. From an array it would first take a copy,
 * in one piece, during which the JVM can't stop for its garbage collector: other threads that
 * allocate would stand still for that long.
 */
record ModelFile(Path path) implements AutoCloseable {
  private static final int SLICE_BYTES = 1 << 20;

  /**
   * @throws UncheckedIOException if the directory of temporary files has no room
   */
  static ModelFile of(ModelProto whole) {
    ModelProto model = withoutDefaultsOfInputs(whole);
    try {
      ModelFile file = new ModelFile(Files.createTempFile("headwater-", ".onnx"));
      try {
        file.write(model);
        return file;
      } catch (IOException | RuntimeException e) {
        file.close();
        throw e;
      }
    } catch (IOException e) {
      throw new UncheckedIOException(
          "can't write the model to "
              + System.getProperty("java.io.tmpdir")
              + ": "
              + e.getMessage()
              + "; make room there, or set java.io.tmpdir",
          e);
    }
  }

  /** Deletes the file; if that fails, it is deleted when the JVM ends. */
  @Override
  public void close() {
    try {
      Files.deleteIfExists(path);
    } catch (IOException e) {
      path.toFile().deleteOnExit();
    }
  }

  private void write(ModelProto model) throws IOException {
    try (FileChannel channel = FileChannel.open(path, StandardOpenOption.WRITE)) {
      model.writeTo(new Slices(channel));
    }
  }

  /** ONNX Runtime's Java interface can't feed an input that has a default; others can. */
  private static ModelProto withoutDefaultsOfInputs(ModelProto model) {
    GraphProto graph = model.getGraph();
    Set<String> inputs =
        graph.getInputList().stream().map(input -> input.getName()).collect(Collectors.toSet());
    GraphProto.Builder without = graph.toBuilder().clearInitializer();
    graph.getInitializerList().stream()
        .filter(initializer -> !inputs.contains(initializer.getName()))
        .forEach(without::addInitializer);
    return model.toBuilder().setGraph(without).build();
  }

  /** Writes large arrays piece by piece. */
  private static final class Slices extends OutputStream {
    private final FileChannel channel;

    Slices(FileChannel channel) {
      this.channel = channel;
    }

    @Override
    public void write(int value) throws IOException {
      write(new byte[] {(byte) value}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
      ByteBuffer rest = ByteBuffer.wrap(bytes, offset, length);
      while (rest.hasRemaining()) {
        int slice = Math.min(SLICE_BYTES, rest.remaining());
        rest.position(rest.position() + channel.write(rest.slice(rest.position(), slice)));
      }
    }
  }
}
