package io.headwater.cli;

import java.util.List;
import java.util.Set;
import picocli.CommandLine.Option;

/** {@code --allow-host}: names that a server of a command is asked by, for use as a mixin. */
public final class AllowedHosts {
  @Option(
      names = "--allow-host",
      paramLabel = "NAME",
      description =
          "A name, without a port, that browsers and clients may ask it by, such as that of a proxy"
              + " before it; may be repeated. On this machine only, localhost and 127.0.0.1 are"
              + " answered as well; at another address, all names are unless one is given.")
  private List<String> names = List.of();

  public Set<String> names() {
    return Set.copyOf(names);
  }
}
