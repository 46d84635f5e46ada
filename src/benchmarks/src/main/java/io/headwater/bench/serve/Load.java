package io.headwater.bench.serve;

import io.headwater.bench.consume.Latencies;
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
 */
record Load(Latencies latencies, long failed, double seconds, @Nullable Exception failure) {
  private static final double NANOS_PER_MILLI = 1e6;
  private static final double NANOS_PER_SECOND = 1e9;

  /** Calls that were answered, per second. */
  double rate() {
    return latencies.millis().size() / seconds;
  }

  /**
   * Runs the clients, each in a thread, and closes them.
   *
   * @param goesOn asked by each before every call
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
      return new Load(new Latencies(millis), failed, seconds, failure);
    } finally {
      threads.shutdownNow();
    }
  }

  private record One(List<Double> millis, long failed, @Nullable Exception failure) {
    static One of(Client client, BooleanSupplier goesOn) throws Exception {
      List<Double> millis = new ArrayList<>();
      long failed = 0;
      Exception failure = null;
      try (client) {
        while (goesOn.getAsBoolean()) {
          long begin = System.nanoTime();
          try {
            client.call();
            millis.add((System.nanoTime() - begin) / NANOS_PER_MILLI);
          } catch (Exception e) {
            failed++;
            failure = e;
          }
        }
      }
      return new One(millis, failed, failure);
    }
  }
}
