package io.headwater.snapshots;

import static org.assertj.core.api.Assertions.assertThat;

import io.headwater.learning.learner.Lineage;
import io.headwater.learning.learner.SkipReason;
import io.headwater.schema.SnapshotManifest;
import io.headwater.schema.wire.Decoded.Fault;
import io.headwater.schema.wire.Decoded.Malformed;
import io.headwater.schema.wire.Wire;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ManifestCodecTest {
  private static final int DIGEST_BYTES = 32;

  @ParameterizedTest
  @CsvSource({
    "1, ''",
    "2, 0f8b2c44-6a57-4a0e-9d5b-7d8f5c1e2a90",
    "3, 0f8b2c44-6a57-4a0e-9d5b-7d8f5c1e2a90",
    "4, 0f8b2c44-6a57-4a0e-9d5b-7d8f5c1e2a90"
  })
  void manifestsOfEveryVersionOfTheContractAreRead(int contract, String lineageId)
      throws Exception {
    Manifest manifest = ManifestCodec.decode(withDigest(published(contract))).orElseThrow();
    assertThat(manifest.version()).isEqualTo(2);
    assertThat(manifest.provenance().lineageId()).isEqualTo(lineageId);
  }

  @Test
  void aManifestComesBackAsItWas() {
    Manifest manifest =
        Models.snapshot(Models.provenance("a lineage", 3), new byte[] {1, 2}).manifest();
    assertThat(ManifestCodec.decode(ManifestCodec.encode(manifest)).orElseThrow())
        .isEqualTo(manifest);
  }

  @Test
  void whatWasSkippedComesBackWithItsReason() {
    Lineage lineage =
        new Lineage(
            List.of(new Lineage.Range("garments", 0, 3, 9, 5)),
            List.of(
                new Lineage.Skipped("garments", 0, SkipReason.NOT_FINITE, 2),
                new Lineage.Skipped("places", 1, SkipReason.HELD_OUT, 7)));
    Manifest manifest =
        Models.snapshot(Models.provenance("fashion", 3, Models.LENET, lineage), new byte[] {1})
            .manifest();
    assertThat(ManifestCodec.decode(ManifestCodec.encode(manifest)).orElseThrow())
        .isEqualTo(manifest);
  }

  @Test
  void aReasonOfALaterVersionIsCountedAsAnotherOne() throws Exception {
    SnapshotManifest wire = Wire.SNAPSHOT_MANIFEST.decode(published(3)).orElseThrow();
    wire.getSkipped().get(0).setReason("TOO_OLD");
    Manifest manifest =
        ManifestCodec.decode(withDigest(Wire.SNAPSHOT_MANIFEST.encode(wire))).orElseThrow();
    assertThat(manifest.provenance().lineage().skipped())
        .containsExactly(new Lineage.Skipped("garments", 3, SkipReason.OTHER, 6));
  }

  @Test
  void aManifestThatCountsOtherExamplesThanItsLineageIsRefused() throws Exception {
    SnapshotManifest wire = Wire.SNAPSHOT_MANIFEST.decode(published(2)).orElseThrow();
    long examples = wire.getExamples();
    wire.setExamples(examples + 1);
    assertThat(ManifestCodec.decode(withDigest(Wire.SNAPSHOT_MANIFEST.encode(wire))))
        .isEqualTo(
            new Malformed<Manifest>(
                Fault.BAD_BODY,
                "the manifest can't be: examples is %d; the lineage has %d"
                    .formatted(examples + 1, examples)));
  }

  private static byte[] published(int contract) throws IOException {
    Path published = Path.of("..", "..", "schemas", "src", "published");
    return Files.readAllBytes(published.resolve("v" + contract).resolve("SnapshotManifest.bin"));
  }

  /** The bytes that were kept have zeros where the digest goes. */
  private static byte[] withDigest(byte[] bytes) throws Exception {
    int end = bytes.length - DIGEST_BYTES;
    byte[] digest = MessageDigest.getInstance("SHA-256").digest(Arrays.copyOfRange(bytes, 0, end));
    System.arraycopy(digest, 0, bytes, end, digest.length);
    return bytes;
  }
}
