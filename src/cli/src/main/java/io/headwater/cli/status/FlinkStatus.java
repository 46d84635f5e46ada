package io.headwater.cli.status;

import io.headwater.cli.FlinkCheckpoint;
import io.headwater.cli.FlinkRest;
import io.headwater.cli.Reason;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How Flink runs a job.
 *
 * @param job its id; null if none of the model's runs
 * @param state in Flink's words
 * @param restarts since it was submitted
 * @param checkpoint the number of the last complete one; null if there is none
 * @param completedAt when that was, ISO 8601 in UTC
 * @param lastFailure the first line of it
 */
record FlinkStatus(
    @Nullable String job,
    String state,
    long restarts,
    @Nullable Long checkpoint,
    @Nullable String completedAt,
    @Nullable String lastFailure) {
  private static final String RESTARTS = "numRestarts";

  /**
   * Asks Flink, and does not fail where it does not answer.
   *
   * @param model by whose name the job goes
   */
  static FlinkStatus ask(URI address, String model) throws InterruptedException {
    try {
      FlinkRest flink = new FlinkRest(address);
      Optional<String> job = flink.job(model);
      return job.isPresent()
          ? ask(flink, job.get())
          : silent("no job '%s' runs at %s".formatted(model, address));
    } catch (ConnectException e) {
      return silent("Flink does not answer at " + address);
    } catch (IOException e) {
      return silent("Flink at %s: %s".formatted(address, Reason.of(e)));
    }
  }

  /** Whether the job runs, and has a checkpoint to go on from. */
  boolean isWell() {
    return state.equals("RUNNING") && checkpoint != null;
  }

  private static FlinkStatus ask(FlinkRest flink, String job)
      throws IOException, InterruptedException {
    Optional<FlinkCheckpoint> last = flink.lastCheckpoint(job);
    return new FlinkStatus(
        job,
        flink.state(job),
        flink.metrics(job, RESTARTS).getOrDefault(RESTARTS, 0.0).longValue(),
        last.map(FlinkCheckpoint::id).orElse(null),
        last.map(checkpoint -> checkpoint.at().toString()).orElse(null),
        flink.lastFailure(job).orElse(null));
  }

  private static FlinkStatus silent(String why) {
    return new FlinkStatus(null, why, 0, null, null, null);
  }
}
