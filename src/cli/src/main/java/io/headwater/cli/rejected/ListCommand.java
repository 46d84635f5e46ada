package io.headwater.cli.rejected;

import io.headwater.cli.ExitCode;
import io.headwater.cli.JsonFile;
import io.headwater.cli.rejected.RejectedTopicOptions.Place;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code headwater rejected list}. */
@Command(
    name = "list",
    description = "Lists rejected events, the newest last, and how many there are for each reason.",
    footer = {
      "",
      "Examples:",
      "  headwater rejected list --config job.yaml",
      "  headwater rejected list --config job.yaml --reason WRONG_LABEL_KIND --since PT2H"
    },
    mixinStandardHelpOptions = true)
final class ListCommand implements Callable<Integer> {
  private static final int MOST = 100_000;

  @Mixin private RejectedTopicOptions topic = new RejectedTopicOptions();
  @Mixin private FilterOptions filters = new FilterOptions();

  @Option(
      names = "--max",
      paramLabel = "N",
      description = "Lists the newest N (default: ${DEFAULT-VALUE}); all are counted.")
  private int max = 50;

  @Option(names = "--json", paramLabel = "FILE", description = "Writes the list there as well.")
  private @Nullable Path json;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() throws InterruptedException {
    if (max < 1 || max > MOST) {
      throw new ParameterException(
          spec.commandLine(), "--max is %d; it must be from 1 to %d".formatted(max, MOST));
    }
    Place place = topic.place();
    RejectedFilter filter = filters.filter();
    Deque<RejectionReport> newest = new ArrayDeque<>();
    Map<String, Long> counts = new TreeMap<>();
    try (RejectedTopic rejected = RejectedTopic.open(place.clients(), place.topic())) {
      Set<String> replayed = ReplayMarks.of(place.clients(), place.topic()).read();
      rejected.forEach(
          each -> {
            if (filter.matches(each)) {
              counts.merge(each.event().getReason(), 1L, Long::sum);
              newest.add(RejectionReport.of(each, replayed.contains(ReplayMarks.mark(each))));
              if (newest.size() > max) {
                newest.remove();
              }
            }
          });
    }
    print(newest, counts);
    if (json != null) {
      JsonFile.write(json, Map.of("counts", counts, "newest", newest));
    }
    return ExitCode.OK;
  }

  private void print(Deque<RejectionReport> newest, Map<String, Long> counts) {
    PrintWriter out = spec.commandLine().getOut();
    for (RejectionReport each : newest) {
      out.printf(
          "%-10s %-24s %-22s %s%s%n           %s%n",
          each.position(),
          each.rejected(),
          each.reason(),
          each.source(),
          each.replayed() ? "  (sent back)" : "",
          each.message());
    }
    long all = counts.values().stream().mapToLong(Long::longValue).sum();
    out.printf("%,d rejected events%s%n", all, counts.isEmpty() ? "" : ": " + counts);
    if (all > newest.size()) {
      out.printf("(the newest %,d are listed; --max lists more)%n", newest.size());
    }
    out.flush();
  }
}
