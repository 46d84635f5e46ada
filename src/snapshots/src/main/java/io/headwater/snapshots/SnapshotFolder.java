package io.headwater.snapshots;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A snapshot as two files, which clients without Kafka load and check: {@value #MANIFEST}, the
 * value of the manifest's record, and {@value #PAYLOAD}, the payload that it vouches for.
 */
public final class SnapshotFolder {
  public static final String MANIFEST = "manifest.bin";
  public static final String PAYLOAD = "model.onnx";

  private SnapshotFolder() {}

  /**
   * Writes both files.
   *
   * @param folder that is there
   */
  public static void write(Path folder, Snapshot snapshot) throws IOException {
    Files.write(folder.resolve(MANIFEST), ManifestCodec.encode(snapshot.manifest()));
    Files.write(folder.resolve(PAYLOAD), snapshot.payload());
  }
}
