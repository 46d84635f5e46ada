package io.headwater.job.config;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** The types of values as JSON Schemas, of keywords that drafts 7 to 2020-12 share. */
final class TypeSchema {
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private TypeSchema() {}

  static ObjectNode text() {
    return ofType("string");
  }

  /**
   * @param regex that some part of the text matches (ECMA-262)
   * @param expectation that editors show instead of the regular expression
   */
  static ObjectNode text(String regex, String expectation) {
    return text().put("pattern", regex).put("patternErrorMessage", "it must be " + expectation);
  }

  static ObjectNode wholeText(String regex, String expectation) {
    return text("^(?:" + regex + ")$", expectation);
  }

  static ObjectNode choice(List<String> choices) {
    ObjectNode schema = text();
    ArrayNode values = schema.putArray("enum");
    choices.forEach(values::add);
    return schema;
  }

  static ObjectNode trueOrFalse() {
    return ofType("boolean");
  }

  static ObjectNode number() {
    return ofType("number");
  }

  static ObjectNode wholeNumber(long min, long max) {
    return ofType("integer").put("minimum", min).put("maximum", max);
  }

  static ObjectNode oneOf(int first, int second) {
    ObjectNode schema = ofType("integer");
    schema.putArray("enum").add(first).add(second);
    return schema;
  }

  static ObjectNode either(ObjectNode one, ObjectNode other) {
    ObjectNode schema = NODES.objectNode();
    schema.putArray("anyOf").add(one).add(other);
    return schema;
  }

  static ObjectNode list(ObjectNode item, int least) {
    ObjectNode schema = ofType("array").put("minItems", least);
    schema.set("items", item);
    return schema;
  }

  static ObjectNode emptyList() {
    return ofType("array").put("maxItems", 0);
  }

  static ObjectNode properties() {
    ObjectNode schema = ofType("object");
    schema
        .putObject("additionalProperties")
        .putArray("type")
        .add("string")
        .add("number")
        .add("boolean");
    return schema;
  }

  private static ObjectNode ofType(String type) {
    return NODES.objectNode().put("type", type);
  }
}
