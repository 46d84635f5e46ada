package io.headwater.cli.rejected;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Where a rejected event lies in the topic of rejected events. */
record RejectedPosition(int partition, long offset) {
  /** "PARTITION:OFFSET", as users name it. */
  @Override
  public String toString() {
    return partition + ":" + offset;
  }

  /** Reads that. */
  static final class Converter implements ITypeConverter<RejectedPosition> {
    @Override
    public RejectedPosition convert(String value) {
      if (!value.matches("\\d{1,9}:\\d{1,18}")) {
        throw new TypeConversionException(
            "'%s' is not PARTITION:OFFSET, as 'rejected list' shows it".formatted(value));
      }
      String[] parts = value.split(":", 2);
      return new RejectedPosition(Integer.parseInt(parts[0]), Long.parseLong(parts[1]));
    }
  }
}
