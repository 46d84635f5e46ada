package io.headwater.bench;

import io.headwater.cli.ExitCode;
import io.headwater.cli.JsonFile;
import io.headwater.cli.ProgressLine;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/**
 * One benchmark, as a command. A subclass declares its options, names itself by {@link
 * picocli.CommandLine.Command}, and is listed in {@link BenchCommand}.
 */
public abstract class Benchmark implements Callable<Integer> {
  @Option(names = "--json", paramLabel = "FILE", description = "Writes the results there as well.")
  private @Nullable Path json;

  @Spec private CommandSpec spec = CommandSpec.create();

  /**
   * Does the work.
   *
   * @param progress shows how far it is
   * @return a result for each case, at least one
   * @throws io.headwater.cli.CommandFailure if it can't be done, with a sentence that says why
   */
  protected abstract List<Result> measure(ProgressLine progress) throws Exception;

  @Override
  public final Integer call() throws Exception {
    ProgressLine progress =
        new ProgressLine(spec.commandLine().getOut(), Boolean.getBoolean("headwater.terminal"));
    List<Result> results = measure(progress);
    progress.end();
    ResultTable.print(results, spec.commandLine().getOut());
    if (json != null) {
      JsonFile.write(json, results.size() == 1 ? results.get(0) : results);
    }
    return failsWhenMissed() && !results.stream().allMatch(Result::meetsGoal)
        ? ExitCode.FAILED
        : ExitCode.OK;
  }

  /** Whether a missed goal is a failure, or just a number. */
  protected boolean failsWhenMissed() {
    return false;
  }

  /** Refuses an option's value; the sentence says what would be right. */
  protected final ParameterException refusal(String sentence) {
    return new ParameterException(spec.commandLine(), sentence);
  }
}
