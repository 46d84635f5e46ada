package io.headwater.serve.protocol;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.headwater.serve.RequestRefusedException;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * Parameters of the extension for binary tensors; others are passed over.
 *
 * @param binaryDataSize of an input: how many bytes its values are
 * @param binaryData of an output: whether it is to be binary
 * @param binaryDataOutput of a request: whether outputs are to be binary that don't say otherwise
 */
record Parameters(
    @Nullable Long binaryDataSize,
    @Nullable Boolean binaryData,
    @Nullable Boolean binaryDataOutput) {
  /** Reads the object at which the parser is. */
  static Parameters read(JsonParser json) throws IOException {
    if (json.currentToken() != JsonToken.START_OBJECT) {
      throw RequestRefusedException.wrong("'parameters' is no object");
    }
    Long size = null;
    Boolean binary = null;
    Boolean output = null;
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      String field = json.currentName();
      json.nextToken();
      switch (field) {
        case "binary_data_size" -> size = whole(json, field);
        case "binary_data" -> binary = yesOrNo(json, field);
        case "binary_data_output" -> output = yesOrNo(json, field);
        default -> json.skipChildren();
      }
    }
    return new Parameters(size, binary, output);
  }

  private static Long whole(JsonParser json, String field) throws IOException {
    if (json.currentToken() != JsonToken.VALUE_NUMBER_INT) {
      throw RequestRefusedException.wrong(
          "'%s' is %s; it must be a whole number", field, json.getText());
    }
    return json.getLongValue();
  }

  private static Boolean yesOrNo(JsonParser json, String field) throws IOException {
    if (!json.currentToken().isBoolean()) {
      throw RequestRefusedException.wrong(
          "'%s' is %s; it must be true or false", field, json.getText());
    }
    return json.getBooleanValue();
  }
}
