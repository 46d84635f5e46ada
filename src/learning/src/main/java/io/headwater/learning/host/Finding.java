package io.headwater.learning.host;

import java.util.Locale;

/**
 * What was found out about one thing of this machine.
 *
 * @param name what was looked at
 * @param detail what was found
 * @param remedy what to do about it; empty if it is well
 */
public record Finding(String name, Status status, String detail, String remedy) {
  /** Whether that is well. */
  public enum Status {
    OK,
    /** It works, but not as well as it could. */
    WARNING,
    FAILED;

    public String id() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  public static Finding ok(String name, String detail) {
    return new Finding(name, Status.OK, detail, "");
  }

  public static Finding warning(String name, String detail, String remedy) {
    return new Finding(name, Status.WARNING, detail, remedy);
  }

  public static Finding failed(String name, String detail, String remedy) {
    return new Finding(name, Status.FAILED, detail, remedy);
  }
}
