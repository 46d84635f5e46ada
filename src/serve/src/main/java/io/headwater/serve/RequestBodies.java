package io.headwater.serve;

import io.headwater.serve.RequestRefusedException.Reason;
import io.headwater.serve.ServeConfig.Limits;
import jakarta.servlet.http.HttpServletRequest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import org.eclipse.jetty.http.BadMessageException;

/**
 * Takes the bodies of requests into memory, each and all together within their limits: room is
 * taken before a body is read, or as it comes if its length is not known. Safe for use by several
 * threads.
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
   * @throws RequestRefusedException if it is too long, too much waits, or it comes too slowly
   */
  public void use(HttpServletRequest request, Use use) throws Exception {
    try (Room room = new Room()) {
      use.of(read(request, room));
    }
  }

  private byte[] read(HttpServletRequest request, Room room) throws IOException {
    try {
      InputStream in = request.getInputStream();
      try {
        long announced = request.getContentLengthLong();
        return announced < 0 ? readPieces(in, room) : readWhole(in, announced, room);
      } catch (RequestRefusedException e) {
        room.close();
        passOver(in);
        throw e;
      }
    } catch (BadMessageException e) {
      throw tooSlow();
    } catch (IOException e) {
      if (e.getCause() instanceof TimeoutException) {
        throw tooSlow();
      }
      throw e;
    }
  }

  private byte[] readWhole(InputStream in, long announced, Room room) throws IOException {
    if (announced > limits.bodyBytes()) {
      throw tooLarge(String.format(Locale.ROOT, "%,d bytes", announced));
    }
    room.take(announced);
    return in.readNBytes((int) announced);
  }

  /** Of a body that comes in pieces nobody knows the length. */
  private byte[] readPieces(InputStream in, Room room) throws IOException {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    byte[] piece = new byte[PIECE];
    for (int count = in.read(piece); count >= 0; count = in.read(piece)) {
      if (count > limits.bodyBytes() - body.size()) {
        throw tooLarge("more bytes");
      }
      room.take(count);
      body.write(piece, 0, count);
    }
    return body.toByteArray();
  }

  private static RequestRefusedException tooSlow() {
    return new RequestRefusedException(
        Reason.TOO_SLOW, "the body comes too slowly, or no further; send it again");
  }

  private RequestRefusedException tooLarge(String what) {
    return new RequestRefusedException(
        Reason.TOO_LARGE,
        String.format(
            Locale.ROOT,
            "the body has %s; this server takes %,d: send fewer images, smaller ones, or binary tensors",
            what,
            limits.bodyBytes()));
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

  /** What one body takes of the room of all. */
  private final class Room implements AutoCloseable {
    private long held;

    void take(long bytes) {
      if (taken.addAndGet(bytes) > limits.waitingBytes()) {
        taken.addAndGet(-bytes);
        throw new RequestRefusedException(
            Reason.BUSY,
            String.format(
                Locale.ROOT,
                "requests of %,d bytes wait already, the most that this server takes; try again",
                limits.waitingBytes()));
      }
      held += bytes;
    }

    @Override
    public void close() {
      taken.addAndGet(-held);
      held = 0;
    }
  }
}
