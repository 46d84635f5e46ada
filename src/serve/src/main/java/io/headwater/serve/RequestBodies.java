package io.headwater.serve;

import io.headwater.serve.RequestRefusedException.Reason;
import io.headwater.serve.ServeConfig.Limits;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Takes the bodies of requests into memory, each and all together within their limits: room is
 * taken before anything is read. Safe for use by several threads.
 */
public final class RequestBodies {
  /** Read to nowhere, so that who sends too much is told so, and not cut off. */
  private static final long MOST_PASSED_OVER = 1L << 28;

  private static final int PIECE = 1 << 16;

  private final Limits limits;
  private final AtomicLong taken = new AtomicLong();

  public RequestBodies(Limits limits) {
    this.limits = limits;
  }

  /** What is done with a body. */
  public interface Use {
    void of(byte[] body) throws Exception;
  }

  /**
   * Reads the body, and holds its room until the use ends.
   *
   * @throws RequestRefusedException if it is too long, or too much waits
   */
  public void use(HttpServletRequest request, Use use) throws Exception {
    long announced = request.getContentLengthLong();
    if (announced > limits.bodyBytes()) {
      passOver(request.getInputStream());
      throw tooLarge("%,d bytes".formatted(announced));
    }
    // Of a body that comes in pieces nobody knows the length.
    long room = announced < 0 ? limits.bodyBytes() : announced;
    if (taken.addAndGet(room) > limits.waitingBytes()) {
      taken.addAndGet(-room);
      passOver(request.getInputStream());
      throw new RequestRefusedException(
          Reason.BUSY,
          "requests of %,d bytes wait already, the most that this server takes; try again"
              .formatted(limits.waitingBytes()));
    }
    try {
      use.of(read(request.getInputStream(), (int) room));
    } finally {
      taken.addAndGet(-room);
    }
  }

  private byte[] read(InputStream in, int room) throws IOException {
    byte[] body = in.readNBytes(room);
    if (in.read() >= 0) {
      passOver(in);
      throw tooLarge("more bytes");
    }
    return body;
  }

  private RequestRefusedException tooLarge(String what) {
    return new RequestRefusedException(
        Reason.TOO_LARGE,
        "the body has %s; this server takes %,d: send fewer images, smaller ones, or binary tensors"
            .formatted(what, limits.bodyBytes()));
  }

  private static void passOver(InputStream in) throws IOException {
    byte[] piece = new byte[PIECE];
    long passed = 0;
    for (int count = in.read(piece); count >= 0; count = in.read(piece)) {
      passed += count;
      if (passed > MOST_PASSED_OVER) {
        return;
      }
    }
  }
}
