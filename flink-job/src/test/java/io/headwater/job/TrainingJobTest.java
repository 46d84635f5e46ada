package io.headwater.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TrainingJobTest {
  @Test
  void aNewLineageHasAName() {
    assertThat(options("--config job.yaml")).isEqualTo(Map.of("--config", "job.yaml"));
    assertThat(options("--config job.yaml --new-lineage after-the-flood"))
        .isEqualTo(Map.of("--config", "job.yaml", "--new-lineage", "after-the-flood"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "--config",
        "--new-lineage name",
        "--config job.yaml --new-lineage",
        "--config job.yaml --new-lineage a/b",
        "--config job.yaml --config other.yaml",
        "--config job.yaml --other x"
      })
  void otherArgumentsAreRefused(String arguments) {
    assertThatThrownBy(() -> options(arguments))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("they must be --config FILE");
  }

  private static Map<String, String> options(String arguments) {
    return TrainingJob.options(List.of(arguments.split(" ")));
  }
}
