package io.headwater.schema.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Set;
import org.apache.avro.Schema;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class DocumentationTest {
  @ParameterizedTest
  @MethodSource("io.headwater.schema.wire.Samples#all")
  void everyTypeAndFieldIsDocumented(Samples<?> sample) {
    check(sample.value().getSchema(), new HashSet<>());
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
