package io.headwater.bench;

/** Entry of {@code headwater bench}. */
public final class Main {
  private Main() {}

  public static void main(String[] args) {
    io.headwater.cli.Main.run(new BenchCommand(), args);
  }
}
