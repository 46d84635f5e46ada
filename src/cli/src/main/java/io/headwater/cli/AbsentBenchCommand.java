package io.headwater.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Unmatched;

/** Lists {@code headwater bench} where the benchmarks are not on the class path. */
@Command(
    name = "bench",
    description = "Measures this machine against the best alternative (in a checkout only).",
    mixinStandardHelpOptions = true)
final class AbsentBenchCommand implements Callable<Integer> {
  @Unmatched private List<String> ignored = new ArrayList<>();

  @Override
  public Integer call() {
    throw CommandFailure.environment(
        "there are no benchmarks in this installation;"
            + " run './headwater bench' in a checkout of the sources",
        null);
  }
}
