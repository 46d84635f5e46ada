package io.headwater.job.config;

import static io.headwater.job.config.Configurations.SMALLEST;
import static io.headwater.job.config.Configurations.parse;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ConsumerLimitsTest {
  @Test
  void moreChunksThanConsumersTakeAreRefused() {
    assertThat(parse(SMALLEST + "snapshots: {chunkBytes: 1KiB}\n")).isNotNull();
    assertThatThrownBy(() -> parse(model("alexnet", 64) + "snapshots: {chunkBytes: 1KiB}\n"))
        .isInstanceOf(ConfigException.class)
        .hasMessageMatching(
            "job.yaml: snapshots.chunkBytes is 1024, with which a snapshot of about \\d+ bytes"
                + " has \\d+ chunks; consumers take 65536 at most: it must be at least \\d+");
  }

  @Test
  void aModelThatConsumersWouldNotHoldIsRefused() {
    assertThatThrownBy(() -> parse(model("lenet", 1600)))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("model.input is ")
        .hasMessageContaining("consumers take 1073741824 at most: choose a smaller input");
  }

  @Test
  void consumersTakeThisManyBytesAndChunks() {
    JobConfig config = parse(SMALLEST);
    assertThat(ConsumerLimits.problems(config, new SnapshotSize(1 << 30, 1 << 16, 0))).isEmpty();
    assertThat(ConsumerLimits.problems(config, new SnapshotSize((1 << 30) + 1, 1, 0)))
        .singleElement()
        .asString()
        .contains("has about 1073741825 bytes; consumers take 1073741824 at most");
    assertThat(ConsumerLimits.problems(config, new SnapshotSize(1 << 26, (1 << 16) + 1, 0)))
        .singleElement()
        .asString()
        .contains("has 65537 chunks; consumers take 65536 at most: it must be at least 1024");
  }

  @Test
  void consumersTakeThisManyClassesTasksAndChunksTogether() {
    SnapshotSize size = new SnapshotSize(1 << 26, 1 << 16, 0);
    int classes = 90_000 - (1 << 16) - 1;
    assertThat(ConsumerLimits.problems(parse(classes(classes)), size)).isEmpty();
    assertThat(ConsumerLimits.problems(parse(classes(classes + 1)), size)).hasSize(1);
  }

  @Test
  void aModelWhoseLayersMakeMoreThanConsumersComputeIsRefused() {
    assertThat(parse(model("resnet18", 1024))).isNotNull();
    assertThatThrownBy(() -> parse(model("resnet18", 2048)))
        .isInstanceOf(ConfigException.class)
        .hasMessageMatching(
            ".*model.input is .*2048.*, of which the layers make about [0-9,]+; consumers take"
                + " 16,777,216 and 268,435,456 at most: choose a smaller input.*");
  }

  @Test
  void aManifestThatNoConsumerReadsIsRefused() {
    assertThat(parse(classes(50_000))).isNotNull();
    assertThatThrownBy(() -> parse(classes(95_000)))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("a manifest would name 95,000 classes, 1 tasks and ")
        .hasMessageContaining("consumers take 90,000 at most together");
  }

  @Test
  void moreTasksThanConsumersTakeAreRefused() {
    String task = "  t%d: {kind: edges, topics: [edges]}\n";
    String tasks =
        IntStream.rangeClosed(0, 1000).mapToObj(task::formatted).collect(Collectors.joining());
    assertThatThrownBy(() -> parse(SMALLEST.replace("tasks:\n", "tasks:\n" + tasks)))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("consumers take 1,000 at most");
  }

  private static String classes(int count) {
    return SMALLEST.replaceFirst(
        "classes: \\[[^]]*]",
        IntStream.range(0, count)
            .mapToObj(each -> "c" + each)
            .collect(Collectors.joining(", ", "classes: [", "]")));
  }

  private static String model(String backbone, int side) {
    return SMALLEST.replace(
        "input: {channels: 1, height: 28, width: 28}",
        "backbone: %s%n  input: {channels: 1, height: %d, width: %d}"
            .formatted(backbone, side, side));
  }
}
