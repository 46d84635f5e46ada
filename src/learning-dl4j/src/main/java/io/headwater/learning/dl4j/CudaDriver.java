package io.headwater.learning.dl4j;

import com.sun.jna.NativeLibrary;
import com.sun.jna.ptr.IntByReference;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The NVIDIA driver's own library, which is small, and there wherever a GPU can be used. NVIDIA,
 * "CUDA driver API", sections 6.2 (initialization) and 6.5 (device management).
 *
 * @param library file name or path
 * @param patience for all of it: a driver that is out of order may never answer
 */
record CudaDriver(String library, Duration patience) implements GpuDriver {
  private static final int MAJOR = 75;
  private static final int MINOR = 76;
  private static final int MOST_GPUS = 256;
  private static final GpuDriver SYSTEM =
      new CudaDriver("libcuda.so.1", Duration.ofSeconds(20)).once();

  /** That of this machine, asked once in the life of the process. */
  static GpuDriver ofThisMachine() {
    return SYSTEM;
  }

  private GpuDriver once() {
    AtomicReference<@Nullable Gpus> known = new AtomicReference<>();
    return () -> {
      Gpus answer = known.get();
      if (answer == null) {
        answer = look();
        if (!Thread.currentThread().isInterrupted()) {
          known.set(answer);
        }
      }
      return answer;
    };
  }

  @Override
  public Gpus look() {
    return answer(this::ask);
  }

  Gpus answer(Supplier<Gpus> asking) {
    CompletableFuture<Gpus> answer =
        CompletableFuture.supplyAsync(asking, CudaDriver::onThreadOfItsOwn);
    try {
      return answer.get(patience.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      return Gpus.unknown(
          "the driver (" + library + ") does not answer within " + patience.toSeconds() + " s");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Gpus.unknown("this thread was interrupted while the driver was asked");
    } catch (ExecutionException e) {
      return Gpus.unknown("the driver (" + library + ") can't be asked: " + e.getCause());
    }
  }

  private static void onThreadOfItsOwn(Runnable asking) {
    Thread thread = new Thread(asking, "nvidia-driver");
    thread.setDaemon(true);
    thread.start();
  }

  private Gpus ask() {
    try {
      NativeLibrary driver = NativeLibrary.getInstance(library);
      IntByReference number = new IntByReference();
      call(driver, "cuInit", 0);
      call(driver, "cuDeviceGetCount", number);
      int count = Math.min(MOST_GPUS, number.getValue());
      List<ComputeCapability> capabilities = new ArrayList<>();
      for (int i = 0; i < count; i++) {
        call(driver, "cuDeviceGet", number, i);
        int device = number.getValue();
        call(driver, "cuDeviceGetAttribute", number, MAJOR, device);
        int major = number.getValue();
        call(driver, "cuDeviceGetAttribute", number, MINOR, device);
        capabilities.add(new ComputeCapability(major, number.getValue()));
      }
      return Gpus.of(capabilities);
    } catch (UnsatisfiedLinkError e) {
      return Gpus.unknown("there is no NVIDIA driver (" + library + ") here");
    } catch (IllegalStateException e) {
      return Gpus.unknown(String.valueOf(e.getMessage()));
    }
  }

  private static void call(NativeLibrary driver, String function, Object... arguments) {
    int error = driver.getFunction(function).invokeInt(arguments);
    if (error != 0) {
      throw new IllegalStateException(
          "the NVIDIA driver has no GPU for this process: " + function + " gives error " + error);
    }
  }
}
