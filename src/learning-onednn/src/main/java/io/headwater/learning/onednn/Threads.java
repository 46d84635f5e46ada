package io.headwater.learning.onednn;

import com.sun.jna.Function;
import com.sun.jna.NativeLibrary;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * The threads that compute. Small kernels run on one thread each, and the mini-batch is shared out:
 * threads then meet twice in a step. Kernels that share their work among OpenMP's threads meet
 * dozens of times, and each time wait for the slowest, which beside other busy threads is one that
 * has no processor.
 */
final class Threads {
  private static final Function SET_OPENMP_THREADS = setOpenMpThreads();
  private static final ExecutorService WORKERS =
      Executors.newCachedThreadPool(
          work -> {
            Thread thread = new Thread(work, "onednn");
            thread.setDaemon(true);
            return thread;
          });

  private Threads() {}

  /** How many: OMP_NUM_THREADS, or the processors. */
  static int count() {
    String asked = System.getenv("OMP_NUM_THREADS");
    return asked != null && asked.matches("[1-9][0-9]{0,2}")
        ? Integer.parseInt(asked)
        : Runtime.getRuntime().availableProcessors();
  }

  /** Makes kernels that this thread calls share their work among so many threads. */
  static void share(int threads) {
    SET_OPENMP_THREADS.invoke(new Object[] {threads});
  }

  /** Runs each piece of work on a thread of its own, and returns when all are done. */
  static void runAll(List<Runnable> work) {
    List<CompletableFuture<Void>> others =
        work.subList(1, work.size()).stream()
            .map(each -> CompletableFuture.runAsync(each, WORKERS))
            .toList();
    try {
      work.get(0).run();
    } finally {
      // Also after a failure: nobody may free what another thread still computes with.
      others.forEach(CompletableFuture::join);
    }
  }

  /** Of the OpenMP library that oneDNN has loaded. */
  private static Function setOpenMpThreads() {
    Dnnl.STREAM._wait();
    return NativeLibrary.getInstance("libgomp.so.1").getFunction("omp_set_num_threads");
  }
}
