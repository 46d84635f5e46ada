package io.headwater.schema.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import org.apache.avro.Schema;
import org.apache.avro.SchemaNormalization;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class DocumentationTest {
  @ParameterizedTest
  @MethodSource("io.headwater.schema.wire.Samples#all")
  void everyTypeAndFieldIsDocumented(Samples<?> sample) {
    check(sample.value().getSchema(), new HashSet<>());
  }

  @ParameterizedTest
  @MethodSource("io.headwater.schema.wire.Samples#all")
  void theReadmeTellsHowTheValuesOfEveryVersionBegin(Samples<?> sample) throws IOException {
    List<Schema> versions = PublishedSchemas.of(sample.name());
    String readme = Files.readString(Path.of("README.md"));

    for (int version = 1; version <= versions.size(); version++) {
      assertThat(readme)
          .contains(
              "| %s | %d | `%s` |"
                  .formatted(sample.name(), version, beginning(versions.get(version - 1))));
    }
  }

  private static String beginning(Schema schema) {
    ByteBuffer header =
        ByteBuffer.allocate(10)
            .put((byte) 0xC3)
            .put((byte) 0x01)
            .order(ByteOrder.LITTLE_ENDIAN)
            .putLong(SchemaNormalization.parsingFingerprint64(schema));
    return HexFormat.ofDelimiter(" ").withUpperCase().formatHex(header.array());
  }

  private static void check(Schema schema, Set<Schema> seen) {
    switch (schema.getType()) {
      case RECORD -> {
        assertThat(schema.getDoc()).as("doc of %s", schema.getFullName()).isNotBlank();
        if (seen.add(schema)) {
          for (Schema.Field field : schema.getFields()) {
            assertThat(field.doc())
                .as("doc of %s.%s", schema.getFullName(), field.name())
                .isNotBlank();
            check(field.schema(), seen);
          }
        }
      }
      case ENUM -> assertThat(schema.getDoc()).as("doc of %s", schema.getName()).isNotBlank();
      case UNION -> schema.getTypes().forEach(type -> check(type, seen));
      case ARRAY -> check(schema.getElementType(), seen);
      case MAP -> check(schema.getValueType(), seen);
      default -> {}
    }
  }
}
