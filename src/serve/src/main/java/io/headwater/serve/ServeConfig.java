package io.headwater.serve;

import static java.util.Objects.requireNonNull;

import java.util.Locale;
import java.util.Set;

/**
 * Where a server listens, and what it takes.
 *
 * @param host an address or a name of this machine
 * @param port from 0 (any free one) to 65535
 * @param names under which it is asked, as {@link HostCheck} takes them
 * @param limits what requests may take
 * @param runs how many batches are scored at the same time, at least 1
 */
public record ServeConfig(String host, int port, Set<String> names, Limits limits, int runs) {
  /** Reachable from this machine only. */
  public static final String LOOPBACK = "127.0.0.1";

  private static final int LARGEST_PORT = 65_535;

  /** One is scored while the answers of another are written. */
  private static final int USUAL_RUNS = 2;

  public ServeConfig {
    requireNonNull(host, "host");
    names = Set.copyOf(names);
    requireNonNull(limits, "limits");
    if (port < 0 || port > LARGEST_PORT) {
      throw new IllegalArgumentException(
          "the port is " + port + "; it must be from 0 to " + LARGEST_PORT);
    }
    if (runs < 1) {
      throw new IllegalArgumentException("runs is " + runs + "; it must be at least 1");
    }
  }

  /** On the loopback address, with the usual limits. */
  public static ServeConfig onPort(int port) {
    return new ServeConfig(LOOPBACK, port, Set.of(), Limits.DEFAULT, USUAL_RUNS);
  }

  /** The same at another address. */
  public ServeConfig at(String otherHost) {
    return new ServeConfig(otherHost, port, names, limits, runs);
  }

  /** The same, and asked under further names. */
  public ServeConfig answeringTo(Set<String> otherNames) {
    return new ServeConfig(host, port, otherNames, limits, runs);
  }

  /** The same with other limits. */
  public ServeConfig with(Limits others) {
    return new ServeConfig(host, port, names, others, runs);
  }

  /**
   * What requests may take; over 0 all.
   *
   * @param bodyBytes of one request
   * @param waitingBytes of all requests together that are read or wait
   * @param images of one request, and of a batch of several
   * @param imagePixels width x height of an image that comes as a file
   */
  public record Limits(int bodyBytes, long waitingBytes, int images, int imagePixels) {
    private static final int USUAL_BODY_BYTES = 32 << 20;
    private static final int USUAL_IMAGES = 64;
    private static final int USUAL_PIXELS = 1 << 24;

    /** The part of the heap that bodies may take; each becomes arrays of its size. */
    private static final int SHARE_OF_HEAP = 8;

    /** 32 MiB, 64 images and 16,777,216 pixels; all together an eighth of the heap. */
    public static final Limits DEFAULT =
        of(USUAL_BODY_BYTES, USUAL_IMAGES, Runtime.getRuntime().maxMemory());

    public Limits {
      if (bodyBytes < 1 || waitingBytes < bodyBytes || images < 1 || imagePixels < 1) {
        throw new IllegalArgumentException(
            String.format(
                Locale.ROOT,
                "limits are %,d bytes of a body, %,d of all that wait, %d images and %,d pixels; all must be over 0, and the second not under the first",
                bodyBytes,
                waitingBytes,
                images,
                imagePixels));
      }
    }

    /** Those, and an eighth of the heap for all together, or what one body takes. */
    public static Limits of(int bodyBytes, int images) {
      return of(bodyBytes, images, Runtime.getRuntime().maxMemory());
    }

    private static Limits of(int bodyBytes, int images, long heap) {
      return new Limits(bodyBytes, Math.max(bodyBytes, heap / SHARE_OF_HEAP), images, USUAL_PIXELS);
    }
  }
}
