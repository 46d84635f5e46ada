package io.headwater.deploy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;

/**
 * The schema of a FlinkDeployment's {@code spec}, as its CRD has it, but that fields which the
 * schema doesn't name are refused. The newest CRD that can be had as a jar is of operator 1.10,
 * whose list of Flink versions ends at 1.20: those from 2.0 to ours are added to it here.
 */
final class FlinkDeploymentSchema {
  private static final String CRD = "META-INF/fabric8/flinkdeployments.flink.apache.org-v1.yml";
  private static final List<String> LATER_FLINK_VERSIONS = List.of("v2_0", "v2_1", "v2_2", "v2_3");

  private final JsonSchema schema;

  FlinkDeploymentSchema() {
    ObjectNode spec =
        (ObjectNode) crd().at("/spec/versions/0/schema/openAPIV3Schema/properties/spec");
    ArrayNode versions = (ArrayNode) spec.at("/properties/flinkVersion/enum");
    LATER_FLINK_VERSIONS.forEach(versions::add);
    close(spec);
    schema = JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V4).getSchema(spec);
  }

  /** What is wrong with a manifest, each with its path. */
  List<String> problems(JsonNode manifest) {
    return schema.validate(manifest.path("spec")).stream()
        .map(ValidationMessage::getMessage)
        .toList();
  }

  private static JsonNode crd() {
    try (InputStream in = FlinkDeploymentSchema.class.getClassLoader().getResourceAsStream(CRD)) {
      if (in == null) {
        throw new IllegalStateException(CRD + " is not on the class path");
      }
      return Yaml.documents(new String(in.readAllBytes(), StandardCharsets.UTF_8)).get(0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void close(JsonNode schema) {
    if (schema instanceof ObjectNode object) {
      if (object.path("x-kubernetes-int-or-string").asBoolean()) {
        object.remove("x-kubernetes-int-or-string");
        object.putArray("type").add("integer").add("string");
      }
      if (object.path("properties").isObject()) {
        object.put("additionalProperties", false);
      }
    }
    children(schema).forEach(FlinkDeploymentSchema::close);
  }

  private static Stream<JsonNode> children(JsonNode schema) {
    return Stream.of(
            schema.path("properties").valueStream(),
            Stream.of(schema.path("items")),
            Stream.of(schema.path("additionalProperties")))
        .flatMap(nodes -> nodes)
        .filter(JsonNode::isObject);
  }
}
