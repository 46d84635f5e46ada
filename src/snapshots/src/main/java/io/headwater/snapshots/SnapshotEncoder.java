package io.headwater.snapshots;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.headwater.schema.SnapshotChunk;
import io.headwater.schema.wire.Wire;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

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

  /**
   * The chunks in order, then the manifest: to be written in this order to one partition, in one
   * transaction.
   *
   * @param payload an ONNX ModelProto, not empty
   */
  public List<SnapshotRecord> encode(Provenance provenance, byte[] payload) {
    byte[] key = provenance.model().getBytes(UTF_8);
    Manifest manifest = new Manifest(provenance, PayloadDigest.of(payload, chunkBytes));
    List<SnapshotRecord> records = new ArrayList<>();
    for (ByteBuffer data : PayloadDigest.chunks(payload, chunkBytes)) {
      SnapshotChunk chunk =
          new SnapshotChunk(provenance.model(), provenance.version(), records.size(), data);
      records.add(new SnapshotRecord(key, Wire.SNAPSHOT_CHUNK.encode(chunk)));
    }
    records.add(new SnapshotRecord(key, ManifestCodec.encode(manifest)));
    return records;
  }
}
