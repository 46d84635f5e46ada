package io.headwater.learning.dl4j;

import io.headwater.learning.host.Finding;
import java.util.Map;

/** What the environment says to OpenMP, which reads it when the native library loads. */
final class ThreadSettings {
  private static final String THREADS = "OMP_NUM_THREADS";
  private static final String WAIT_POLICY = "OMP_WAIT_POLICY";

  private ThreadSettings() {}

  static Finding threads(Map<String, String> environment, int cores) {
    String threads = environment.get(THREADS);
    String remedy =
        "set " + THREADS + "=" + cores + " in the environment, unless other work shares the cores";
    if (threads == null) {
      return Finding.warning(
          THREADS,
          "not set: a thread for each core of the host, even in a smaller container",
          remedy);
    }
    return threads.equals(String.valueOf(cores))
        ? Finding.ok(THREADS, threads + ", one for each core")
        : Finding.warning(THREADS, threads + " on " + cores + " cores", remedy);
  }

  static Finding waitPolicy(Map<String, String> environment) {
    String policy = environment.getOrDefault(WAIT_POLICY, "not set");
    return policy.equalsIgnoreCase("passive")
        ? Finding.ok(WAIT_POLICY, "passive")
        : Finding.warning(
            WAIT_POLICY,
            policy + ": idle threads spin, which beside other busy threads takes 2-3 times as long",
            "set " + WAIT_POLICY + "=passive in the environment before Java starts");
  }
}
