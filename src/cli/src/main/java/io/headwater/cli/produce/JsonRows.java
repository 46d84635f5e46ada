package io.headwater.cli.produce;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;

/** An object of JSON in each line. A list, as of a box, is its values with blanks between. */
record JsonRows() implements RowFormat {
  private static final JsonMapper JSON =
      JsonMapper.builder()
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .build();

  @Override
  public Map<String, String> row(String line) throws RefusedException {
    JsonNode object = read(line);
    if (!object.isObject()) {
      throw new RefusedException("it is no JSON object, such as {\"image\": \"a.png\", ...}");
    }
    Map<String, String> row = new HashMap<>();
    for (Map.Entry<String, JsonNode> field : object.properties()) {
      if (!field.getValue().isNull()) {
        row.put(field.getKey(), text(field.getKey(), field.getValue()));
      }
    }
    return row;
  }

  private static String text(String name, JsonNode value) throws RefusedException {
    if (value.isArray() && value.valueStream().allMatch(JsonNode::isValueNode)) {
      return value.valueStream().map(JsonNode::asText).collect(Collectors.joining(" "));
    }
    if (!value.isValueNode()) {
      throw new RefusedException(
          "'%s' is an object or a list of such; it must be a text, a number, true or false, or a list of numbers"
              .formatted(name));
    }
    return value.asText();
  }

  private static JsonNode read(String line) throws RefusedException {
    try {
      return JSON.readTree(line);
    } catch (JsonProcessingException e) {
      throw new RefusedException("it is no JSON: " + e.getOriginalMessage());
    }
  }
}
