package io.headwater.snapshots;

import java.io.IOException;
import java.io.OutputStream;
import java.util.function.Consumer;

/**
 * A snapshot as records.
 *
 * @param chunkBytes the most bytes of payload in one record, over 0; leave the record's key and
 *     header some room below the topic's max.message.bytes
 */
public record SnapshotEncoder(int chunkBytes) {
  public static final int DEFAULT_CHUNK_BYTES = 512 * 1024;

  public SnapshotEncoder {
    if (chunkBytes < 1) {
      throw new IllegalArgumentException("chunkBytes is " + chunkBytes + "; it must be over 0");
    }
  }

  /** Where a payload comes from, piece by piece: it may be too large for one array. */
  public interface Payload {
    void writeTo(OutputStream out) throws IOException;
  }

  /**
   * The chunks in order, then the manifest: to be written in this order to one partition, in one
   * transaction. No record is kept here once it is handed on.
   *
   * @param payload an ONNX ModelProto, not empty
   * @throws IOException if the payload could not be read; there is no manifest then
   */
  public void encode(Provenance provenance, Payload payload, Consumer<SnapshotRecord> records)
      throws IOException {
    ChunkOutputStream chunks = new ChunkOutputStream(provenance, chunkBytes, records);
    payload.writeTo(chunks);
    Manifest manifest = new Manifest(provenance, chunks.finish());
    records.accept(new SnapshotRecord(chunks.key(), ManifestCodec.encode(manifest)));
  }
}
