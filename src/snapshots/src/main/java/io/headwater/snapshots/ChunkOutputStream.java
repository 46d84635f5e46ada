package io.headwater.snapshots;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.headwater.learning.digest.Sha256;
import io.headwater.schema.SnapshotChunk;
import io.headwater.schema.wire.Wire;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.function.Consumer;

/** Cuts a payload into chunks, each of which leaves as a record as soon as it is full. */
final class ChunkOutputStream extends OutputStream {
  private final Provenance provenance;
  private final Consumer<SnapshotRecord> records;
  private final byte[] key;
  private final ByteBuffer chunk;
  private final MessageDigest whole = Sha256.digest();
  private final List<String> digests = new ArrayList<>();
  private long bytes;

  ChunkOutputStream(Provenance provenance, int chunkBytes, Consumer<SnapshotRecord> records) {
    this.provenance = provenance;
    this.records = records;
    key = provenance.model().getBytes(UTF_8);
    chunk = ByteBuffer.allocate(chunkBytes);
  }

  byte[] key() {
    return key;
  }

  @Override
  public void write(int value) {
    write(new byte[] {(byte) value}, 0, 1);
  }

  @Override
  public void write(byte[] from, int offset, int length) {
    int at = offset;
    while (at < offset + length) {
      int count = Math.min(offset + length - at, chunk.remaining());
      chunk.put(from, at, count);
      at += count;
      if (!chunk.hasRemaining()) {
        leave();
      }
    }
  }

  /** The last chunk leaves too. */
  PayloadDigest finish() {
    if (chunk.position() > 0) {
      leave();
    }
    String sha256 = HexFormat.of().formatHex(whole.digest());
    return new PayloadDigest(PayloadDigest.ONNX, bytes, sha256, digests);
  }

  private void leave() {
    chunk.flip();
    bytes += chunk.remaining();
    whole.update(chunk.duplicate());
    digests.add(Sha256.hex(chunk));
    SnapshotChunk record =
        new SnapshotChunk(provenance.model(), provenance.version(), digests.size() - 1, chunk);
    records.accept(new SnapshotRecord(key, Wire.SNAPSHOT_CHUNK.encode(record)));
    chunk.clear();
  }
}
