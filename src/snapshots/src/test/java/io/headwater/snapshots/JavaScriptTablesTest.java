package io.headwater.snapshots;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The client in JavaScript has the same list of what the exporter writes. */
class JavaScriptTablesTest {
  private static final Path FILE = Path.of("..", "client-js", "src", "onnx-written.js");
  private static final Path MADE = Path.of("target", "onnx-written.js");

  @Test
  void fieldsAndOperatorsAreThoseOfTheExporter() throws IOException {
    Files.writeString(MADE, table());
    assertThat(FILE)
        .as("out of date; copy src/snapshots/%s there", MADE)
        .content()
        .isEqualTo(table());
  }

  private static String table() {
    return """
        // Made from OnnxFields and OnnxOperator of src/snapshots, and held to them by its JavaScriptTablesTest.

        export const IR_VERSION = %d;
        export const OPSET = %d;

        /** All operators that the exporter writes. */
        export const OPERATORS = Object.freeze([
        %s
        ]);

        /**
         * All fields that the exporter writes.
         *
         * @type {import('./protobuf.js').Messages}
         */
        export const MESSAGES = Object.freeze({
        %s
        });
        """
        .formatted(
            OnnxExport.IR_VERSION,
            OnnxExport.OPSET,
            Stream.of(OnnxOperator.values())
                .map(operator -> "  '%s',".formatted(operator.onnxName()))
                .collect(joining("\n")),
            OnnxFields.WRITTEN.entrySet().stream()
                .sorted(Comparator.comparing(entry -> entry.getKey().getName()))
                .map(entry -> message(entry.getKey(), entry.getValue()))
                .collect(joining("\n")));
  }

  private static String message(Descriptor message, Set<String> written) {
    return message.getFields().stream()
        .filter(field -> written.contains(field.getName()))
        .sorted(Comparator.comparing(FieldDescriptor::getNumber))
        .map(JavaScriptTablesTest::field)
        .collect(joining("\n", "  %s: {%n".formatted(message.getName()), "\n  },"));
  }

  private static String field(FieldDescriptor field) {
    return "    %d: { name: '%s', type: '%s'%s },"
        .formatted(
            field.getNumber(),
            field.getName(),
            type(field),
            field.isRepeated() ? ", repeated: true" : "");
  }

  private static String type(FieldDescriptor field) {
    return switch (field.getJavaType()) {
      case MESSAGE -> field.getMessageType().getName();
      case STRING -> "string";
      case BYTE_STRING -> "bytes";
      case FLOAT -> "float";
      case INT, LONG, ENUM, BOOLEAN -> "varint";
      case DOUBLE -> throw new AssertionError("protobuf.js reads no double yet: " + field);
    };
  }
}
