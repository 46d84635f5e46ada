package io.headwater.bench.quality;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.headwater.bench.BenchRun;
import io.headwater.cli.images.FashionMnist;
import io.headwater.cli.images.Garment;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class QualityBenchmarkTest {
  @TempDir private Path folder;

  @Test
  void aShortRunIsBetterThanChanceInTheAgreedForm() throws IOException {
    List<Garment> garments = FashionMnist.load().sent();
    write("train", garments.subList(0, 3000));
    write("t10k", garments.subList(3000, 3500));
    Path plot = folder.resolve("quality.svg");

    List<JsonNode> rows =
        BenchRun.rows(
            "quality",
            "--images",
            folder.toString(),
            "--methods",
            "single,uniform",
            "--seeds",
            "2",
            "--missing",
            "0.5",
            "--plot",
            plot.toString());

    assertThat(rows)
        .extracting(row -> row.get("method").asText())
        .containsExactly("single", "uniform");
    for (JsonNode row : rows) {
      assertThat(row.fieldNames())
          .toIterable()
          .containsExactly(
              "method", "missing", "width", "passes", "seeds", "left", "right", "mean", "sd");
      assertThat(row.get("missing").asDouble()).isEqualTo(50);
      assertThat(row.get("seeds").asInt()).isEqualTo(2);
      assertThat(row.get("mean").asDouble()).isBetween(20.0, 100.0);
    }
    assertThat(Files.readString(plot)).contains("uniform", "50 % of the labels missing");
  }

  @Test
  void theMeanAndTheDeviationAreThoseOfTheSeeds() {
    QualityRow row =
        QualityRow.of("uniform", 0.3, 2, 1, List.of(accuracies(70, 60), accuracies(74, 64)));
    assertThat(row.left()).isEqualTo(72);
    assertThat(row.right()).isEqualTo(62);
    assertThat(row.mean()).isEqualTo(67);
    assertThat(row.sd()).isEqualTo(Math.sqrt(8));
    assertThat(row.missing()).isEqualTo(30);
  }

  private static Accuracies accuracies(double left, double right) {
    return new Accuracies(Map.of(TwoHeads.LEFT, left, TwoHeads.RIGHT, right));
  }

  private void write(String part, List<Garment> garments) throws IOException {
    try (DataOutputStream images = open(part + "-images-idx3-ubyte.gz");
        DataOutputStream labels = open(part + "-labels-idx1-ubyte.gz")) {
      for (int header : new int[] {0x803, garments.size(), 28, 28}) {
        images.writeInt(header);
      }
      labels.writeInt(0x801);
      labels.writeInt(garments.size());
      for (Garment garment : garments) {
        images.write(garment.image().data);
        labels.writeByte(garment.label());
      }
    }
  }

  private DataOutputStream open(String name) throws IOException {
    return new DataOutputStream(new GZIPOutputStream(Files.newOutputStream(folder.resolve(name))));
  }
}
