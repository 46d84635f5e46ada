package io.headwater.bench.serve;

import com.sun.management.OperatingSystemMXBean;
import io.headwater.bench.consume.Latencies;
import io.headwater.cli.CommandFailure;
import io.headwater.cli.Reason;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * What several clients that ask without a pause came to.
 *
 * @param latencies of the calls that were answered
 * @param failed calls that were not
 * @param failure one of those
 * @param processorSeconds that this process took meanwhile, on all cores
 */
record Load(
    Latencies latencies,
    long failed,
    double seconds,
    @Nullable Exception failure,
    double processorSeconds) {
  private static final double NANOS_PER_MILLI = 1e6;
  private static final double NANOS_PER_SECOND = 1e9;
  private static final double MICROS_PER_SECOND = 1e6;

  /** What a call took of all cores, whoever else was busy on them. */
  double processorMicros() {
    return MICROS_PER_SECOND * processorSeconds / latencies.millis().size();
  }

  /** Calls that were answered, per second. */
  double rate() {
    return latencies.millis().size() / seconds;
  }

  /**
   * Runs the clients, each in a thread, and closes them.
   *
   * @param goesOn asked by each after every call
   * @throws CommandFailure if no call is answered
   */
  static Load of(int clients, Callable<? extends Client> newClient, BooleanSupplier goesOn)
      throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(clients);
    CountDownLatch begin = new CountDownLatch(1);
    try {
      List<Future<One>> running = new ArrayList<>();
      for (int i = 0; i < clients; i++) {
        Client client = newClient.call();
        running.add(
            threads.submit(
                () -> {
                  begin.await();
                  return One.of(client, goesOn);
                }));
      }
      long processorStart = processorNanos();
      long start = System.nanoTime();
      begin.countDown();
      List<Double> millis = new ArrayList<>();
      long failed = 0;
      Exception failure = null;
      for (Future<One> each : running) {
        One one = each.get();
        millis.addAll(one.millis());
        failed += one.failed();
        failure = one.failure() == null ? failure : one.failure();
      }
      double seconds = (System.nanoTime() - start) / NANOS_PER_SECOND;
      if (millis.isEmpty()) {
        throw CommandFailure.failed(
            "no call was answered: " + (failure == null ? "unknown" : Reason.of(failure)), failure);
      }
      double processorSeconds = (processorNanos() - processorStart) / NANOS_PER_SECOND;
      return new Load(new Latencies(millis), failed, seconds, failure, processorSeconds);
    } finally {
      threads.shutdownNow();
    }
  }

  private static long processorNanos() {
    return ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getProcessCpuTime();
  }

  private record One(List<Double> millis, long failed, @Nullable Exception failure) {
    static One of(Client client, BooleanSupplier goesOn) throws Exception {
      List<Double> millis = new ArrayList<>();
      long failed = 0;
      Exception failure = null;
      try (client) {
        do {
          long begin = System.nanoTime();
          try {
            client.call();
            millis.add((System.nanoTime() - begin) / NANOS_PER_MILLI);
          } catch (Exception e) {
            failed++;
            failure = e;
          }
        } while (goesOn.getAsBoolean());
      }
      return new One(millis, failed, failure);
    }
  }
}
