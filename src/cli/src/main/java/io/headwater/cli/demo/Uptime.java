package io.headwater.cli.demo;

import java.lang.management.ManagementFactory;

/** Time since the start of the JVM. */
final class Uptime {
  private static final double MILLIS_PER_SECOND = 1_000;

  private Uptime() {}

  static double seconds() {
    return ManagementFactory.getRuntimeMXBean().getUptime() / MILLIS_PER_SECOND;
  }
}
