package io.headwater.serve;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Collection;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * By which names a server may be asked. A page in a browser can have its own name point at this
 * machine, and then asks under that name what only this machine may.
 *
 * @param local whether names of this machine are answered
 * @param names that are answered, too, without a port; if it is not local and there are none, all
 *     are
 */
public record HostCheck(boolean local, Set<String> names) {
  private static final Pattern LOCAL =
      Pattern.compile("localhost|127\\.\\d+\\.\\d+\\.\\d+|\\[::1\\]");
  private static final Pattern PORT = Pattern.compile(":\\d*$");

  public HostCheck {
    names = names.stream().map(HostCheck::inLowerCase).collect(Collectors.toUnmodifiableSet());
  }

  /**
   * Of a server that listens at an address or a name of this machine; local if only this machine
   * reaches it.
   */
  public static HostCheck at(String host, Collection<String> names) {
    return new HostCheck(isLoopback(host), Set.copyOf(names));
  }

  /**
   * Whether a request with that header {@code Host} is answered.
   *
   * @param header null if the request has none
   */
  public boolean accepts(@Nullable String header) {
    if (!local && names.isEmpty()) {
      return true;
    }
    if (header == null) {
      return false;
    }
    String name = PORT.matcher(inLowerCase(header)).replaceFirst("");
    return names.contains(name) || (local && LOCAL.matcher(name).matches());
  }

  /** What others are told. */
  public String refusal() {
    return local
        ? "this server is for this machine: ask for localhost, or start it with --allow-host and the name that you asked for"
        : "this server does not answer to that name: start it with --allow-host and the name that you asked for";
  }

  private static boolean isLoopback(String host) {
    try {
      return InetAddress.getByName(host).isLoopbackAddress();
    } catch (UnknownHostException e) {
      return false;
    }
  }

  private static String inLowerCase(String name) {
    return name.toLowerCase(Locale.ROOT);
  }
}
