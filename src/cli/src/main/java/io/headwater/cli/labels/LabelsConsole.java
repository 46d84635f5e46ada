package io.headwater.cli.labels;

import io.headwater.cli.SnapshotLine;
import io.headwater.cli.produce.Targets;
import io.headwater.serve.FeedListener;
import io.headwater.snapshots.Manifest;
import java.io.PrintWriter;
import java.util.Collection;
import java.util.TreeSet;

/** Says what comes in and what goes out. Safe for use by several threads. */
final class LabelsConsole implements FeedListener {
  private final PrintWriter out;
  private String awaited = "";

  LabelsConsole(PrintWriter out) {
    this.out = out;
  }

  void listens(String url, String model, Targets targets) {
    say("listening at %s for Label Studio; Ctrl-C stops it".formatted(url));
    say(
        "annotations for %s become events; pre-labels are those of '%s'"
            .formatted(Targets.names(targets.tasks()), model));
  }

  void sent(String id, Collection<String> tasks, String topic) {
    say("sent %s (%s) to %s".formatted(id, String.join(", ", new TreeSet<>(tasks)), topic));
  }

  void refused(String what, String why) {
    say("refused %s: %s".formatted(what, why));
  }

  void notPredicted(String task, String why) {
    say("no pre-labels for task %s: %s".formatted(task, why));
  }

  @Override
  public synchronized void serves(Manifest manifest) {
    awaited = "";
    say("pre-labels by " + SnapshotLine.of(manifest));
  }

  @Override
  public void refuses(String why) {
    say("not used: " + why);
  }

  /** Once for each reason. */
  @Override
  public synchronized void waits(String why) {
    if (!why.equals(awaited)) {
      awaited = why;
      say(why + "; trying again");
    }
  }

  private synchronized void say(String line) {
    out.println(line.replaceAll("\\p{Cntrl}", "?"));
    out.flush();
  }
}
