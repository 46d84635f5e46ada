package io.headwater.cli.serve;

import io.headwater.cli.SnapshotLine;
import io.headwater.serve.FeedListener;
import io.headwater.snapshots.FollowerConfig;
import io.headwater.snapshots.Manifest;
import java.io.PrintWriter;

/** Says where a server listens, and what it serves. */
final class ServeConsole implements FeedListener {
  private final PrintWriter out;
  private String awaited = "";

  ServeConsole(PrintWriter out) {
    this.out = out;
  }

  void listens(String url, FollowerConfig config) {
    say("listening at %s/v2, for %s; Ctrl-C stops it".formatted(url, config));
  }

  @Override
  public void serves(Manifest manifest) {
    awaited = "";
    say("serving " + SnapshotLine.of(manifest));
  }

  @Override
  public void refuses(String why) {
    say("not served: " + why);
  }

  /** Once for each reason. */
  @Override
  public void waits(String why) {
    if (!why.equals(awaited)) {
      awaited = why;
      say(why + "; trying again; what is served is served on");
    }
  }

  private void say(String line) {
    out.println(line);
    out.flush();
  }
}
