package io.headwater.cli;

import java.net.URI;
import java.net.URISyntaxException;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads where Flink's REST API answers. */
public final class FlinkAddress implements ITypeConverter<URI> {
  @Override
  public URI convert(String value) {
    try {
      URI address = new URI(value);
      boolean web = "http".equals(address.getScheme()) || "https".equals(address.getScheme());
      if (web && address.getHost() != null) {
        return address;
      }
    } catch (URISyntaxException e) {
      throw new TypeConversionException("'" + value + "' is no address: " + e.getMessage());
    }
    throw new TypeConversionException("'" + value + "' is not as http://localhost:8081");
  }
}
