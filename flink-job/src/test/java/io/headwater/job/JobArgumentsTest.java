package io.headwater.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.headwater.job.identity.LineagePlan;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JobArgumentsTest {
  @Test
  void aNewLineageHasAName() {
    assertThat(parsed("--config job.yaml"))
        .isEqualTo(new JobArguments(Path.of("job.yaml"), Optional.empty(), Set.of()));
    JobArguments begun = parsed("--config job.yaml --new-lineage after-the-flood");
    assertThat(begun.newLineage()).contains("after-the-flood");
    assertThat(begun.plan("fashion"))
        .isEqualTo(new LineagePlan("fashion", "after-the-flood", true));
  }

  @Test
  void eachPartThatMayBeDroppedIsNamed() {
    JobArguments arguments =
        parsed("--allow-drop network/place --config job.yaml --allow-drop optimiser/trunk");
    assertThat(arguments.plan("fashion").anew()).isFalse();
    assertThat(arguments.plan("fashion").allowedDrops())
        .containsExactlyInAnyOrder("network/place", "optimiser/trunk");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "--config",
        "--new-lineage name",
        "--config job.yaml --new-lineage",
        "--config job.yaml --new-lineage a/b",
        "--config job.yaml --config other.yaml",
        "--config job.yaml --allow-drop",
        "--config job.yaml --other x"
      })
  void otherArgumentsAreRefused(String arguments) {
    assertThatThrownBy(() -> parsed(arguments))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("they must be --config FILE");
  }

  private static JobArguments parsed(String arguments) {
    return JobArguments.parse(List.of(arguments.split(" ")));
  }
}
