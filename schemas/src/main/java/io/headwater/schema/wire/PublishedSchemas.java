package io.headwater.schema.wire;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.avro.Schema;

/** Every version of a contract that was ever published: version n at index n - 1. */
final class PublishedSchemas {
  private PublishedSchemas() {}

  static List<Schema> of(String record) {
    List<Schema> versions = new ArrayList<>();
    while (PublishedSchemas.class.getResource(path(record, versions.size() + 1)) != null) {
      versions.add(read(path(record, versions.size() + 1)));
    }
    return versions;
  }

  private static String path(String record, int version) {
    return "/io/headwater/schema/published/v" + version + "/" + record + ".avsc";
  }

  private static Schema read(String path) {
    try (InputStream in = requireNonNull(PublishedSchemas.class.getResourceAsStream(path))) {
      return new Schema.Parser().parse(in);
    } catch (IOException e) {
      throw new UncheckedIOException("could not read " + path, e);
    }
  }
}
