package io.headwater.bench;

import static org.assertj.core.api.Assertions.assertThat;

import io.headwater.cli.ProgressLine;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class RoundsTest {
  @Test
  void theSidesTakeTurnsAndTheWarmUpIsNotCounted() throws Exception {
    List<String> order = new ArrayList<>();
    StringWriter out = new StringWriter();
    ProgressLine progress = new ProgressLine(new PrintWriter(out), true);

    List<List<Double>> samples =
        new Rounds(1, 2).inTurn("both", progress, List.of(side("a", order), side("b", order)));

    assertThat(order).containsExactly("a", "b", "b", "a", "a", "b");
    assertThat(samples).containsExactly(List.of(3.0, 4.0), List.of(2.0, 5.0));
    assertThat(out.toString()).contains("both: warm-up 1 of 1", "both: round 2 of 2");
  }

  /** Its sample is the number of turns before it. */
  private static Rounds.Turn side(String name, List<String> order) {
    return () -> {
      order.add(name);
      return order.size() - 1;
    };
  }
}
